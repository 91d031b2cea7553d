//! What the panel shows when it opens, and the elements that show the same in the page.

use super::{Part, Presence, waiting};
use crate::features::{View, earn, panel, rewards};
use crate::ui::node::Node;

/// What the panel shows when it opens, and the elements that show the same in the page.
#[derive(Debug)]
pub struct Panel {
    /// All of the panel below its bar.
    pub content: fn(View<'_>) -> Node,
    /// `<loyalty-earn>`.
    pub earn: fn(View<'_>) -> Node,
    /// `<loyalty-rewards>`.
    pub rewards: fn(View<'_>) -> Node,
}

static PANEL: Panel = Panel { content: panel::content, earn: earn::page, rewards: rewards::page };

entry!(
    PANEL: Panel,
    "__wasm_split_00panel00_import_00000000000000000000000000000007",
    "__wasm_split_00panel00_export_00000000000000000000000000000007"
);

/// A view of [`Panel`], or in its place why it is not there yet.
pub fn show_panel(view: View<'_>, of: fn(&Panel) -> fn(View<'_>) -> Node) -> Node {
    match view.state.parts.get(Part::Panel) {
        Presence::Ready => of(entry())(view),
        _ => waiting(view, Part::Panel, |store| store.want(Part::Panel)),
    }
}
