//! Ways to spend, and what a fuller cart gives.

use super::check::{Check, MOST_DAYS, MOST_MONEY, MOST_POINTS};
use crate::programme::document::RewardOffer;
use loyalty_api::program::{CartOffers, RewardValue};
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let mut ids = HashSet::new();
    for (index, offer) in check.document.rewards.iter().enumerate() {
        let path = format!("rewards[{index}]");
        check.id(&offer.id, "rwd_", &path);
        check.must(ids.insert(&offer.id), format!("{path}.id"), "is the id of another reward.");
        check.texts(&offer.title, &format!("{path}.title"), true);
        check.texts(&offer.description, &format!("{path}.description"), false);
        one_reward(check, offer, &path);
    }
    if let Some(cart) = &check.document.cart {
        fuller_carts(check, cart);
    }
}

fn one_reward(check: &mut Check<'_>, offer: &RewardOffer, path: &str) {
    let at = |field: &str| format!("{path}.{field}");
    check.range(offer.points, 1, MOST_POINTS, at("points"));
    check.optional_range(offer.minimum_order, 0, MOST_MONEY, at("minimum_order"));
    check.optional_range(offer.limit_per_customer, 1, 1_000_000, at("limit_per_customer"));
    check.optional_range(offer.stock, 0, 1_000_000, at("stock"));
    check.image(offer.image.as_ref(), at("image"));
    value(check, &offer.value, &at("value"));
    prices(check, offer, path);
    if let Some(tier) = &offer.tier {
        check.tier(tier, at("tier"));
    }
    let lasting = matches!(offer.value, RewardValue::GiftCard { .. } | RewardValue::StoreCredit { .. });
    check.belongs(offer.code_days.is_some(), false, lasting, at("code_days"), "");
    check.optional_range(offer.code_days, 1, MOST_DAYS, at("code_days"));
}

/// What a reward gives, or a referred friend gets.
pub(super) fn value(check: &mut Check<'_>, value: &RewardValue, path: &str) {
    match value {
        RewardValue::FixedAmount { amount } | RewardValue::GiftCard { amount } | RewardValue::StoreCredit { amount } => {
            check.range(*amount, 1, MOST_MONEY, format!("{path}.amount"));
        }
        RewardValue::Percentage { percent, max_amount } => {
            check.range(*percent, 1, 100, format!("{path}.percent"));
            check.optional_range(*max_amount, 1, MOST_MONEY, format!("{path}.max_amount"));
        }
        RewardValue::Variable { step, amount, maximum } => {
            check.range(*step, 1, MOST_POINTS, format!("{path}.step"));
            check.range(*amount, 1, MOST_MONEY / MOST_POINTS, format!("{path}.amount"));
            check.range(*maximum, 1, MOST_POINTS, format!("{path}.maximum"));
            let whole = *step <= 0 || maximum % step == 0;
            check.must(whole, format!("{path}.maximum"), format!("must be a multiple of the step, {step}."));
        }
        RewardValue::FreeProduct { product } => {
            let good = (1..=200).contains(&product.len());
            check.must(good, format!("{path}.product"), "must be the id of a product of yours.");
        }
        RewardValue::FreeShipping {} => {}
    }
}

/// Everybody's price and those of some tiers. For `variable` each is the least that can be spent.
fn prices(check: &mut Check<'_>, offer: &RewardOffer, path: &str) {
    let mut tiers = HashSet::new();
    for (index, price) in offer.prices.iter().enumerate() {
        let path = format!("{path}.prices[{index}]");
        check.tier(&price.tier, format!("{path}.tier"));
        check.must(tiers.insert(&price.tier), format!("{path}.tier"), "has a price already.");
        check.range(price.points, 1, MOST_POINTS, format!("{path}.points"));
    }
    let RewardValue::Variable { step, maximum, .. } = offer.value else { return };
    let own = offer.prices.iter().enumerate().map(|(index, price)| (price.points, format!("{path}.prices[{index}].points")));
    for (points, path) in own.chain([(offer.points, format!("{path}.points"))]) {
        let fits = step <= 0 || (points % step == 0 && points <= maximum);
        check.must(fits, path, format!("must be a multiple of the step, {step}, and at most the maximum, {maximum}."));
    }
}

fn fuller_carts(check: &mut Check<'_>, cart: &CartOffers) {
    let mut before = 0;
    for (index, step) in cart.steps.iter().enumerate() {
        let path = format!("cart.steps[{index}]");
        check.range(step.from, 1, MOST_MONEY, format!("{path}.from"));
        check.range(step.percent, 1, 100, format!("{path}.percent"));
        check.must(step.from > before, format!("{path}.from"), "must be more than that of the step before.");
        before = before.max(step.from);
    }
    check.optional_range(cart.free_shipping_from, 1, MOST_MONEY, "cart.free_shipping_from");
}
