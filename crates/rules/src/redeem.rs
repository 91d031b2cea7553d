//! Whether a reward can be claimed, what it takes off a cart, and if not, what would enable it.

use crate::earn;
use loyalty_api::cart::Cart;
use loyalty_api::program::{Reward, RewardValue};

/// What the decision needs to know of a shopper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wallet {
    /// Points that can be spent now.
    pub available: i64,
    /// How often this shopper claimed this reward: held and used claims, not undone ones.
    pub claimed: i64,
}

/// Why a reward can't be claimed, and what would enable it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// So many points are missing.
    InsufficientPoints {
        /// How many more.
        needed: i64,
    },
    /// The shopper claimed it as often as the merchant allows.
    RewardLimitReached,
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
    pub const fn code(self) -> &'static str {
        match self {
            Self::InsufficientPoints { .. } => "insufficient_points",
            Self::RewardLimitReached => "reward_limit_reached",
            Self::CartRequirementsNotMet { .. } => "cart_requirements_not_met",
            Self::CartNotUnderstood => "cart_not_understood",
        }
    }
}

/// Whether this reward can be claimed. Reasons that no shopping can mend come first: the limit, then the points, then
/// the cart. Without a cart, its requirement is left for checkout.
pub fn check(reward: &Reward, wallet: Wallet, cart: Option<&Cart>, currency: &str) -> Result<(), Blocked> {
    if reward.limit_per_customer.is_some_and(|limit| wallet.claimed >= limit) {
        return Err(Blocked::RewardLimitReached);
    }
    if wallet.available < reward.points {
        return Err(Blocked::InsufficientPoints { needed: reward.points.saturating_sub(wallet.available) });
    }
    match cart {
        Some(cart) => check_cart(reward.minimum_order, cart, currency),
        None => Ok(()),
    }
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
        RewardValue::FixedAmount { amount } => (*amount).clamp(0, total),
        RewardValue::Percentage { percent, max_amount } => {
            let share = i128::from(total) * i128::from((*percent).clamp(0, 100)) / 100;
            i64::try_from(share).unwrap_or(total).min(max_amount.unwrap_or(i64::MAX).max(0))
        }
        RewardValue::FreeShipping {} => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::cart::CartLine;

    fn reward() -> Reward {
        Reward {
            id: "rwd_5".into(),
            title: "5 off".into(),
            description: None,
            points: 500,
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
        let wallet = |available, claimed| Wallet { available, claimed };
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
            assert_eq!(check(&reward(), wallet, cart.as_ref(), "EUR"), expected, "{name}");
        }
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
}
