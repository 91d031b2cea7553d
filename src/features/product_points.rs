//! `<loyalty-product-points>`: what buying a product earns, by the rules the server awards by.

use crate::session::Store;
use leptos::prelude::*;
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::Program;
use loyalty_rules::earn::{self, NoPoints};

/// The sentence. Nothing while the programme loads, and nothing where it can't be told: a product page is no place for errors.
pub fn view(store: Store, line: RwSignal<Option<CartLine>>) -> AnyView {
    let sentence = move || {
        let estimate = store.program.with(|program| line.with(|line| estimate(program.value()?, line.as_ref()?)));
        match estimate {
            Some(Ok(0)) => Some(store.t("product.none")),
            Some(Ok(points)) => Some(store.fill("product.earn", &[("points", &store.points(points))])),
            Some(Err(minimum)) => Some(store.fill("product.minimum", &[("money", &store.money(minimum))])),
            None => None,
        }
    };
    view! { <p class="product-points" aria-live="polite">{move || sentence().unwrap_or_default()}</p> }.into_any()
}

/// Points for this line alone, or the minimum that an order needs to earn.
fn estimate(program: &Program, line: &CartLine) -> Option<Result<i64, i64>> {
    let rule = program.earning.iter().find_map(|rule| rule.purchase.as_ref())?;
    let cart = Cart { currency: program.currency.clone(), lines: vec![line.clone()], discount: 0 };
    match earn::points(rule, &cart, &program.currency) {
        Ok(points) => Some(Ok(points)),
        Err(NoPoints::BelowMinimum(_)) => Some(Err(rule.minimum_order?)),
        Err(NoPoints::OtherCurrency | NoPoints::Malformed) => None,
    }
}
