//! `<loyalty-product-points>`: what buying a product earns, by the rules the server awards by.

use super::{View, estimate};
use crate::session::State;
use crate::ui::node::{Node, text};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_rules::earn::NoPoints;

/// The sentence. Nothing while the programme loads, and nothing where it can't be told: a product page is no place for errors.
pub fn view(view: View<'_>, line: Option<&CartLine>) -> Node {
    let words = view.words;
    let sentence = match line.and_then(|line| alone(view.state, line)) {
        Some(Ok(0)) => words.t("product.none"),
        Some(Ok(points)) => words.fill_points("product.earn", points),
        Some(Err(minimum)) => words.fill_money("product.minimum", minimum),
        None => String::new(),
    };
    text("p.product-points", sentence)
}

/// Points for this line alone, or the minimum that an order needs to earn.
fn alone(state: &State, line: &CartLine) -> Option<Result<i64, i64>> {
    let program = state.program.value()?;
    let cart = Cart { currency: program.currency.clone(), lines: vec![line.clone()], discount: 0 };
    match estimate::points(state, &cart)? {
        Ok(points) => Some(Ok(points)),
        Err(NoPoints::BelowMinimum(missing)) => Some(Err(loyalty_rules::earn::total(&cart)? + missing)),
        Err(NoPoints::OtherCurrency | NoPoints::Malformed) => None,
    }
}
