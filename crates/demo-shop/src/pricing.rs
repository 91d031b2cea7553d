//! What a cart costs. The shop's own arithmetic: it knows of a reward only what the code's answer says. What a fuller cart
//! gives it computes by the programme's rules, which are a crate that any merchant's server in Rust can use.

use loyalty_api::program::{CartOffers, RewardValue};
use loyalty_api::redemption::Redemption;
use loyalty_rules::cart::{missing_for_free_shipping, steps};
use serde::{Deserialize, Serialize};

/// What a cart costs, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// The goods at full price.
    pub goods: i64,
    /// What a cart this full has off, in a hundred.
    pub step_percent: i64,
    /// The same in money.
    pub step: i64,
    /// Taken off the goods by the code.
    pub discount: i64,
    /// What sending it costs, after the code.
    pub shipping: i64,
    /// Whether sending it would cost something, and does not.
    pub free_shipping: bool,
    /// To pay.
    pub total: i64,
    /// What the goods must come to more for the code to count; nothing where it counts, or there is none.
    pub code_needs: Option<i64>,
}

impl Totals {
    /// Everything that was taken off the goods.
    pub fn off(&self) -> i64 {
        self.step + self.discount
    }
}

/// Prices goods that come to `goods`, sent for `shipping`, with at most one code. For an empty cart both are 0.
pub fn totals(goods: i64, shipping: i64, code: Option<&Redemption>, offers: Option<&CartOffers>) -> Totals {
    let mut totals = Totals { goods, shipping, ..Totals::default() };
    if let Some(offers) = offers {
        let steps = steps(offers, goods);
        (totals.step_percent, totals.step) = (steps.percent, steps.discount);
        if missing_for_free_shipping(offers, goods) == Some(0) {
            totals.send_for_nothing();
        }
    }
    if let Some(code) = code {
        let missing = code.minimum_order.unwrap_or(0) - goods;
        // What a fuller cart has off already is not taken off twice.
        let left = goods - totals.step;
        if missing > 0 {
            totals.code_needs = Some(missing);
        } else {
            match &code.value {
                RewardValue::FixedAmount { amount } | RewardValue::GiftCard { amount } | RewardValue::StoreCredit { amount } => {
                    totals.discount = (*amount).min(left);
                }
                RewardValue::Percentage { percent, max_amount } => {
                    totals.discount = (left * percent / 100).min(max_amount.unwrap_or(left)).min(left);
                }
                RewardValue::FreeShipping {} => totals.send_for_nothing(),
                // A free product is a line without a price (`gift`), and a claim of a variable reward became a fixed amount.
                RewardValue::FreeProduct { .. } | RewardValue::Variable { .. } => {}
            }
        }
    }
    totals.total = totals.goods - totals.off() + totals.shipping;
    totals
}

impl Totals {
    fn send_for_nothing(&mut self) {
        self.free_shipping = self.free_shipping || self.shipping > 0;
        self.shipping = 0;
    }
}

/// The product that a code puts into a cart of `goods` for nothing.
pub fn gift(goods: i64, code: Option<&Redemption>) -> Option<&str> {
    match code.filter(|code| code.minimum_order.unwrap_or(0) <= goods)? {
        Redemption { value: RewardValue::FreeProduct { product }, .. } => Some(product),
        _ => None,
    }
}

/// What each line was really paid with, when `discount` is spread over lines that came to these `amounts`. The parts add
/// up exactly: each line takes its share of the running sum, so that roundings never pile up.
pub fn paid(amounts: &[i64], discount: i64) -> Vec<i64> {
    let total: i64 = amounts.iter().sum();
    let mut before = 0;
    let mut taken = 0;
    let mut paid = Vec::with_capacity(amounts.len());
    for amount in amounts {
        before += amount;
        let taken_so_far = if total == 0 { 0 } else { discount * before / total };
        paid.push(amount - (taken_so_far - taken));
        taken = taken_so_far;
    }
    paid
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::program::CartStep;
    use loyalty_api::redemption::RedemptionState;

    fn code(value: RewardValue, minimum_order: Option<i64>) -> Redemption {
        Redemption {
            id: "rdm_1".into(),
            reward: "rwd_1".into(),
            title: "A reward".into(),
            points: 100,
            value,
            minimum_order,
            state: RedemptionState::Held,
            code: "ABCD".into(),
            created_at: "2026-01-01T00:00:00Z".into(),
            held_until: None,
            expires_at: None,
            order: None,
        }
    }

    #[test]
    fn a_code_counts_by_its_kind() {
        let fixed = |amount| RewardValue::FixedAmount { amount };
        let percentage = |percent, max_amount| RewardValue::Percentage { percent, max_amount };
        for (name, goods, value, minimum, expected) in [
            ("money off", 2000, fixed(500), None, (500, 490, 1990, None)),
            ("never more than the goods", 300, fixed(500), None, (300, 490, 490, None)),
            ("a share off, rounded down", 1999, percentage(10, None), None, (199, 490, 2290, None)),
            ("a share with a ceiling", 20_000, percentage(10, Some(1500)), None, (1500, 490, 18_990, None)),
            ("a share with a ceiling above the goods", 1000, percentage(100, Some(9999)), None, (1000, 490, 490, None)),
            ("sent for nothing", 2000, RewardValue::FreeShipping {}, None, (0, 0, 2000, None)),
            ("the minimum to the cent", 2000, fixed(500), Some(2000), (500, 490, 1990, None)),
            ("a cent below the minimum", 1999, fixed(500), Some(2000), (0, 490, 2489, Some(1))),
            ("no free sending below the minimum", 10, RewardValue::FreeShipping {}, Some(20), (0, 490, 500, Some(10))),
            (
                "a gift alone is sent as anything",
                0,
                RewardValue::FreeProduct { product: "mug".into() },
                None,
                (0, 490, 490, None),
            ),
        ] {
            let got = totals(goods, 490, Some(&code(value, minimum)), None);
            assert_eq!((got.discount, got.shipping, got.total, got.code_needs), expected, "{name}");
        }
        assert_eq!(totals(2000, 490, None, None).total, 2490);
    }

    #[test]
    fn a_fuller_cart_has_more_off() {
        let step = |from, percent| CartStep { from, percent };
        let offers = CartOffers { steps: vec![step(10_000, 5), step(20_000, 10)], free_shipping_from: Some(6_000) };
        for (name, goods, expected) in [
            ("too little", 5_999, (0, 0, 490, 6_489)),
            ("sent for nothing", 6_000, (0, 0, 0, 6_000)),
            ("the first step to the cent", 10_000, (5, 500, 0, 9_500)),
            ("a cent below the second", 19_999, (5, 999, 0, 19_000)),
            ("the second", 20_000, (10, 2_000, 0, 18_000)),
        ] {
            let got = totals(goods, 490, None, Some(&offers));
            assert_eq!((got.step_percent, got.step, got.shipping, got.total), expected, "{name}");
        }
        let off = RewardValue::Percentage { percent: 10, max_amount: None };
        let both = totals(10_000, 490, Some(&code(off, None)), Some(&offers));
        assert_eq!((both.step, both.discount, both.off()), (500, 950, 1_450), "the code takes its share of what is left");
    }

    #[test]
    fn a_free_product_needs_what_its_code_needs() {
        let mug = code(RewardValue::FreeProduct { product: "fern-mug".into() }, Some(2_000));
        assert_eq!(gift(2_000, Some(&mug)), Some("fern-mug"));
        assert_eq!(gift(1_999, Some(&mug)), None);
        assert_eq!(gift(2_000, Some(&code(RewardValue::FreeShipping {}, None))), None);
        assert_eq!(gift(2_000, None), None);
    }

    #[test]
    fn what_was_paid_adds_up() {
        for (amounts, discount, expected) in [
            (&[1000, 1000, 1000][..], 100, vec![967, 967, 966]),
            (&[2780, 1999][..], 500, vec![2490, 1789]),
            (&[0, 500][..], 500, vec![0, 0]),
            (&[0][..], 0, vec![0]),
            (&[][..], 0, vec![]),
        ] {
            let got = paid(amounts, discount);
            assert_eq!(got, expected, "{amounts:?} less {discount}");
            assert_eq!(got.iter().sum::<i64>(), amounts.iter().sum::<i64>() - discount);
        }
    }
}
