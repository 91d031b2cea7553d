//! Points for a cart.

use crate::{select, split};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::{PurchaseRule, Rounding};

/// Why a cart earns nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPoints {
    /// It comes to less than the rule's minimum; so many minor units are missing.
    BelowMinimum(i64),
    /// It is in another currency than the programme.
    OtherCurrency,
    /// The rule or the cart has numbers that make no sense (negative prices, `per` of zero, sums beyond any money).
    Malformed,
}

/// The points that buying this cart earns.
///
/// The cart's discount is spread over the lines in proportion to what they come to after their own discounts
/// ([`split::in_proportion`]). Every line's amount times its multiplier is summed up exactly, and rounded once, over
/// the whole cart: two halves of a cart can earn a point less than the cart, never more with [`Rounding::Floor`].
pub fn points(rule: &PurchaseRule, cart: &Cart, currency: &str) -> Result<i64, NoPoints> {
    if !cart.currency.eq_ignore_ascii_case(currency) {
        return Err(NoPoints::OtherCurrency);
    }
    if rule.per <= 0 || rule.points < 0 {
        return Err(NoPoints::Malformed);
    }
    let net = net_amounts(cart).ok_or(NoPoints::Malformed)?;
    let total = net.iter().try_fold(0i64, |sum, amount| sum.checked_add(*amount)).ok_or(NoPoints::Malformed)?;
    let minimum = rule.minimum_order.unwrap_or(0);
    if total < minimum {
        return Err(NoPoints::BelowMinimum(minimum - total));
    }
    // Amounts in hundredths of a minor unit, because multipliers are.
    let mut weighted: i128 = 0;
    for (line, amount) in cart.lines.iter().zip(&net) {
        weighted += i128::from(*amount) * i128::from(hundredths(rule, line));
    }
    let numerator = weighted.checked_mul(i128::from(rule.points)).ok_or(NoPoints::Malformed)?;
    let denominator = i128::from(rule.per) * 100;
    let points = match rule.rounding {
        Rounding::Floor => numerator / denominator,
        Rounding::Nearest => (numerator * 2 + denominator) / (denominator * 2),
        Rounding::Ceil => (numerator + denominator - 1) / denominator,
    };
    i64::try_from(points).map_err(|_| NoPoints::Malformed)
}

/// The most that one order may come to, in minor units: a hundred thousand million of most currencies' main unit.
/// Larger numbers are mistakes, and refusing them keeps all sums in range.
pub const LARGEST_AMOUNT: i64 = 10_000_000_000_000;

/// What each line comes to after its own and its share of the cart's discount, never below zero.
/// Nothing if the cart's numbers make no sense.
pub fn net_amounts(cart: &Cart) -> Option<Vec<i64>> {
    let gross: Vec<i64> = cart.lines.iter().map(line_amount).collect::<Option<_>>()?;
    let total = gross.iter().try_fold(0i64, |sum, amount| sum.checked_add(*amount))?;
    if cart.discount < 0 || total > LARGEST_AMOUNT {
        return None;
    }
    let shares = split::in_proportion(cart.discount.min(total), &gross);
    Some(gross.iter().zip(shares).map(|(amount, share)| (amount - share).max(0)).collect())
}

/// What a cart comes to after every discount. Nothing if its numbers make no sense.
pub fn total(cart: &Cart) -> Option<i64> {
    Some(net_amounts(cart)?.iter().sum())
}

fn line_amount(line: &CartLine) -> Option<i64> {
    if line.unit_price < 0 || line.quantity < 0 || line.discount < 0 {
        return None;
    }
    Some((line.unit_price.checked_mul(line.quantity)? - line.discount).max(0))
}

fn hundredths(rule: &PurchaseRule, line: &CartLine) -> i64 {
    if select::matches_any(&rule.excluded, line) {
        return 0;
    }
    let matching = rule
        .multipliers
        .iter()
        .filter(|multiplier| multiplier.applies_to.is_empty() || select::matches_any(&multiplier.applies_to, line));
    matching.map(|multiplier| multiplier.hundredths.max(0)).max().unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::program::Multiplier;
    use proptest::prelude::*;

    fn rule() -> PurchaseRule {
        PurchaseRule {
            points: 1,
            per: 100,
            rounding: Rounding::Floor,
            minimum_order: None,
            excluded: vec![],
            multipliers: vec![],
        }
    }

    fn line(product: &str, unit_price: i64, quantity: i64) -> CartLine {
        CartLine { product: product.into(), collections: vec![], tags: vec![], unit_price, quantity, discount: 0 }
    }

    fn cart(lines: Vec<CartLine>, discount: i64) -> Cart {
        Cart { currency: "EUR".into(), lines, discount }
    }

    #[test]
    fn a_cart_earns_by_what_is_paid_for_goods() {
        let double_tea = Multiplier { applies_to: vec!["product:tea".into()], hundredths: 200 };
        let half_more = Multiplier { applies_to: vec![], hundredths: 150 };
        for (name, rule, cart, expected) in [
            ("a point a euro", rule(), cart(vec![line("mug", 1999, 1)], 0), Ok(19)),
            ("rounded once over the cart, not by line", rule(), cart(vec![line("a", 50, 1), line("b", 50, 1)], 0), Ok(1)),
            (
                "to the nearest",
                PurchaseRule { rounding: Rounding::Nearest, ..rule() },
                cart(vec![line("mug", 1950, 1)], 0),
                Ok(20),
            ),
            ("up", PurchaseRule { rounding: Rounding::Ceil, ..rule() }, cart(vec![line("mug", 1901, 1)], 0), Ok(20)),
            ("nothing, rounded up, is nothing", PurchaseRule { rounding: Rounding::Ceil, ..rule() }, cart(vec![], 0), Ok(0)),
            ("less the cart's discount", rule(), cart(vec![line("mug", 2000, 1)], 500), Ok(15)),
            ("a discount above the total earns nothing", rule(), cart(vec![line("mug", 2000, 1)], 9000), Ok(0)),
            (
                "excluded products",
                PurchaseRule { excluded: vec!["product:gift-card".into()], ..rule() },
                cart(vec![line("gift-card", 5000, 1), line("mug", 1000, 1)], 0),
                Ok(10),
            ),
            (
                "an excluded product takes its share of the discount with it",
                PurchaseRule { excluded: vec!["product:gift-card".into()], ..rule() },
                cart(vec![line("gift-card", 3000, 1), line("mug", 1000, 1)], 400),
                Ok(9),
            ),
            (
                "a multiplier",
                PurchaseRule { multipliers: vec![double_tea.clone()], ..rule() },
                cart(vec![line("tea", 1000, 1), line("mug", 1000, 1)], 0),
                Ok(30),
            ),
            (
                "the highest of two multipliers",
                PurchaseRule { multipliers: vec![half_more, double_tea], ..rule() },
                cart(vec![line("tea", 1000, 1), line("mug", 1000, 1)], 0),
                Ok(35),
            ),
            (
                "below the minimum",
                PurchaseRule { minimum_order: Some(2500), ..rule() },
                cart(vec![line("mug", 1999, 1)], 0),
                Err(NoPoints::BelowMinimum(501)),
            ),
            ("a negative price", rule(), cart(vec![line("mug", -1, 1)], 0), Err(NoPoints::Malformed)),
            ("beyond any money", rule(), cart(vec![line("mug", i64::MAX, 2)], 0), Err(NoPoints::Malformed)),
            ("per zero", PurchaseRule { per: 0, ..rule() }, cart(vec![line("mug", 1, 1)], 0), Err(NoPoints::Malformed)),
        ] {
            assert_eq!(points(&rule, &cart, "EUR"), expected, "{name}");
        }
        assert_eq!(points(&rule(), &cart(vec![], 0), "PLN"), Err(NoPoints::OtherCurrency));
    }

    proptest! {
        #[test]
        fn more_in_the_cart_never_earns_less(
            prices in prop::collection::vec((0i64..=1_000_000, 1i64..=20), 1..8), discount in 0i64..=100_000, extra in 0i64..=100_000,
        ) {
            let lines: Vec<CartLine> = prices.iter().map(|(price, quantity)| line("x", *price, *quantity)).collect();
            let before = points(&rule(), &cart(lines.clone(), discount), "EUR").unwrap();
            let after = points(&rule(), &cart([lines, vec![line("x", extra, 1)]].concat(), discount), "EUR").unwrap();
            prop_assert!(after >= before);
        }

        #[test]
        fn points_never_exceed_what_was_paid_for(
            prices in prop::collection::vec((0i64..=1_000_000, 1i64..=20, 0i64..=5_000), 0..8), discount in 0i64..=10_000_000,
        ) {
            let lines = prices.iter().map(|(price, quantity, off)| CartLine { discount: *off, ..line("x", *price, *quantity) }).collect();
            let cart = cart(lines, discount);
            prop_assert_eq!(points(&rule(), &cart, "EUR").unwrap(), total(&cart).unwrap() / 100);
        }
    }
}
