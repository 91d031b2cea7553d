//! A reward of which the shopper chooses how much: a slider and a number field for the same points, and what they give.

use super::{Standing, door};
use crate::features::{View, estimate};
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use crate::words::Words;
use loyalty_api::account::Account;
use loyalty_api::program::{Reward, RewardValue};
use loyalty_rules::redeem::{self, Blocked, Quote};

/// The points that can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    low: i64,
    high: i64,
    step: i64,
}

impl Range {
    /// From the price up to what there is; nothing for other rewards, and where there is not enough for the least.
    pub(super) fn of(reward: &Reward, price: i64, available: i64) -> Option<Self> {
        let RewardValue::Variable { step, maximum, .. } = reward.value else { return None };
        let step = step.max(1);
        let down = |points: i64| points - points.rem_euclid(step);
        let low = down(price.saturating_add(step - 1));
        let high = down(available.min(maximum));
        (low <= high).then_some(Self { low, high, step })
    }
}

/// The points that stand in the field: those of a slider that nobody has moved are the least. Nothing for other rewards.
pub(super) fn chosen(view: View<'_>, reward: &Reward, price: i64, account: &Account) -> Option<i64> {
    let range = Range::of(reward, price, account.balance.available)?;
    // What is no number is no number of points that anything gives.
    Some(entered(view, reward, range).parse().unwrap_or(0))
}

/// Slider, field, what the points give, and the button.
pub fn form(view: View<'_>, reward: &Reward, range: Range, standing: Option<Standing>) -> Node {
    let words = view.words;
    let entered = entered(view, reward, range);
    let price = redeem::price(reward, estimate::tier(view.state));
    let quote = entered.parse().ok().and_then(|points| redeem::quote(reward, price, Some(points)).ok());
    let points = quote.as_ref().map(|quote| words.points(quote.points)).unwrap_or_default();
    // Read out when it changes: the slider itself need not say more than the points.
    let said = quote.map(|quote| sentence(words, &quote)).unwrap_or_default();
    let wrong = matches!(standing, Some(Err(Blocked::PointsNotAllowed)));
    let [low, high, step] = [range.low, range.high, range.step].map(|number| number.to_string());
    let label = [&reward.title, ": ", &words.t("rewards.points")].concat();
    let bound = |kind, value: &str| {
        let (store, name) = (view.store, field_of(&reward.id));
        field::input(kind, &[kind, "-", &reward.id].concat(), value, move |value| store.fill(&name, value))
            .attr("min", &low)
            .attr("max", &high)
            .attr("step", &step)
            .attr("aria-label", &label)
    };
    let slider = bound("range", if wrong { &low } else { &entered }).attr("aria-valuetext", &points);
    let number = bound("number", &entered)
        .attr("inputmode", "numeric")
        .attr("aria-invalid", if wrong { "true" } else { "false" })
        .attr("aria-describedby", &["why-", &reward.id].concat());
    el("div.form")
        .child(slider)
        .child(el("div.form-row").child(number).child(text("output.quote", said)))
        .child(door(view, reward, standing))
}

/// "From 100 to 2,000 points, in steps of 50".
pub(super) fn allowed(view: View<'_>, reward: &Reward) -> String {
    let RewardValue::Variable { step, maximum, .. } = reward.value else { return String::new() };
    let words = view.words;
    let [low, step] = [redeem::price(reward, estimate::tier(view.state)), step].map(|number| words.number(number));
    words.fill("rewards.allowed", &[("low", &low), ("high", &words.points(maximum)), ("step", &step)])
}

fn sentence(words: Words<'_>, quote: &Quote) -> String {
    let money = words.money(redeem::discount(&quote.value, i64::MAX));
    words.fill("rewards.quote", &[("points", &words.points(quote.points)), ("money", &money)])
}

fn entered(view: View<'_>, reward: &Reward, range: Range) -> String {
    view.state.drafts.get(&field_of(&reward.id)).map_or_else(|| range.low.to_string(), Into::into)
}

/// The name of the field of a reward's points.
pub fn field_of(reward: &str) -> String {
    ["points-", reward].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slider_reaches_from_the_least_to_what_there_is() {
        let reward = |points, step, maximum| Reward {
            id: "rwd".into(),
            title: String::new(),
            description: None,
            points,
            prices: vec![],
            value: RewardValue::Variable { step, amount: 1, maximum },
            image: None,
            tier: None,
            minimum_order: None,
            limit_per_customer: None,
        };
        for (name, reward, price, available, expected) in [
            ("all of it", reward(100, 50, 500), 100, 9_000, Some((100, 500))),
            ("what there is, in whole steps", reward(100, 50, 500), 100, 349, Some((100, 300))),
            ("just the least", reward(100, 50, 500), 100, 100, Some((100, 100))),
            ("a price between two steps", reward(100, 50, 500), 120, 9_000, Some((150, 500))),
            ("not enough", reward(100, 50, 500), 100, 99, None),
            ("in debt", reward(100, 50, 500), 100, -300, None),
            ("steps that make no sense", reward(100, 0, 500), 100, 300, Some((100, 300))),
        ] {
            let range = Range::of(&reward, price, available);
            assert_eq!(range.map(|range| (range.low, range.high)), expected, "{name}");
        }
    }
}
