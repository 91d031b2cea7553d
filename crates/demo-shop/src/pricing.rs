//! What a cart costs. The shop's own arithmetic: it knows of a reward only what the code's answer says.

use loyalty_api::program::RewardValue;
use loyalty_api::redemption::Redemption;
use serde::Serialize;

/// What a cart costs, minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// The goods at full price.
    pub goods: i64,
    /// Taken off the goods by the code.
    pub discount: i64,
    /// What sending it costs, after the code.
    pub shipping: i64,
    /// Whether the code paid for sending it.
    pub free_shipping: bool,
    /// To pay.
    pub total: i64,
    /// What the goods must come to more for the code to count; nothing where it counts, or there is none.
    pub code_needs: Option<i64>,
}

/// Prices goods that come to `goods`, sent for `shipping`, with at most one code. An empty cart costs nothing.
pub fn totals(goods: i64, shipping: i64, code: Option<&Redemption>) -> Totals {
    let mut totals = Totals { goods, shipping: if goods == 0 { 0 } else { shipping }, ..Totals::default() };
    if let Some(code) = code {
        let missing = code.minimum_order.unwrap_or(0) - goods;
        if missing > 0 {
            totals.code_needs = Some(missing);
        } else {
            match &code.value {
                RewardValue::FixedAmount { amount } | RewardValue::GiftCard { amount } | RewardValue::StoreCredit { amount } => {
                    totals.discount = (*amount).min(goods);
                }
                // A claim tells what it gives: a variable reward became a fixed amount.
                RewardValue::FreeProduct { .. } | RewardValue::Variable { .. } => {}
                RewardValue::Percentage { percent, max_amount } => {
                    totals.discount = (goods * percent / 100).min(max_amount.unwrap_or(goods)).min(goods);
                }
                RewardValue::FreeShipping {} => {
                    totals.free_shipping = totals.shipping > 0;
                    totals.shipping = 0;
                }
            }
        }
    }
    totals.total = totals.goods - totals.discount + totals.shipping;
    totals
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
            ("an empty cart", 0, fixed(500), None, (0, 0, 0, None)),
        ] {
            let got = totals(goods, 490, Some(&code(value, minimum)));
            assert_eq!((got.discount, got.shipping, got.total, got.code_needs), expected, "{name}");
        }
        assert_eq!(totals(2000, 490, None).total, 2490);
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
