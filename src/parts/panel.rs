//! What is in the panel when it opens, and the elements that show the same in the page.

use super::{Part, Presence, waiting};
use crate::features::{View, earn, panel, rewards};
use crate::ui::node::Node;

/// What is in the panel when it opens, and the elements that show the same in the page.
#[derive(Debug)]
pub struct Panel {
    /// What is in the panel, below its bar.
    pub content: fn(View<'_>) -> Vec<Node>,
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

/// The part, once it is there.
pub fn panel(view: View<'_>) -> Option<&'static Panel> {
    (view.state.parts.get(Part::Panel) == Presence::Ready).then(entry)
}

/// A view of [`Panel`], or in its place why it is not there yet.
pub fn show_panel(view: View<'_>, of: fn(&Panel) -> fn(View<'_>) -> Node) -> Node {
    match panel(view) {
        Some(panel) => of(panel)(view),
        None => waiting(view, Part::Panel, |store| store.want(Part::Panel)),
    }
}
