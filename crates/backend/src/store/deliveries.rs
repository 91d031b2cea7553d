//! Messages to the merchant's own addresses.

use super::locks::is_shared;
use super::{Connection, Result};
use sqlx::FromRow;

/// One message to one address.
#[derive(Clone, Debug, FromRow)]
pub struct DeliveryRow {
    /// `msg_…`; later ones sort after earlier ones.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// The member it is about, if it is about one.
    pub customer: Option<String>,
    /// `points.earned` …
    pub event: String,
    /// Where it goes.
    pub url: String,
    /// What is sent.
    pub body: String,
    /// `waiting`, `delivered`, `failed`.
    pub state: String,
    /// Attempts begun.
    pub attempts: i64,
    /// The last answer's status.
    pub status: Option<i64>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// When it happened.
    pub created_at: i64,
    /// For waiting ones: when it is tried next.
    pub next_at: i64,
}

const COLUMNS: &str = "id, shop, customer, event, url, body, state, attempts, status, error, created_at, next_at";

/// Adds a message.
pub async fn insert(connection: &mut Connection, row: &DeliveryRow) -> Result<()> {
    sqlx::query(&format!("INSERT INTO deliveries ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"))
        .bind(&row.id)
        .bind(&row.shop)
        .bind(&row.customer)
        .bind(&row.event)
        .bind(&row.url)
        .bind(&row.body)
        .bind(&row.state)
        .bind(row.attempts)
        .bind(row.status)
        .bind(&row.error)
        .bind(row.created_at)
        .bind(row.next_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether any message is due by `now`.
pub async fn any_due(connection: &mut Connection, now: i64) -> Result<bool> {
    let found = sqlx::query("SELECT id FROM deliveries WHERE state = 'waiting' AND next_at <= $1 LIMIT 1")
        .bind(now)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Begins an attempt at messages that are due by `now`, at most `limit`: until `lease` they are the caller's. Those that
/// another replica is about to take are left to it.
pub async fn claim(connection: &mut Connection, now: i64, lease: i64, limit: i64) -> Result<Vec<DeliveryRow>> {
    let skip = if is_shared(connection) { "FOR UPDATE SKIP LOCKED" } else { "" };
    sqlx::query_as(&format!(
        "UPDATE deliveries SET attempts = attempts + 1, next_at = $1 WHERE id IN (
             SELECT id FROM deliveries WHERE state = 'waiting' AND next_at <= $2 ORDER BY next_at, id LIMIT $3 {skip})
         RETURNING {COLUMNS}"
    ))
    .bind(lease)
    .bind(now)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Stores what came of an attempt, unless another was begun since.
pub async fn record(connection: &mut Connection, row: &DeliveryRow) -> Result<()> {
    sqlx::query("UPDATE deliveries SET state = $1, status = $2, error = $3, next_at = $4 WHERE id = $5 AND attempts = $6")
        .bind(&row.state)
        .bind(row.status)
        .bind(&row.error)
        .bind(row.next_at)
        .bind(&row.id)
        .bind(row.attempts)
        .execute(connection)
        .await?;
    Ok(())
}

/// The shop's message of this id.
pub async fn get(connection: &mut Connection, shop: &str, id: &str) -> Result<Option<DeliveryRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM deliveries WHERE shop = $1 AND id = $2"))
        .bind(shop)
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Makes a message due at `now`, as if it had never been tried.
pub async fn revive(connection: &mut Connection, id: &str, now: i64) -> Result<()> {
    sqlx::query("UPDATE deliveries SET state = 'waiting', attempts = 0, next_at = $1 WHERE id = $2")
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// A shop's messages before this id, newest first; without one, from the newest.
pub async fn page(connection: &mut Connection, shop: &str, before: Option<&str>, limit: i64) -> Result<Vec<DeliveryRow>> {
    // Every id begins with a letter.
    let before = before.unwrap_or("~");
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM deliveries WHERE shop = $1 AND id < $2 ORDER BY id DESC LIMIT $3"))
        .bind(shop)
        .bind(before)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Forgets messages of before this time that no longer wait.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM deliveries WHERE created_at < $1 AND state <> 'waiting'").bind(time).execute(connection).await?;
    Ok(())
}
