//! The signed statement "this is our shopper", which the widget exchanges for a loyalty session.

use crate::keys::Keys;
use crate::shopper::Shopper;
use anyhow::Result;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

/// How long a token is good for, seconds: the longest that the backend accepts.
const LIFETIME_S: i64 = 300;

#[derive(Serialize)]
struct Claims<'a> {
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    first_name: &'a str,
    email: &'a str,
}

/// Signs a shopper's token at `now` (seconds since 1970).
pub fn sign(keys: &Keys, shopper: &Shopper, now: i64) -> Result<String> {
    let header = Header { kid: Some(keys.token_kid.clone()), ..Header::new(Algorithm::HS256) };
    let claims = Claims {
        sub: shopper.id,
        aud: &keys.shop,
        iat: now,
        exp: now + LIFETIME_S,
        first_name: shopper.first_name,
        email: shopper.email,
    };
    Ok(jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(keys.token_secret.as_bytes()))?)
}
