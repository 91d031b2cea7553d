//! VIP tiers.

use super::Texts;
use loyalty_api::vip::{TierBasis, TierWindow};
use serde::{Deserialize, Serialize};

/// The tiers and what they are reached by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vip {
    /// What is counted.
    pub basis: TierBasis,
    /// Over what time.
    pub window: TierWindow,
    /// For `rolling`: its length in days.
    pub days: Option<i64>,
    /// Days that a tier holds on after it would be lost by time; a refund takes it at once.
    #[serde(default)]
    pub grace_days: i64,
    /// By rising threshold.
    pub tiers: Vec<TierOffer>,
}

/// One tier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TierOffer {
    /// `tir_…`.
    pub id: String,
    /// Its name.
    pub name: Texts,
    /// What reaches it, in the basis's unit.
    pub threshold: i64,
    /// CSS hex colour.
    pub colour: Option<String>,
    /// Purchases earn so many hundredths of the points.
    #[serde(default = "one_to_one")]
    pub hundredths: i64,
    /// Points for entering it, once.
    #[serde(default)]
    pub entry_points: i64,
    /// What its members have.
    #[serde(default)]
    pub perks: Vec<PerkOffer>,
}

/// One perk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PerkOffer {
    /// Such as "Free gift wrapping".
    pub title: Texts,
    /// Who sees it before they have it.
    #[serde(default)]
    pub seen: PerkSeen,
}

/// What of a perk is seen by those who do not have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PerkSeen {
    /// All of it.
    #[default]
    Open,
    /// That there is one.
    Secret,
    /// Nothing.
    Hidden,
}

const fn one_to_one() -> i64 {
    100
}
