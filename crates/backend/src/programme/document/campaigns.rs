//! Campaigns: what may appear unasked, and what it gives.

use super::Texts;
use loyalty_api::campaign::{CampaignKind, Frequency, OfferKind, Placement, Trigger};
use loyalty_api::json::Json;
use serde::{Deserialize, Serialize};

/// A campaign.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignPlan {
    /// `cmp_…`.
    pub id: String,
    /// What it is for.
    pub kind: CampaignKind,
    /// Where it appears.
    pub placement: Placement,
    /// What has to happen first.
    #[serde(default)]
    pub triggers: Vec<Trigger>,
    /// Whether all of it has to.
    #[serde(default)]
    pub all: bool,
    /// A condition over the page's attributes. What the server knows itself of a member it checks again before it gives anything.
    pub targeting: Option<Json>,
    /// How often it may appear.
    #[serde(default = "unlimited")]
    pub frequency: Frequency,
    /// Of several that could appear the highest does.
    #[serde(default)]
    pub priority: i64,
    /// From then on.
    pub starts_at: Option<String>,
    /// Up to, and not including, then.
    pub ends_at: Option<String>,
    /// The key of the experiment that decides between its contents.
    pub experiment: Option<String>,
    /// One, or one for each variation that shows something.
    pub contents: Vec<CampaignContent>,
}

/// What a campaign says and gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignContent {
    /// The experiment's variation that it is for.
    pub variation: Option<i64>,
    /// What it is about.
    pub headline: Texts,
    /// More words.
    #[serde(default)]
    pub text: Texts,
    /// A picture: an https address, or a path of the shop.
    pub image: Option<String>,
    /// What the button says.
    #[serde(default)]
    pub button: Texts,
    /// The page that the button leads to: an https address, or a path of the shop.
    pub url: Option<String>,
    /// What declining says.
    #[serde(default)]
    pub decline: Texts,
    /// What its tab at the edge says.
    #[serde(default)]
    pub teaser: Texts,
    /// What is said once it was taken.
    #[serde(default)]
    pub thanks: Texts,
    /// Whether guests are asked for an e-mail address.
    #[serde(default)]
    pub email: bool,
    /// The sentence that subscribes to the newsletter.
    #[serde(default)]
    pub consent: Texts,
    /// The quiz that the button starts.
    pub quiz: Option<String>,
    /// What it gives: one, or several with weights, of which one is drawn.
    #[serde(default)]
    pub offers: Vec<Prize>,
    /// For calendars.
    #[serde(default)]
    pub doors: Vec<Door>,
}

/// Something to be had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// What.
    pub kind: OfferKind,
    /// Such as "10 % off".
    pub title: Texts,
    /// For `fixed`: minor units.
    pub amount: Option<i64>,
    /// For `percentage`: 1 to 100.
    pub percent: Option<i64>,
    /// For `points`.
    pub points: Option<i64>,
    /// Minor units the cart must come to.
    pub minimum_order: Option<i64>,
    /// Days that the code is good; without: for ever.
    pub code_days: Option<i64>,
    /// Where one of several is drawn: its share of all weights.
    pub weight: Option<i64>,
}

/// A calendar's door.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// Its day in the shop's time zone: `2026-12-01`.
    pub day: String,
    /// What is behind it: one, or several with weights.
    pub offers: Vec<Prize>,
}

fn unlimited() -> Frequency {
    Frequency { per_visit: None, days: None, total: None, closed_days: None, converted_days: None }
}
