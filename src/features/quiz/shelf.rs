//! What is recommended: products with the reason, and a way to have them.

use crate::browser::link;
use crate::features::{View, product_card};
use crate::ui::node::{Node, text};
use loyalty_api::product::Product;

/// A product's card. `why` is the reason it is shown.
pub(super) fn card(view: View<'_>, product: &Product, why: Option<String>) -> Node {
    product_card::view(view, product, why, product_card::adding(view, product).or_else(|| page(view, product)))
}

/// The way to its page, where the shop has no function that puts it into the cart.
fn page(view: View<'_>, product: &Product) -> Option<Node> {
    let address = link::safe(&product.url).filter(|_| product.available)?;
    let label = view.words.t("earn.open");
    let named = product_card::named(&label, product);
    Some(text("a.button", label).attr("data-look", "quiet").attr("href", address).attr("aria-label", &named))
}
