//! `<loyalty-product-points>`: what buying a product earns, by the rules the server awards by.

use super::{View, estimate};
use crate::session::State;
use crate::ui::node::{Node, text};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_rules::earn::NoPoints;
use web_sys::Element;

/// The sentence. Nothing while the programme loads, and nothing where it can't be told: a product page is no place for errors.
pub fn view(view: View<'_>, element: &Element) -> Node {
    let words = view.words;
    let sentence = match line(element).and_then(|line| alone(view.state, line)) {
        Some(Ok(0)) => words.t("product.none"),
        Some(Ok(points)) => words.fill_points("product.earn", points),
        Some(Err(minimum)) => words.fill_money("product.minimum", minimum),
        None => String::new(),
    };
    text("p.product-points", sentence)
}

/// Points for this line alone, or the minimum that an order needs to earn.
fn alone(state: &State, line: CartLine) -> Option<Result<i64, i64>> {
    let program = state.program.value()?;
    let cart = Cart { currency: program.currency.clone(), lines: vec![line], discount: 0 };
    match estimate::points(state, &cart)? {
        Ok(points) => Some(Ok(points)),
        Err(NoPoints::BelowMinimum(missing)) => Some(Err(loyalty_rules::earn::total(&cart)? + missing)),
        Err(NoPoints::OtherCurrency | NoPoints::Malformed) => None,
    }
}

/// The product that the element's attributes tell; nothing where they tell none.
fn line(element: &Element) -> Option<CartLine> {
    let words = |name: &str| -> Vec<String> {
        element.get_attribute(name).unwrap_or_default().split_ascii_whitespace().map(Into::into).collect()
    };
    let number = |name: &str| element.get_attribute(name).and_then(|text| text.trim().parse::<i64>().ok());
    Some(CartLine {
        product: element.get_attribute("product")?,
        collections: words("collections"),
        tags: words("tags"),
        unit_price: number("price")?,
        quantity: if element.has_attribute("quantity") { number("quantity")? } else { 1 },
        discount: 0,
    })
}
