//! What shoppers don't see at once.

use super::{Part, Presence, waiting};
use crate::features::rewards::Standing;
use crate::features::rewards::variable::{self, Range};
use crate::features::{View, activity, cart, celebration, collectibles, corner, earn, friend, referral, vip};
use crate::session::{State, Store};
use crate::ui::node::Node;
use loyalty_api::account::RuleState;
use loyalty_api::program::{EarningRule, Reward};

/// What shoppers don't see at once: each is a view, or a part of one.
#[derive(Debug)]
pub struct Later {
    /// The panel's VIP tab.
    pub vip: fn(View<'_>) -> Node,
    /// `<loyalty-vip>`.
    pub vip_page: fn(View<'_>) -> Node,
    /// The panel's friends tab.
    pub referral: fn(View<'_>) -> Node,
    /// `<loyalty-referral>`.
    pub referral_page: fn(View<'_>) -> Node,
    /// The panel's activity tab.
    pub activity: fn(View<'_>) -> Node,
    /// What a way to earn asks for.
    pub earn_form: fn(View<'_>, &EarningRule, &RuleState) -> Option<Node>,
    /// How a reward's points are chosen.
    pub slider: fn(View<'_>, &Reward, Range, Option<Standing>) -> Node,
    /// `<loyalty-cart>`.
    pub cart: fn(View<'_>) -> Node,
    /// The album in the panel.
    pub album: fn(View<'_>) -> Node,
    /// `<loyalty-collectibles>`.
    pub album_page: fn(View<'_>) -> Node,
    /// The welcome for a friend who came by a link.
    pub friend: fn(View<'_>) -> Option<Node>,
    /// The moment when a tier was reached.
    pub celebration: fn(View<'_>) -> Option<Node>,
    /// What comes up beside the launcher: what screen readers are told of it, and the card.
    pub corner: fn(View<'_>) -> (String, Option<Node>),
    /// Asks the server about the friend's link that the shopper came by.
    pub meet: fn(Store),
    /// Asks again for what the tabs show.
    pub refresh: fn(Store),
}

static LATER: Later = Later {
    vip: vip::view,
    vip_page: vip::page,
    referral: referral::view,
    referral_page: referral::page,
    activity: activity::view,
    earn_form: earn::form,
    slider: variable::form,
    cart: cart::page,
    album: collectibles::section,
    album_page: collectibles::page,
    friend: friend::welcome,
    celebration: celebration::view,
    corner: corner::content,
    meet: Store::meet,
    refresh: Store::refresh_tabs,
};

entry!(
    LATER: Later,
    "__wasm_split_00later00_import_00000000000000000000000000000001",
    "__wasm_split_00later00_export_00000000000000000000000000000001"
);

/// The part, once it is there.
pub fn later(view: View<'_>) -> Option<&'static Later> {
    later_of(view.state)
}

/// The part, once it is there: for what is no view.
pub fn later_of(state: &State) -> Option<&'static Later> {
    (state.parts.get(Part::Later) == Presence::Ready).then(entry)
}

/// A view of [`Later`], or in its place why it is not there yet.
pub fn show_later(view: View<'_>, of: fn(&Later) -> fn(View<'_>) -> Node) -> Node {
    match later(view) {
        Some(later) => of(later)(view),
        None => waiting(view, Part::Later, |store| store.want(Part::Later)),
    }
}
