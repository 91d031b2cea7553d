//! `<loyalty-products>`: a row of products, to be looked through sideways.

use super::{View, product_card};
use crate::session::Spot;
use crate::ui::node::{Node, el, text};
use std::rc::Rc;

/// Products that a row shows.
const MOST: usize = 12;

/// The row. Nothing while it loads, and nothing where there is nothing to show: a product page is no place for skeletons.
pub fn view(view: View<'_>, spot: &Rc<Spot>) -> Node {
    let View { store, words, .. } = view;
    let tended = spot.clone();
    let place = el("div.products").after(move |_| store.tend_row(&tended));
    let products = store.row(spot);
    if products.is_empty() {
        return place;
    }
    let title = words.t(if spot.row == "recent" { "products.recent" } else { "products.together" });
    let cards =
        products.iter().take(MOST).map(|product| product_card::view(view, product, None, product_card::adding(view, product)));
    // It scrolls, so the keyboard must get to it, and whoever gets there be told where they are.
    let row = el("div.products-row").attr("role", "region").attr("aria-label", &title).attr("tabindex", "0");
    place.child(text("h2.products-title", title).attr("part", "title")).child(row.child(el("ul").children(cards)))
}
