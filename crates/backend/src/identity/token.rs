//! The shopper's token: a JWT that the merchant's server signed moments ago.

use super::keys;
use crate::error::Refusal;
use crate::programme::Document;
use jsonwebtoken::{Validation, decode, decode_header};
use serde::Deserialize;

/// The longest a token may be good for, in seconds.
const LONGEST: i64 = 5 * 60;
/// How far the merchant's clock may be off, in seconds.
const LEEWAY: i64 = 30;
const LONGEST_TEXT: usize = 8 * 1024;

/// Whom a token speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shopper {
    /// The merchant's id of them.
    pub merchant_id: String,
    /// For greeting.
    pub first_name: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    aud: Audience,
    iat: i64,
    exp: i64,
    first_name: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Verifies a token for this shop at `now` (milliseconds since 1970). Refused with `token_expired` or `invalid_token`.
pub fn verify(token: &str, document: &Document, now: i64) -> Result<Shopper, Refusal> {
    if token.len() > LONGEST_TEXT {
        return Err(invalid("The token is too long."));
    }
    let header = decode_header(token).map_err(|_| invalid("The token is not a JWT."))?;
    let kid = header.kid.ok_or_else(|| invalid("The token's header has no kid."))?;
    let key = document.token_keys.iter().find(|key| key.kid() == kid);
    let key = key.ok_or_else(|| invalid("The token's kid is not one of the shop's keys."))?;
    let (algorithm, decoding) = keys::decoding(key).map_err(|_| invalid("The shop's key cannot be used."))?;
    let mut validation = Validation::new(algorithm);
    // The times are checked below, against the clock that was handed in; the audience there too.
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let claims = decode::<Claims>(token, &decoding, &validation)
        .map_err(|_| invalid("The token's signature, algorithm or claims (sub, aud, iat, exp) are wrong."))?
        .claims;
    check(claims, document, now.div_euclid(1000))
}

fn check(claims: Claims, document: &Document, now: i64) -> Result<Shopper, Refusal> {
    let meant = match &claims.aud {
        Audience::One(shop) => *shop == document.shop,
        Audience::Many(shops) => shops.contains(&document.shop),
    };
    if !meant {
        return Err(invalid("The token's aud is not this shop."));
    }
    if claims.exp.saturating_sub(claims.iat) > LONGEST || claims.exp < claims.iat {
        return Err(invalid("The token must end after it begins, and at most five minutes later."));
    }
    if claims.iat > now.saturating_add(LEEWAY) {
        return Err(invalid("The token's iat is in the future."));
    }
    if claims.exp.saturating_add(LEEWAY) <= now {
        return Err(Refusal::new(401, "token_expired", "The token has expired").detail("Ask the shop for a new one."));
    }
    // PostgreSQL keeps no U+0000.
    if claims.sub.is_empty() || claims.sub.len() > 255 || claims.sub.contains('\0') {
        return Err(invalid("The token's sub must be 1 to 255 bytes long."));
    }
    let first_name = claims.first_name.map(|name| name.trim().chars().take(80).collect::<String>());
    Ok(Shopper { merchant_id: claims.sub, first_name: first_name.filter(|name| !name.is_empty()) })
}

fn invalid(detail: &str) -> Refusal {
    Refusal::new(401, "invalid_token", "The shopper's token is not valid").detail(detail)
}
