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
    sqlx::query_as("SELECT fingerprint, status, body FROM answers WHERE customer = ? AND key = ?")
        .bind(customer)
        .bind(key)
        .fetch_optional(connection)
        .await
}

/// Stores the answer to a key.
pub async fn insert(connection: &mut Connection, customer: &str, key: &str, answer: &AnswerRow, now: i64) -> Result<()> {
    sqlx::query("INSERT INTO answers (customer, key, fingerprint, status, body, created_at) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(customer)
        .bind(key)
        .bind(&answer.fingerprint)
        .bind(answer.status)
        .bind(&answer.body)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets answers older than this time.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM answers WHERE created_at < ?").bind(time).execute(connection).await?;
    Ok(())
}
