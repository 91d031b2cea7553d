//! What appears unasked, and offers that stand in the page.

use super::{Part, Presence, watch};
use crate::features::{View, popups};
use crate::ui::node::Node;

/// What appears unasked, and offers that stand in the page. [`Watch`](super::Watch) has it loaded, and is there before it.
#[derive(Debug)]
pub struct Popups {
    /// What is over the page, or in its corner.
    pub view: fn(View<'_>) -> Node,
    /// `<loyalty-offer>`, by the campaign's id.
    pub offer: fn(View<'_>, &str) -> Node,
}

static POPUPS: Popups = Popups { view: popups::view, offer: popups::offer };

entry!(
    POPUPS: Popups,
    "__wasm_split_00popups00_import_00000000000000000000000000000004",
    "__wasm_split_00popups00_export_00000000000000000000000000000004"
);

/// What is over the page, or in its corner: nothing while the part is not there.
pub fn show_popups(view: View<'_>) -> Node {
    if let Some(watch) = watch(view.state) {
        (watch.follow)(view.store, view.state);
    }
    show(view, &|popups| (popups.view)(view))
}

/// `<loyalty-offer>`, by the campaign's id: nothing while the part is not there.
pub fn show_offer(view: View<'_>, id: &str) -> Node {
    if let Some(watch) = watch(view.state) {
        (watch.place)(view.store, id);
    }
    show(view, &|popups| (popups.offer)(view, id))
}

fn show(view: View<'_>, show: &dyn Fn(&Popups) -> Node) -> Node {
    if view.state.parts.get(Part::Popups) == Presence::Ready { show(entry()) } else { Node::default() }
}
