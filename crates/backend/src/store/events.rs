//! Events that were not turned into deliveries yet.

use super::locks::is_shared;
use super::{Connection, Result};
use sqlx::FromRow;

/// Something the merchant is to be told.
#[derive(Clone, Debug, FromRow)]
pub struct EventRow {
    /// `evt_…`.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// The member it is about, if it is about one.
    pub customer: Option<String>,
    /// `points.earned` …
    pub kind: String,
    /// A JSON object.
    pub data: String,
    /// When it happened.
    pub at: i64,
}

/// Adds an event.
pub async fn insert(connection: &mut Connection, row: &EventRow) -> Result<()> {
    sqlx::query("INSERT INTO events (id, shop, customer, kind, data, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(&row.id)
        .bind(&row.shop)
        .bind(&row.customer)
        .bind(&row.kind)
        .bind(&row.data)
        .bind(row.at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether any event is there.
pub async fn any(connection: &mut Connection) -> Result<bool> {
    Ok(sqlx::query("SELECT id FROM events LIMIT 1").fetch_optional(connection).await?.is_some())
}

/// Takes events out, the oldest first, at most `limit`. Those that another replica is about to take are left to it.
pub async fn take(connection: &mut Connection, limit: i64) -> Result<Vec<EventRow>> {
    let skip = if is_shared(connection) { "FOR UPDATE SKIP LOCKED" } else { "" };
    let mut taken: Vec<EventRow> = sqlx::query_as(&format!(
        "DELETE FROM events WHERE id IN (SELECT id FROM events ORDER BY id LIMIT $1 {skip})
         RETURNING id, shop, customer, kind, data, at"
    ))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    taken.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(taken)
}
