//! Keys of the shop.

use serde::{Deserialize, Serialize};

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
