//! Notices of points that are about to run out.

use super::{Connection, Result};
use sqlx::FromRow;

/// A lot about to run out of which no notice of so many days was given.
#[derive(Clone, Debug, FromRow)]
pub struct ExpiringRow {
    /// The lot's number.
    pub lot: i64,
    /// Whose shop.
    pub shop: String,
    /// Whose points.
    pub customer: String,
    /// Unspent points.
    pub points: i64,
    /// When they run out.
    pub at: i64,
}

/// Lots that run out after `now` and by `until`, and were not told of `days` ahead; those of one member and time together.
pub async fn expiring(connection: &mut Connection, now: i64, until: i64, days: i64, limit: i64) -> Result<Vec<ExpiringRow>> {
    sqlx::query_as(
        "SELECT l.id AS lot, c.shop, c.id AS customer, l.remaining AS points, l.expires_at AS at
         FROM lots l JOIN customers c ON c.id = l.customer
         WHERE l.remaining > 0 AND l.expires_at > $1 AND l.expires_at <= $2
             AND NOT EXISTS (SELECT 1 FROM expiry_notices n WHERE n.lot = l.id AND n.days = $3)
         ORDER BY c.id, l.expires_at, l.id LIMIT $4",
    )
    .bind(now)
    .bind(until)
    .bind(days)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Notes that a lot was told of; says no where it was before.
pub async fn insert(connection: &mut Connection, lot: i64, days: i64) -> Result<bool> {
    let added = sqlx::query("INSERT INTO expiry_notices (lot, days) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(lot)
        .bind(days)
        .execute(connection)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Whether a lot was told of so many days ahead.
pub async fn is_told(connection: &mut Connection, lot: i64, days: i64) -> Result<bool> {
    let found = sqlx::query("SELECT lot FROM expiry_notices WHERE lot = $1 AND days = $2")
        .bind(lot)
        .bind(days)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}
