//! What is so.

use crate::experiment::Unit;

/// Who is here.
#[derive(Clone, Copy, Debug)]
pub struct Shopper<'a> {
    /// What decides between variations, and what targeting asks about.
    pub unit: Unit<'a>,
    /// Campaigns that the server knows to be closed or taken.
    pub answered: &'a [String],
    /// Days until the next points run out.
    pub expiring_days: Option<i64>,
    /// Whether a reward was taken and not used.
    pub unredeemed: bool,
    /// What is missing to the next tier, in what tiers go by.
    pub next_tier: Option<i64>,
    /// Whether they came by a member's link, and have not taken the welcome.
    pub referred: bool,
}

/// What is going on in the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Page<'a> {
    /// Seconds since it was opened.
    pub seconds: i64,
    /// How far down it was scrolled at most, in percent.
    pub scroll: i64,
    /// Seconds since the shopper last did something.
    pub idle: i64,
    /// Pages seen on this visit.
    pub pages: i64,
    /// What the cart comes to, in minor units.
    pub cart_total: i64,
    /// Things in the cart.
    pub cart_items: i64,
    /// It looked as if the shopper were leaving.
    pub exit: bool,
    /// The shopper came back from another tab.
    pub returned: bool,
    /// Selectors of elements that came into view.
    pub seen: &'a [String],
    /// Names of events of the page.
    pub events: &'a [String],
    /// The campaign that the shopper asked for: by its tab, or a link of the page.
    pub asked: Option<&'a str>,
    /// The shopper is typing.
    pub typing: bool,
    /// This is a step of paying.
    pub checkout: bool,
    /// This is the page that a search led to, on a phone.
    pub search_landing: bool,
    /// Somebody else's dialog is open.
    pub other_dialog: bool,
    /// Our panel, or another dialog of ours that is no campaign, is open.
    pub open: bool,
}
