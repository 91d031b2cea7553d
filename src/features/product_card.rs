//! A product's card: what it is, what it costs, and a way to have it.

use super::View;
use crate::browser::link;
use crate::session::Adding;
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::product::Product;

/// The card. `why` is the reason it is shown, `door` what can be done with it.
pub fn view(view: View<'_>, product: &Product, why: Option<String>, door: Option<Node>) -> Node {
    let picture = product.image.as_deref().and_then(link::safe);
    let picture = picture.map(|image| el("img.picture").attr("src", image).attr("alt", "").attr("loading", "lazy"));
    let title = match link::safe(&product.url) {
        Some(address) => text("a", product.title.clone()).attr("href", address),
        None => text("span", product.title.clone()),
    };
    el("li.product").child(el("span.face").maybe(picture)).child(
        el("div.what")
            .child(el("p.title").child(title))
            .child(text("p.price", view.words.price(product.price)))
            .maybe(why.map(|why| text("p.detail", why)))
            .maybe(door),
    )
}

/// The button that puts it into the cart by the merchant's function, and how that goes. Nothing without such a function, and
/// for what cannot be bought.
pub fn adding(view: View<'_>, product: &Product) -> Option<Node> {
    let (store, words) = (view.store, view.words);
    if !product.available || !store.can_add() {
        return None;
    }
    let adding = store.adding(&product.id);
    let label = words.t("product.add");
    let wanted = product.clone();
    let button = text("button.button", label.clone())
        .attr("type", "button")
        .attr("data-look", "quiet")
        .attr("aria-label", &named(&label, product))
        .attr("aria-busy", if adding == Some(Adding::Busy) { "true" } else { "false" })
        .on("click", move |_| {
            if adding != Some(Adding::Busy) {
                store.add_to_cart(&wanted);
            }
        });
    let came = match adding {
        Some(Adding::Added) => el("span.applied").child(icon::draw(icon::CHECK)).child(text("span", words.t("product.added"))),
        Some(Adding::Failed) => text("span.product-problem", words.t("error.unknown")),
        _ => Node::default(),
    };
    Some(el("div.product-doors").child(button).child(el("p").attr("role", "status").child(came)))
}

/// What a button is called among those of other products.
pub fn named(label: &str, product: &Product) -> String {
    [label, ": ", &product.title].concat()
}
