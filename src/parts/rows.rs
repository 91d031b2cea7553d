//! Rows of products.

use super::{Part, Presence};
use crate::features::{View, rows};
use crate::session::Spot;
use crate::ui::node::Node;
use std::rc::Rc;

/// Rows of products.
#[derive(Debug)]
pub struct Rows {
    /// `<loyalty-products>`.
    pub view: fn(View<'_>, &Rc<Spot>) -> Node,
}

static ROWS: Rows = Rows { view: rows::view };

entry!(
    ROWS: Rows,
    "__wasm_split_00rows00_import_00000000000000000000000000000006",
    "__wasm_split_00rows00_export_00000000000000000000000000000006"
);

/// The part, once it is there.
pub fn rows(view: View<'_>) -> Option<&'static Rows> {
    (view.state.parts.get(Part::Rows) == Presence::Ready).then(entry)
}
