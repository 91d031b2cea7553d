//! Cards of products: what they are, why they are shown, and a way to have them.

use crate::browser::link;
use crate::features::View;
use crate::session::Adding;
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::product::Product;

/// A card. `why` is the reason it is shown.
pub(super) fn card(view: View<'_>, product: &Product, why: Option<String>) -> Node {
    let address = link::safe(&product.url);
    let picture = product.image.as_deref().and_then(link::safe);
    let picture = picture.map(|image| el("img.picture").attr("src", image).attr("alt", "").attr("loading", "lazy"));
    let title = match address {
        Some(address) => text("a", product.title.clone()).attr("href", address),
        None => text("span", product.title.clone()),
    };
    el("li.quiz-product").child(el("span.face").maybe(picture)).child(
        el("div.what")
            .child(el("p.title").child(title))
            .child(text("p.price", view.words.money(product.price)))
            .maybe(why.map(|why| text("p.detail", why)))
            .child(door(view, product, address)),
    )
}

/// The button that puts it into the cart by the merchant's function; without one, the way to its page.
fn door(view: View<'_>, product: &Product, address: Option<&str>) -> Node {
    let (store, words) = (view.store, view.words);
    if !product.available {
        return Node::default();
    }
    let named = |label: &str| [label, ": ", &product.title].concat();
    if !store.can_add() {
        let label = words.t("earn.open");
        let link = |address: &str| {
            let link = text("a.button", label.clone()).attr("data-look", "quiet");
            link.attr("href", address).attr("aria-label", &named(&label))
        };
        return address.map(link).unwrap_or_default();
    }
    let adding = store.quizzes().and_then(|quizzes| quizzes.borrow().adding(&product.id));
    let label = words.t("quiz.add");
    let wanted = product.clone();
    let button = text("button.button", label.clone())
        .attr("type", "button")
        .attr("data-look", "quiet")
        .attr("aria-label", &named(&label))
        .attr("aria-busy", if adding == Some(Adding::Busy) { "true" } else { "false" })
        .on("click", move |_| {
            if adding != Some(Adding::Busy) {
                store.add_to_cart(&wanted);
            }
        });
    let came = match adding {
        Some(Adding::Added) => el("span.applied").child(icon::draw(icon::CHECK)).child(text("span", words.t("quiz.added"))),
        Some(Adding::Failed) => text("span.quiz-problem", words.t("error.unknown")),
        _ => Node::default(),
    };
    el("div.quiz-doors").child(button).child(el("p").attr("role", "status").child(came))
}
