//! Events that were not turned into deliveries yet.

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
