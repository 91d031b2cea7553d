//! Referrals.

use super::Texts;
use loyalty_api::program::RewardValue;
use loyalty_api::referral::Channel;
use serde::{Deserialize, Serialize};

/// What referring a friend gives the friend, and how referrals are judged. What the member gets is the earning rule of
/// kind `referral`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referrals {
    /// The page that links lead to, on one of the shop's origins.
    pub landing: String,
    /// What the friend gets, in words.
    pub title: Texts,
    /// What it takes off the friend's first cart: a fixed amount, a percentage, or free shipping.
    pub value: RewardValue,
    /// Minor units the friend's cart must come to.
    pub minimum_order: Option<i64>,
    /// What is said with the link; `{url}` and `{reward}` stand in it.
    pub message: Texts,
    /// Ways to share.
    pub channels: Vec<Channel>,
    /// Days from the click to the order.
    pub days: i64,
    /// Referrals of one member that can complete in any 30 days; more are looked at first.
    #[serde(default = "thirty")]
    pub monthly_limit: i64,
    /// E-mail domains whose addresses last for minutes, in addition to the well-known ones.
    #[serde(default)]
    pub disposable_domains: Vec<String>,
}

const fn thirty() -> i64 {
    30
}
