//! What product pages show.

use super::{Part, Presence};
use crate::features::{View, product_points};
use crate::ui::node::Node;
use web_sys::Element;

/// What product pages show.
#[derive(Debug)]
pub struct Product {
    /// `<loyalty-product-points>`, by the element's attributes.
    pub points: fn(View<'_>, &Element) -> Node,
}

static PRODUCT: Product = Product { points: product_points::view };

entry!(
    PRODUCT: Product,
    "__wasm_split_00product00_import_00000000000000000000000000000002",
    "__wasm_split_00product00_export_00000000000000000000000000000002"
);

/// The part, once it is there.
pub fn product(view: View<'_>) -> Option<&'static Product> {
    (view.state.parts.get(Part::Product) == Presence::Ready).then(entry)
}
