//! First answers to idempotency keys.

use super::{Connection, Result};
use sqlx::FromRow;

/// A stored answer.
#[derive(Clone, Debug, FromRow)]
pub struct AnswerRow {
    /// A hash of the request it answered.
    pub fingerprint: Vec<u8>,
    /// The HTTP status.
    pub status: i64,
    /// The body.
    pub body: String,
}

/// The answer a member got to this key.
pub async fn get(connection: &mut Connection, customer: &str, key: &str) -> Result<Option<AnswerRow>> {
    sqlx::query_as("SELECT fingerprint, status, body FROM answers WHERE customer = $1 AND key = $2")
        .bind(customer)
        .bind(key)
        .fetch_optional(connection)
        .await
}

/// Reserves a key for a request that is about to be worked on; says no where it has an answer. Where another replica is
/// working on it, this waits for what comes of that.
pub async fn reserve(connection: &mut Connection, customer: &str, key: &str, fingerprint: &[u8], now: i64) -> Result<bool> {
    let statement = "INSERT INTO answers (customer, key, fingerprint, status, body, created_at) VALUES ($1, $2, $3, 0, '', $4)
                     ON CONFLICT (customer, key) DO NOTHING";
    let added = sqlx::query(statement).bind(customer).bind(key).bind(fingerprint).bind(now).execute(connection).await?;
    Ok(added.rows_affected() == 1)
}

/// Stores the answer to a reserved key.
pub async fn set(connection: &mut Connection, customer: &str, key: &str, status: i64, body: &str) -> Result<()> {
    sqlx::query("UPDATE answers SET status = $1, body = $2 WHERE customer = $3 AND key = $4")
        .bind(status)
        .bind(body)
        .bind(customer)
        .bind(key)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets answers older than this time.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM answers WHERE created_at < $1").bind(time).execute(connection).await?;
    Ok(())
}
