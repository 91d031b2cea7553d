//! `<loyalty-product-points>`: what buying a product earns, by the rules the server awards by.

use super::View;
use crate::ui::node::{Node, text};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::Program;
use loyalty_rules::earn::{self, Boost, NoPoints};

/// The sentence. Nothing while the programme loads, and nothing where it can't be told: a product page is no place for errors.
pub fn view(view: View<'_>, line: Option<&CartLine>) -> Node {
    let words = view.words;
    let estimate = view.state.program.value().and_then(|program| estimate(program, line?));
    let sentence = match estimate {
        Some(Ok(0)) => words.t("product.none"),
        Some(Ok(points)) => words.fill_points("product.earn", points),
        Some(Err(minimum)) => words.fill_money("product.minimum", minimum),
        None => String::new(),
    };
    text("p.product-points", sentence)
}

/// Points for this line alone, or the minimum that an order needs to earn.
fn estimate(program: &Program, line: &CartLine) -> Option<Result<i64, i64>> {
    let rule = program.earning.iter().find_map(|rule| rule.purchase.as_ref())?;
    let cart = Cart { currency: program.currency.clone(), lines: vec![line.clone()], discount: 0 };
    match earn::points(rule, &Boost::NONE, &cart, &program.currency) {
        Ok(points) => Some(Ok(points)),
        Err(NoPoints::BelowMinimum(_)) => Some(Err(rule.minimum_order?)),
        Err(NoPoints::OtherCurrency | NoPoints::Malformed) => None,
    }
}
