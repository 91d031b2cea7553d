//! Ways to earn, and more points for a time.

use super::Texts;
use loyalty_api::program::{EarningKind, EarningLimit, PurchaseRule};
use serde::{Deserialize, Serialize};

/// One way to earn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Earning {
    /// `ern_…`.
    pub id: String,
    /// What the shopper does.
    pub kind: EarningKind,
    /// Such as "Follow us on Instagram".
    pub title: Texts,
    /// A sentence more.
    #[serde(default)]
    pub description: Texts,
    /// Points for each completion; 0 for purchases. For `referral` what the member who refers gets.
    #[serde(default)]
    pub points: i64,
    /// The page to open.
    pub url: Option<String>,
    /// For `follow` and `share`: `instagram`, `tiktok`, `x`, `facebook`, `youtube`.
    pub network: Option<String>,
    /// For `newsletter`: the sentence the shopper agrees to.
    #[serde(default)]
    pub consent: Texts,
    /// For `streak`: calendar days in a row.
    pub days: Option<i64>,
    /// For `quiz`: the id of the quiz.
    pub quiz: Option<String>,
    /// The id of the lowest tier it is for.
    pub tier: Option<String>,
    /// How often it counts.
    pub limit: Option<EarningLimit>,
    /// How points follow from a cart.
    pub purchase: Option<PurchaseRule>,
}

/// More points for purchases from one time to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BonusCampaign {
    /// `bon_…`.
    pub id: String,
    /// Such as "Double leaves on tea".
    pub title: Texts,
    /// RFC 3339.
    pub starts_at: String,
    /// RFC 3339, after `starts_at`.
    pub ends_at: String,
    /// Selectors; empty: every product.
    #[serde(default)]
    pub applies_to: Vec<String>,
    /// 200 is twice the points.
    pub hundredths: i64,
    /// Ids of the tiers it is for; empty: everyone.
    #[serde(default)]
    pub tiers: Vec<String>,
}
