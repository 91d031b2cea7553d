//! Ways to spend, and what a fuller cart gives.

use super::Texts;
use loyalty_api::program::{RewardValue, TierPrice};
use serde::{Deserialize, Serialize};

/// One way to spend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RewardOffer {
    /// `rwd_…`.
    pub id: String,
    /// Such as "€5 off".
    pub title: Texts,
    /// A sentence more.
    #[serde(default)]
    pub description: Texts,
    /// Its price; for `variable` the least that can be spent.
    pub points: i64,
    /// Prices for members of some tiers.
    #[serde(default)]
    pub prices: Vec<TierPrice>,
    /// What the shopper gets.
    pub value: RewardValue,
    /// Minor units the cart must come to.
    pub minimum_order: Option<i64>,
    /// How often one shopper may claim it.
    pub limit_per_customer: Option<i64>,
    /// How many there are for everybody; without: any number.
    pub stock: Option<i64>,
    /// The id of the lowest tier it is for.
    pub tier: Option<String>,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// For `gift_card` and `store_credit`: days that the code is good; without: for ever.
    pub code_days: Option<i64>,
}
