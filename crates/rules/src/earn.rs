//! Points for a cart.

use crate::{select, split};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::{Bonus, PurchaseRule, Rounding};

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

/// What multiplies a member's points besides the rule itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Boost<'a> {
    /// The member's tier's multiplier: 150 is one and a half times.
    pub tier_hundredths: i64,
    /// Bonuses that count for the member at the time of the purchase ([`running`]).
    pub bonuses: Vec<&'a Bonus>,
}

impl Boost<'_> {
    /// Nothing besides the rule.
    pub const NONE: Self = Self { tier_hundredths: 100, bonuses: Vec::new() };
}

/// The bonuses that count at `now` for a member of this tier. `millis` reads a bonus's times; one that it can't read never
/// counts.
pub fn running<'a>(bonuses: &'a [Bonus], tier: Option<&str>, now: i64, millis: impl Fn(&str) -> Option<i64>) -> Vec<&'a Bonus> {
    let counts = |bonus: &&Bonus| {
        let began = millis(&bonus.starts_at).is_some_and(|at| at <= now);
        let goes_on = millis(&bonus.ends_at).is_some_and(|at| now < at);
        let is_for_them = bonus.tiers.is_empty() || tier.is_some_and(|tier| bonus.tiers.iter().any(|other| other == tier));
        began && goes_on && is_for_them
    };
    bonuses.iter().filter(counts).collect()
}

/// The points that buying this cart earns.
///
/// The cart's discount is spread over the lines in proportion to what they come to after their own discounts
/// ([`split::in_proportion`]). Every line's amount times its multipliers is summed up exactly, and rounded once, over
/// the whole cart: two halves of a cart can earn a point less than the cart, never more with [`Rounding::Floor`].
/// A line's multipliers are the highest of the rule's that match it, the tier's, and the highest bonus that matches it.
pub fn points(rule: &PurchaseRule, boost: &Boost<'_>, cart: &Cart, currency: &str) -> Result<i64, NoPoints> {
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
    // Amounts in millionths of a minor unit, because three multipliers in hundredths meet.
    let mut weighted: i128 = 0;
    for (line, amount) in cart.lines.iter().zip(&net) {
        let factor = millionths(rule, boost, line).ok_or(NoPoints::Malformed)?;
        let part = i128::from(*amount).checked_mul(factor).ok_or(NoPoints::Malformed)?;
        weighted = weighted.checked_add(part).ok_or(NoPoints::Malformed)?;
    }
    let numerator = weighted.checked_mul(i128::from(rule.points)).ok_or(NoPoints::Malformed)?;
    let denominator = i128::from(rule.per) * 1_000_000;
    let points = match rule.rounding {
        Rounding::Floor => Some(numerator / denominator),
        Rounding::Nearest => {
            numerator.checked_mul(2).and_then(|double| double.checked_add(denominator)).map(|sum| sum / (denominator * 2))
        }
        Rounding::Ceil => numerator.checked_add(denominator - 1).map(|sum| sum / denominator),
    };
    points.and_then(|points| i64::try_from(points).ok()).ok_or(NoPoints::Malformed)
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

/// What a line's amount is multiplied by, in millionths.
fn millionths(rule: &PurchaseRule, boost: &Boost<'_>, line: &CartLine) -> Option<i128> {
    if select::matches_any(&rule.excluded, line) {
        return Some(0);
    }
    let matches = |selectors: &[String]| selectors.is_empty() || select::matches_any(selectors, line);
    let of_rule = rule.multipliers.iter().filter(|multiplier| matches(&multiplier.applies_to));
    let of_rule = of_rule.map(|multiplier| multiplier.hundredths.max(0)).max().unwrap_or(100);
    let of_bonuses = boost.bonuses.iter().filter(|bonus| matches(&bonus.applies_to));
    let of_bonuses = of_bonuses.map(|bonus| bonus.hundredths.max(0)).max().unwrap_or(100);
    let factor = i128::from(of_rule).checked_mul(i128::from(boost.tier_hundredths.max(0)))?;
    factor.checked_mul(i128::from(of_bonuses))
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
            assert_eq!(points(&rule, &Boost::NONE, &cart, "EUR"), expected, "{name}");
        }
        assert_eq!(points(&rule(), &Boost::NONE, &cart(vec![], 0), "PLN"), Err(NoPoints::OtherCurrency));
    }

    #[test]
    fn boosts_multiply() {
        let bonus = |applies_to: &[&str], hundredths, tiers: &[&str]| Bonus {
            id: "bon".into(),
            title: String::new(),
            starts_at: "10".into(),
            ends_at: "20".into(),
            applies_to: applies_to.iter().map(|selector| (*selector).into()).collect(),
            hundredths,
            tiers: tiers.iter().map(|tier| (*tier).into()).collect(),
        };
        let bonuses = [bonus(&["product:tea"], 200, &[]), bonus(&[], 150, &["gold"])];
        let millis = |text: &str| text.parse().ok();
        let double_tea = Multiplier { applies_to: vec!["product:tea".into()], hundredths: 200 };
        let rule = PurchaseRule { multipliers: vec![double_tea], ..rule() };
        let cart = cart(vec![line("tea", 1000, 1), line("mug", 1000, 1)], 0);
        for (name, tier, tier_hundredths, now, expected) in [
            ("before it starts", None, 100, 9, 30),
            ("from its first moment", None, 100, 10, 50),
            ("not at its end", None, 100, 20, 30),
            ("one for another tier does not count", Some("silver"), 100, 15, 50),
            ("the highest bonus a line has", Some("gold"), 100, 15, 55),
            ("with the tier's own", Some("gold"), 150, 15, 82),
        ] {
            let boost = Boost { tier_hundredths, bonuses: running(&bonuses, tier, now, millis) };
            assert_eq!(points(&rule, &boost, &cart, "EUR"), Ok(expected), "{name}");
        }
        let absurd = Boost { tier_hundredths: i64::MAX, bonuses: vec![] };
        assert_eq!(points(&PurchaseRule { points: i64::MAX, ..rule }, &absurd, &cart, "EUR"), Err(NoPoints::Malformed));
    }

    proptest! {
        #[test]
        fn more_in_the_cart_never_earns_less(
            prices in prop::collection::vec((0i64..=1_000_000, 1i64..=20), 1..8), discount in 0i64..=100_000, extra in 0i64..=100_000,
        ) {
            let lines: Vec<CartLine> = prices.iter().map(|(price, quantity)| line("x", *price, *quantity)).collect();
            let before = points(&rule(), &Boost::NONE, &cart(lines.clone(), discount), "EUR").unwrap();
            let after = points(&rule(), &Boost::NONE, &cart([lines, vec![line("x", extra, 1)]].concat(), discount), "EUR").unwrap();
            prop_assert!(after >= before);
        }

        #[test]
        fn points_never_exceed_what_was_paid_for(
            prices in prop::collection::vec((0i64..=1_000_000, 1i64..=20, 0i64..=5_000), 0..8), discount in 0i64..=10_000_000,
        ) {
            let lines = prices.iter().map(|(price, quantity, off)| CartLine { discount: *off, ..line("x", *price, *quantity) }).collect();
            let cart = cart(lines, discount);
            prop_assert_eq!(points(&rule(), &Boost::NONE, &cart, "EUR").unwrap(), total(&cart).unwrap() / 100);
        }

        #[test]
        fn two_orders_never_earn_more_than_one_of_both(
            lines in prop::collection::vec((0i64..=100_000, 1i64..=5), 0..8), split in 0usize..8, tier_hundredths in 100i64..=300,
        ) {
            let lines: Vec<CartLine> = lines.iter().map(|(price, quantity)| line("x", *price, *quantity)).collect();
            let (first, second) = lines.split_at(split.min(lines.len()));
            let boost = Boost { tier_hundredths, bonuses: vec![] };
            let earned = |lines: &[CartLine]| points(&rule(), &boost, &cart(lines.to_vec(), 0), "EUR").unwrap();
            let (apart, together) = (earned(first) + earned(second), earned(&lines));
            prop_assert!(together - 1 <= apart && apart <= together, "{apart} apart, {together} together");
        }

        #[test]
        fn a_higher_tier_or_bonus_never_earns_less(
            lines in prop::collection::vec((0i64..=100_000, 1i64..=5), 0..8), tier in 100i64..=300, higher in 0i64..=200,
            bonus in 100i64..=300, rounding in prop::sample::select(Rounding::ALL),
        ) {
            let lines = lines.iter().map(|(price, quantity)| line("x", *price, *quantity)).collect();
            let (rule, cart) = (PurchaseRule { rounding, ..rule() }, cart(lines, 0));
            let times = |hundredths| Bonus {
                id: "bon".into(), title: String::new(), starts_at: String::new(), ends_at: String::new(), applies_to: vec![],
                hundredths, tiers: vec![],
            };
            let (bonus, better) = (times(bonus), times(bonus + higher));
            let earned = |tier_hundredths, bonus| {
                points(&rule, &Boost { tier_hundredths, bonuses: vec![bonus] }, &cart, "EUR").unwrap()
            };
            prop_assert!(earned(tier + higher, &bonus) >= earned(tier, &bonus));
            prop_assert!(earned(tier, &better) >= earned(tier, &bonus));
            prop_assert_eq!(earned(tier, &better), earned(bonus.hundredths + higher, &times(tier)));
        }

        #[test]
        fn what_is_missing_for_the_minimum_is_enough(price in 0i64..=100_000, minimum in 1i64..=200_000) {
            let rule = PurchaseRule { minimum_order: Some(minimum), ..rule() };
            let earned = |more| points(&rule, &Boost::NONE, &cart(vec![line("x", price, 1), line("x", more, 1)], 0), "EUR");
            match earned(0) {
                Ok(_) => prop_assert!(price >= minimum),
                Err(NoPoints::BelowMinimum(missing)) => {
                    prop_assert!(earned(missing).is_ok());
                    prop_assert_eq!(earned(missing - 1), Err(NoPoints::BelowMinimum(1)));
                }
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
