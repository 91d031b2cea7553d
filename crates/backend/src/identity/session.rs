//! Sessions: opaque, held by the page in memory, stored as a hash.

use crate::error::{Refusal, Result};
use crate::random;
use crate::store::{Connection, sessions, sessions::SessionRow};
use crate::time::MINUTE_MS;
use sha2::{Digest, Sha256};

/// How long a session lasts, in milliseconds.
pub const LIFE_MS: i64 = 30 * MINUTE_MS;

/// What guests' tokens begin with.
const GUESTS: &str = "guest.";

/// Opens a member's session. Returns its token, which is stored nowhere, and when it ends.
pub async fn open(connection: &mut Connection, shop: &str, customer: &str, now: i64) -> Result<(String, i64)> {
    let token = random::session_token();
    let expires_at = now + LIFE_MS;
    let row = SessionRow { shop: shop.into(), customer: customer.into(), expires_at };
    sessions::insert(connection, &hash(&token), &row).await?;
    Ok((token, expires_at))
}

/// Opens a guest's session with a shop, of which nothing is stored: it says all there is to say in its token. Returns the
/// token, and when the page should ask again.
pub fn open_for_guest(shop: &str, now: i64) -> (String, i64) {
    (format!("{GUESTS}{shop}.{}", random::session_token()), now + LIFE_MS)
}

/// The shop that a guest's token is for.
pub fn guests_shop(token: &str) -> Option<&str> {
    let (shop, secret) = token.strip_prefix(GUESTS)?.split_once('.')?;
    // As long as those that are given out: a short one could be another guest's by chance.
    (secret.len() == 43).then_some(shop)
}

/// Whether this is a guest's token.
pub fn is_guests(token: &str) -> bool {
    token.starts_with(GUESTS)
}

/// The session of a token. One that never was is answered like one that ended: the page then opens another.
pub async fn find(connection: &mut Connection, token: &str, now: i64) -> Result<SessionRow> {
    let row = sessions::get(connection, &hash(token)).await?;
    let row = row.filter(|row| now < row.expires_at).ok_or_else(|| {
        Refusal::new(401, "token_expired", "The session has expired").detail("Open a new session and ask again.")
    })?;
    Ok(row)
}

/// What a token is known by.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
