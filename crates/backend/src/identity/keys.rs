//! The keys that shoppers' tokens are signed with.

use crate::programme::document::TokenKey;
use jsonwebtoken::{Algorithm, DecodingKey};

/// The one algorithm of a key, and the key as the verifier takes it.
pub fn decoding(key: &TokenKey) -> Result<(Algorithm, DecodingKey), jsonwebtoken::errors::Error> {
    Ok(match key {
        TokenKey::HS256 { secret, .. } => (Algorithm::HS256, DecodingKey::from_secret(secret.as_bytes())),
        TokenKey::ES256 { public_key, .. } => (Algorithm::ES256, DecodingKey::from_ec_pem(public_key.as_bytes())?),
        TokenKey::EdDSA { public_key, .. } => (Algorithm::EdDSA, DecodingKey::from_ed_pem(public_key.as_bytes())?),
    })
}
