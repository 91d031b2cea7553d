//! The merchant's document: everything a shop decides about its programme, in all its languages.

use loyalty_api::program::{EarningKind, EarningLimit, PurchaseRule, RewardValue, Theme, UnitName, Worth};
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
    /// Ways to spend.
    pub rewards: Vec<RewardOffer>,
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
}

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
    /// Points for each completion; 0 for purchases.
    #[serde(default)]
    pub points: i64,
    /// The page to open.
    pub url: Option<String>,
    /// How often it counts.
    pub limit: Option<EarningLimit>,
    /// How points follow from a cart.
    pub purchase: Option<PurchaseRule>,
}

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
    /// Its price.
    pub points: i64,
    /// What the shopper gets.
    pub value: RewardValue,
    /// Minor units the cart must come to.
    pub minimum_order: Option<i64>,
    /// How often one shopper may claim it.
    pub limit_per_customer: Option<i64>,
}

/// A key that shoppers' tokens are signed with. The algorithm belongs to the key: what a token says of it is not
/// believed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "algorithm", deny_unknown_fields)]
pub enum TokenKey {
    /// A secret both sides know.
    HS256 {
        /// The token header's `kid`.
        kid: String,
        /// At least 32 bytes; the text itself is the key.
        secret: String,
    },
    /// An elliptic-curve key pair (P-256).
    ES256 {
        /// The token header's `kid`.
        kid: String,
        /// The public key, PEM.
        public_key: String,
    },
    /// An Ed25519 key pair.
    EdDSA {
        /// The token header's `kid`.
        kid: String,
        /// The public key, PEM.
        public_key: String,
    },
}

impl TokenKey {
    /// The token header's `kid`.
    pub fn kid(&self) -> &str {
        match self {
            Self::HS256 { kid, .. } | Self::ES256 { kid, .. } | Self::EdDSA { kid, .. } => kid,
        }
    }
}
