//! What appears unasked, and offers that stand in the page.

use super::{Part, Presence};
use crate::features::{View, popups};
use crate::ui::node::Node;

/// What appears unasked, and offers that stand in the page.
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

/// The part, once it is there.
pub fn popups(view: View<'_>) -> Option<&'static Popups> {
    (view.state.parts.get(Part::Popups) == Presence::Ready).then(entry)
}
