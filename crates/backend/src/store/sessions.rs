//! Sessions, known by the hash of their token.

use super::{Connection, Result};
use sqlx::FromRow;

/// An open session.
#[derive(Clone, Debug, FromRow)]
pub struct SessionRow {
    /// Whose shop.
    pub shop: String,
    /// Whose session.
    pub customer: String,
    /// When it ends.
    pub expires_at: i64,
}

/// The session of this token's hash.
pub async fn get(connection: &mut Connection, hash: &[u8]) -> Result<Option<SessionRow>> {
    sqlx::query_as("SELECT shop, customer, expires_at FROM sessions WHERE hash = $1").bind(hash).fetch_optional(connection).await
}

/// Opens a session.
pub async fn insert(connection: &mut Connection, hash: &[u8], session: &SessionRow) -> Result<()> {
    sqlx::query("INSERT INTO sessions (hash, shop, customer, expires_at) VALUES ($1, $2, $3, $4)")
        .bind(hash)
        .bind(&session.shop)
        .bind(&session.customer)
        .bind(session.expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets sessions that ended before this time.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(time).execute(connection).await?;
    Ok(())
}
