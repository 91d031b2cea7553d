//! Where the merchant wants to be told what happens.

use serde::{Deserialize, Serialize};

/// An address of the merchant's, told by Standard Webhooks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// An https address that is not a private one.
    pub url: String,
    /// `whsec_…`: signs what is sent there.
    pub secret: String,
    /// Which events: `points.earned`, `points.spent`, `points.expiring`, `tier.changed`, `referral.completed`,
    /// `reward.issued`, `customer.data_requested`. Empty: all.
    #[serde(default)]
    pub events: Vec<String>,
}
