//! Whether a reward can be claimed, what it costs this member, what it takes off a cart, and if not, what would enable it.

use crate::earn;
use crate::vip;
use loyalty_api::cart::Cart;
use loyalty_api::program::{Reward, RewardValue};
use loyalty_api::vip::VipProgram;

/// What the decision needs to know of a shopper and the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wallet<'a> {
    /// Points that can be spent now.
    pub available: i64,
    /// How often this shopper claimed this reward: held, issued and used claims, not undone ones.
    pub claimed: i64,
    /// How many the shop has left, where it has a limited number.
    pub left: Option<i64>,
    /// The member's tier.
    pub tier: Option<&'a str>,
}

/// What a member pays and gets.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// Points.
    pub points: i64,
    /// What it gives: for `variable` the fixed amount that these points give.
    pub value: RewardValue,
}

/// Why a reward can't be claimed, and what would enable it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// So many points are missing.
    InsufficientPoints {
        /// How many more.
        needed: i64,
    },
    /// The shopper claimed it as often as the merchant allows.
    RewardLimitReached,
    /// The shop has none left.
    OutOfStock,
    /// Only members of this tier and those above can.
    TierRequired {
        /// The tier's id.
        tier: String,
    },
    /// These points are not a multiple of the reward's step, or out of its range.
    PointsNotAllowed,
    /// The cart would have to come to so many minor units more.
    CartRequirementsNotMet {
        /// Minor units.
        needed: i64,
    },
    /// The cart is in another currency than the programme, or its numbers make no sense.
    CartNotUnderstood,
}

impl Blocked {
    /// The problem code of the API for this reason.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InsufficientPoints { .. } => "insufficient_points",
            Self::RewardLimitReached => "reward_limit_reached",
            Self::OutOfStock => "out_of_stock",
            Self::TierRequired { .. } => "tier_required",
            Self::PointsNotAllowed => "points_not_allowed",
            Self::CartRequirementsNotMet { .. } => "cart_requirements_not_met",
            Self::CartNotUnderstood => "cart_not_understood",
        }
    }
}

/// What a member of this tier pays for a reward: the price of their own tier, or else everybody's. For `variable` the least.
pub fn price(reward: &Reward, tier: Option<&str>) -> i64 {
    let own = reward.prices.iter().find(|price| Some(price.tier.as_str()) == tier);
    own.map_or(reward.points, |price| price.points)
}

/// What `points` give for a reward at this `price`; for `variable`, which alone takes `points`, in whole steps.
pub fn quote(reward: &Reward, price: i64, points: Option<i64>) -> Result<Quote, Blocked> {
    let RewardValue::Variable { step, amount, maximum } = reward.value else {
        // Saying what it costs is no choice of points.
        let fits = points.is_none_or(|points| points == price);
        return if fits { Ok(Quote { points: price, value: reward.value.clone() }) } else { Err(Blocked::PointsNotAllowed) };
    };
    let points = points.unwrap_or(price);
    if step <= 0 || points < price || points > maximum || points % step != 0 {
        return Err(Blocked::PointsNotAllowed);
    }
    let amount = (points / step).checked_mul(amount).ok_or(Blocked::PointsNotAllowed)?;
    Ok(Quote { points, value: RewardValue::FixedAmount { amount } })
}

/// Whether this reward can be claimed, and for what. Reasons that no shopping can mend come first: the stock, the tier and
/// the limit, then the points, then the cart. Without a cart, its requirement is left for checkout.
pub fn check(
    reward: &Reward,
    vip: Option<&VipProgram>,
    wallet: Wallet<'_>,
    points: Option<i64>,
    cart: Option<&Cart>,
    currency: &str,
) -> Result<Quote, Blocked> {
    if wallet.left.is_some_and(|left| left <= 0) {
        return Err(Blocked::OutOfStock);
    }
    if let Some(tier) = reward.tier.as_ref().filter(|tier| !vip::includes(vip, wallet.tier, tier)) {
        return Err(Blocked::TierRequired { tier: tier.clone() });
    }
    if reward.limit_per_customer.is_some_and(|limit| wallet.claimed >= limit) {
        return Err(Blocked::RewardLimitReached);
    }
    let quote = quote(reward, price(reward, wallet.tier), points)?;
    if wallet.available < quote.points {
        return Err(Blocked::InsufficientPoints { needed: quote.points.saturating_sub(wallet.available) });
    }
    if let Some(cart) = cart {
        check_cart(reward.minimum_order, cart, currency)?;
    }
    Ok(quote)
}

/// Whether a code with this minimum applies to this cart.
pub fn check_cart(minimum_order: Option<i64>, cart: &Cart, currency: &str) -> Result<(), Blocked> {
    if !cart.currency.eq_ignore_ascii_case(currency) {
        return Err(Blocked::CartNotUnderstood);
    }
    let total = earn::total(cart).ok_or(Blocked::CartNotUnderstood)?;
    let minimum = minimum_order.unwrap_or(0);
    if total < minimum { Err(Blocked::CartRequirementsNotMet { needed: minimum - total }) } else { Ok(()) }
}

/// What a reward takes off a cart's goods that come to `total` minor units; never more than `total`.
/// Percentages are rounded down. Free shipping takes nothing off the goods.
pub fn discount(value: &RewardValue, total: i64) -> i64 {
    let total = total.max(0);
    match value {
        RewardValue::FixedAmount { amount } | RewardValue::GiftCard { amount } | RewardValue::StoreCredit { amount } => {
            (*amount).clamp(0, total)
        }
        RewardValue::Percentage { percent, max_amount } => {
            let share = i128::from(total) * i128::from((*percent).clamp(0, 100)) / 100;
            i64::try_from(share).unwrap_or(total).min(max_amount.unwrap_or(i64::MAX).max(0))
        }
        // The shop puts the product in, at no price. What a variable reward takes off is in its quote.
        RewardValue::FreeShipping {} | RewardValue::FreeProduct { .. } | RewardValue::Variable { .. } => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::cart::CartLine;
    use loyalty_api::program::TierPrice;
    use loyalty_api::vip::{Tier, TierBasis, TierWindow};
    use proptest::prelude::*;

    fn reward() -> Reward {
        Reward {
            id: "rwd_5".into(),
            title: "5 off".into(),
            description: None,
            points: 500,
            prices: vec![TierPrice { tier: "gold".into(), points: 400 }],
            image: None,
            tier: None,
            value: RewardValue::FixedAmount { amount: 500 },
            minimum_order: Some(2000),
            limit_per_customer: Some(2),
        }
    }

    fn cart(currency: &str, price: i64) -> Cart {
        let line =
            CartLine { product: "mug".into(), collections: vec![], tags: vec![], unit_price: price, quantity: 1, discount: 0 };
        Cart { currency: currency.into(), lines: vec![line], discount: 0 }
    }

    #[test]
    fn a_blocked_reward_says_what_would_enable_it() {
        let wallet = |available, claimed| Wallet { available, claimed, ..Wallet::default() };
        for (name, wallet, cart, expected) in [
            ("enough", wallet(500, 0), None, Ok(())),
            ("120 points to go", wallet(380, 0), None, Err(Blocked::InsufficientPoints { needed: 120 })),
            ("a debt counts", wallet(-20, 0), None, Err(Blocked::InsufficientPoints { needed: 520 })),
            ("limit", wallet(0, 2), None, Err(Blocked::RewardLimitReached)),
            ("cart large enough", wallet(500, 1), Some(cart("eur", 2000)), Ok(())),
            ("a cent short", wallet(500, 0), Some(cart("EUR", 1999)), Err(Blocked::CartRequirementsNotMet { needed: 1 })),
            ("other currency", wallet(500, 0), Some(cart("PLN", 9999)), Err(Blocked::CartNotUnderstood)),
            ("nonsense", wallet(500, 0), Some(cart("EUR", -1)), Err(Blocked::CartNotUnderstood)),
        ] {
            let outcome = check(&reward(), None, wallet, None, cart.as_ref(), "EUR");
            assert_eq!(outcome.map(|quote| quote.points), expected.map(|()| 500), "{name}");
        }
    }

    fn vip() -> VipProgram {
        let tier = |id: &str, threshold| Tier {
            id: id.into(),
            name: String::new(),
            threshold,
            colour: None,
            hundredths: 100,
            entry_points: 0,
            perks: vec![],
        };
        let tiers = vec![tier("silver", 0), tier("gold", 100), tier("platinum", 200)];
        VipProgram { basis: TierBasis::Points, window: TierWindow::Lifetime, days: None, tiers }
    }

    #[test]
    fn what_no_shopping_can_mend_is_said_first() {
        let gold = || Reward { tier: Some("gold".into()), ..reward() };
        let poor = |tier| Wallet { available: 0, claimed: 2, left: Some(0), tier };
        let required = || Err(Blocked::TierRequired { tier: "gold".into() });
        for (name, reward, wallet, expected) in [
            ("none left, whoever asks", gold(), poor(None), Err(Blocked::OutOfStock)),
            ("no tier", gold(), Wallet { left: Some(1), ..poor(None) }, required()),
            ("a lower tier", gold(), Wallet { left: None, ..poor(Some("silver")) }, required()),
            ("a tier that is not there any more", gold(), Wallet { left: None, ..poor(Some("bronze")) }, required()),
            (
                "the limit before the points",
                gold(),
                Wallet { left: None, ..poor(Some("gold")) },
                Err(Blocked::RewardLimitReached),
            ),
            (
                "the tier's own price",
                gold(),
                Wallet { available: 399, tier: Some("gold"), ..Wallet::default() },
                Err(Blocked::InsufficientPoints { needed: 1 }),
            ),
            ("paid by it", gold(), Wallet { available: 400, tier: Some("gold"), ..Wallet::default() }, Ok(400)),
            (
                "a higher tier pays everybody's price, unless it has its own",
                gold(),
                Wallet { available: 400, tier: Some("platinum"), ..Wallet::default() },
                Err(Blocked::InsufficientPoints { needed: 100 }),
            ),
        ] {
            let outcome = check(&reward, Some(&vip()), wallet, None, None, "EUR");
            assert_eq!(outcome.map(|quote| quote.points), expected, "{name}");
        }
    }

    #[test]
    fn points_of_a_variable_reward_are_the_shoppers_choice_within_its_range() {
        let variable = Reward { points: 200, value: RewardValue::Variable { step: 100, amount: 50, maximum: 1000 }, ..reward() };
        let no = Err(Blocked::PointsNotAllowed);
        for (name, reward, points, expected) in [
            ("the least, where none are named", &variable, None, Ok((200, 100))),
            ("a multiple of the step", &variable, Some(700), Ok((700, 350))),
            ("the most", &variable, Some(1000), Ok((1000, 500))),
            ("below the least", &variable, Some(100), no.clone()),
            ("above the most", &variable, Some(1100), no.clone()),
            ("between two steps", &variable, Some(250), no.clone()),
            ("less than nothing", &variable, Some(-200), no.clone()),
            ("a fixed reward at its price", &reward(), Some(500), Ok((500, 500))),
            ("a fixed reward at another", &reward(), Some(400), no),
        ] {
            let quote = quote(reward, price(reward, None), points);
            let expected = expected.map(|(points, amount)| Quote { points, value: RewardValue::FixedAmount { amount } });
            assert_eq!(quote, expected, "{name}");
        }
        let absurd = RewardValue::Variable { step: 1, amount: i64::MAX, maximum: i64::MAX };
        assert_eq!(quote(&Reward { value: absurd, ..reward() }, 1, Some(2)), Err(Blocked::PointsNotAllowed));
        let endless = RewardValue::Variable { step: 0, amount: 1, maximum: 10 };
        assert_eq!(quote(&Reward { value: endless, ..reward() }, 1, Some(2)), Err(Blocked::PointsNotAllowed));
    }

    #[test]
    fn a_discount_never_exceeds_the_cart() {
        let percentage = |percent, max_amount| RewardValue::Percentage { percent, max_amount };
        for (value, total, expected) in [
            (RewardValue::FixedAmount { amount: 500 }, 2000, 500),
            (RewardValue::FixedAmount { amount: 500 }, 300, 300),
            (percentage(10, None), 1999, 199),
            (percentage(100, None), 1999, 1999),
            (percentage(50, Some(100)), 1999, 100),
            (RewardValue::FreeShipping {}, 1999, 0),
            (percentage(10, None), i64::MAX, i64::MAX / 10),
        ] {
            assert_eq!(discount(&value, total), expected, "{value:?} of {total}");
        }
    }

    proptest! {
        #[test]
        fn a_quote_is_within_what_the_reward_allows(
            step in 1i64..50, least in 1i64..20, most in 0i64..40, amount in 1i64..100, points in prop::option::of(-100i64..3000),
        ) {
            let (least, maximum) = (least * step, (least + most) * step);
            let reward = Reward { points: least, value: RewardValue::Variable { step, amount, maximum }, ..reward() };
            match quote(&reward, least, points) {
                Ok(quote) => {
                    prop_assert!(least <= quote.points && quote.points <= maximum && quote.points % step == 0);
                    prop_assert_eq!(quote.points, points.unwrap_or(least));
                    prop_assert_eq!(quote.value, RewardValue::FixedAmount { amount: quote.points / step * amount });
                }
                Err(blocked) => {
                    prop_assert_eq!(blocked, Blocked::PointsNotAllowed);
                    prop_assert!(points.is_some_and(|points| points < least || points > maximum || points % step != 0));
                }
            }
        }

        #[test]
        fn what_a_blocked_reward_asks_for_enables_it(available in -1000i64..2000, price in 0i64..4000) {
            let reward = Reward { limit_per_customer: None, ..reward() };
            let outcome = |available, price| {
                check(&reward, None, Wallet { available, ..Wallet::default() }, None, Some(&cart("EUR", price)), "EUR")
            };
            match outcome(available, price) {
                Ok(quote) => prop_assert!(quote.points <= available && price >= 2000),
                Err(Blocked::InsufficientPoints { needed }) => {
                    let short = matches!(outcome(available + needed - 1, price), Err(Blocked::InsufficientPoints { needed: 1 }));
                    prop_assert!(short);
                    let enough = !matches!(outcome(available + needed, price), Err(Blocked::InsufficientPoints { .. }));
                    prop_assert!(enough);
                }
                Err(Blocked::CartRequirementsNotMet { needed }) => {
                    prop_assert!(outcome(available, price + needed).is_ok());
                    prop_assert!(outcome(available, price + needed - 1).is_err());
                }
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn a_discount_is_a_part_of_the_cart_and_grows_with_it(
            percent in -10i64..=110, most in prop::option::of(-5i64..5_000), amount in -10i64..5_000, total in -10i64..10_000, more in 0i64..1_000,
        ) {
            for value in [
                RewardValue::Percentage { percent, max_amount: most },
                RewardValue::FixedAmount { amount },
                RewardValue::GiftCard { amount },
                RewardValue::StoreCredit { amount },
            ] {
                let off = discount(&value, total);
                prop_assert!(0 <= off && off <= total.max(0), "{value:?}: {off} of {total}");
                prop_assert!(discount(&value, total + more) >= off, "{value:?}");
            }
        }
    }
}
