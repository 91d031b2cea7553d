//! The merchant's document: everything a shop decides about its programme, in all its languages.

mod campaigns;
mod collectibles;
mod earning;
mod endpoints;
mod keys;
mod products;
mod quizzes;
mod referral;
mod rewards;
mod vip;

pub use campaigns::{CampaignContent, CampaignPlan, Door, Prize};
pub use collectibles::{Album, Card};
pub use earning::{BonusCampaign, Earning};
pub use endpoints::Endpoint;
pub use keys::TokenKey;
pub use products::ProductOffer;
pub use quizzes::{BlockPlan, ChoicePlan, ElementPlan, OutcomePlan, QuizPlan};
pub use referral::Referrals;
pub use rewards::RewardOffer;
pub use vip::{PerkOffer, PerkSeen, TierOffer, Vip};

use loyalty_api::experiment::Experiment;
use loyalty_api::program::{CartOffers, Theme, UnitName, Worth};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A text in each language, by BCP 47 tag.
pub type Texts = BTreeMap<String, String>;

/// A shop's programme as its merchant writes it. Unknown fields are refused: a misspelt one would be a silent default.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// The shop's public key.
    pub shop: String,
    /// What the merchant calls the programme.
    pub name: Texts,
    /// The languages the programme speaks.
    pub locales: Vec<String>,
    /// The one for everybody else; every text has it.
    pub default_locale: String,
    /// ISO 4217.
    pub currency: String,
    /// The shop's time zone (IANA), for birthdays, streaks, and calendar and anniversary years.
    #[serde(default = "utc")]
    pub time_zone: String,
    /// What points are called, in each language.
    #[serde(default)]
    pub points_name: BTreeMap<String, UnitName>,
    /// What points are worth.
    pub worth: Option<Worth>,
    /// Days that points from an order stay pending.
    pub pending_days: i64,
    /// Days until approved points run out; without: never.
    pub expiry_days: Option<i64>,
    /// Minutes that a claimed reward waits for its order.
    pub hold_minutes: i64,
    /// Whether a refund may take a balance below zero.
    #[serde(default)]
    pub allow_debt: bool,
    /// Ways to earn.
    pub earning: Vec<Earning>,
    /// More points for a time.
    #[serde(default)]
    pub bonuses: Vec<BonusCampaign>,
    /// Ways to spend.
    pub rewards: Vec<RewardOffer>,
    /// VIP tiers.
    pub vip: Option<Vip>,
    /// Referring friends.
    pub referral: Option<Referrals>,
    /// Sets of collectibles.
    #[serde(default)]
    pub collectibles: Vec<Album>,
    /// What a fuller cart gives.
    pub cart: Option<CartOffers>,
    /// What the shop sells, in the order that decides between equals.
    #[serde(default)]
    pub products: Vec<ProductOffer>,
    /// Quizzes and surveys.
    #[serde(default)]
    pub quizzes: Vec<QuizPlan>,
    /// What may appear unasked, and what it gives.
    #[serde(default)]
    pub campaigns: Vec<CampaignPlan>,
    /// Seconds after one of them during which no other appears.
    #[serde(default = "a_minute")]
    pub quiet_seconds: i64,
    /// What decides between campaigns' contents.
    #[serde(default)]
    pub experiments: Vec<Experiment>,
    /// The share of shoppers to whom no campaign appears, in hundredths of a percent: what campaigns do is seen beside them.
    #[serde(default)]
    pub holdout: i64,
    /// The look.
    pub theme: Option<Theme>,
    /// Origins whose pages may use the API.
    pub origins: Vec<String>,
    /// Keys that shoppers' tokens are signed with; two or more during a rotation.
    pub token_keys: Vec<TokenKey>,
    /// Keys of the merchant's own servers.
    pub secret_keys: Vec<String>,
    /// Standard Webhooks secrets (`whsec_…`).
    pub webhook_secrets: Vec<String>,
    /// Secrets of Shopify's webhooks.
    #[serde(default)]
    pub shopify_secrets: Vec<String>,
    /// Where the merchant wants to be told what happens.
    #[serde(default)]
    pub endpoints: Vec<Endpoint>,
}

const fn a_minute() -> i64 {
    60
}

fn utc() -> String {
    "UTC".into()
}
