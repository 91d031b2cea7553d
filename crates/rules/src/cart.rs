//! What a fuller cart gives: spend more, save more, and free shipping.

use loyalty_api::program::{CartOffers, CartStep};

/// How far a cart is on the steps of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Off by now, in hundredths of the cart; 0 below the first step.
    pub percent: i64,
    /// What that comes to in minor units, rounded down.
    pub discount: i64,
    /// The next step that gives more.
    pub next: Option<NextStep>,
}

/// A step that is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Minor units that reach it.
    pub from: i64,
    /// What it takes off.
    pub percent: i64,
    /// Minor units to go.
    pub missing: i64,
}

/// How far a cart is whose goods come to `total` minor units before these steps.
pub fn steps(offers: &CartOffers, total: i64) -> Steps {
    let total = total.max(0);
    let percent = |step: &CartStep| step.percent.clamp(0, 100);
    let reached = offers.steps.iter().rfind(|step| step.from <= total).map_or(0, percent);
    let next = offers.steps.iter().find(|step| step.from > total && percent(step) > reached);
    let discount = i128::from(total) * i128::from(reached) / 100;
    Steps {
        percent: reached,
        // A share of `total` fits where `total` did.
        discount: i64::try_from(discount).unwrap_or(total),
        next: next.map(|step| NextStep { from: step.from, percent: percent(step), missing: step.from - total }),
    }
}

/// Minor units that a cart of `total` lacks for free shipping: 0 where it has it, nothing where no cart has.
pub fn missing_for_free_shipping(offers: &CartOffers, total: i64) -> Option<i64> {
    offers.free_shipping_from.map(|from| from.saturating_sub(total.max(0)).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn offers(steps: &[(i64, i64)], free_shipping_from: Option<i64>) -> CartOffers {
        CartOffers { steps: steps.iter().map(|&(from, percent)| CartStep { from, percent }).collect(), free_shipping_from }
    }

    #[test]
    fn the_highest_step_reached_counts() {
        let offers = offers(&[(10_000, 5), (20_000, 10), (30_000, 15)], Some(6_000));
        let next = |from, percent, missing| Some(NextStep { from, percent, missing });
        for (name, total, percent, discount, expected, shipping) in [
            ("an empty cart", 0, 0, 0, next(10_000, 5, 10_000), 6_000),
            ("a cent short", 9_999, 0, 0, next(10_000, 5, 1), 0),
            ("the first step", 10_000, 5, 500, next(20_000, 10, 10_000), 0),
            ("rounded down", 10_019, 5, 500, next(20_000, 10, 9_981), 0),
            ("between two", 19_999, 5, 999, next(20_000, 10, 1), 0),
            ("the last step", 30_000, 15, 4_500, None, 0),
            ("far above", i64::MAX, 15, i64::MAX / 100 * 15 + 1, None, 0),
            ("less than nothing", -5, 0, 0, next(10_000, 5, 10_000), 6_000),
        ] {
            assert_eq!(steps(&offers, total), Steps { percent, discount, next: expected }, "{name}");
            assert_eq!(missing_for_free_shipping(&offers, total), Some(shipping), "{name}");
        }
    }

    #[test]
    fn a_programme_without_steps_or_free_shipping_gives_none() {
        let none = offers(&[], None);
        assert_eq!(steps(&none, 50_000), Steps { percent: 0, discount: 0, next: None });
        assert_eq!(missing_for_free_shipping(&none, 50_000), None);
    }

    proptest! {
        #[test]
        fn spending_what_is_missing_reaches_the_step(
            steps in prop::collection::btree_map(1i64..1_000_000, 1i64..=100, 0..6), total in 0i64..1_200_000,
        ) {
            let rising: Vec<(i64, i64)> = steps.into_iter().collect();
            let offers = offers(&rising, None);
            let before = super::steps(&offers, total);
            prop_assert!(before.discount * 100 <= total * before.percent && (before.discount + 1) * 100 > total * before.percent);
            if let Some(next) = before.next {
                prop_assert!(next.percent > before.percent && next.missing > 0);
                prop_assert_eq!(super::steps(&offers, total + next.missing).percent, next.percent);
            }
        }
    }
}
