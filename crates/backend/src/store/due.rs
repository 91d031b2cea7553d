//! What time alone will change.

use super::{Connection, Result};
use sqlx::FromRow;

/// Something that fell due.
#[derive(Clone, Debug, FromRow)]
pub struct DueRow {
    /// `1_approve` (an award), `2_release` (a redemption), `3_expire` (a lot), `4_lapse` (a code): in this order at the same
    /// moment.
    pub kind: String,
    /// When it fell due.
    pub at: i64,
    /// The id of what it is about.
    pub id: String,
}

const ALL: &str = "
    SELECT '1_approve' AS kind, approves_at AS at, id, customer FROM awards WHERE state = 'pending'
    UNION ALL SELECT '2_release', held_until, id, customer FROM redemptions WHERE state = 'held'
    UNION ALL SELECT '3_expire', expires_at, CAST(id AS TEXT), customer FROM lots WHERE remaining > 0 AND expires_at IS NOT NULL
    UNION ALL SELECT '4_lapse', expires_at, id, customer FROM redemptions WHERE state = 'issued' AND expires_at IS NOT NULL
        AND customer IS NOT NULL";

/// The first thing of a member that fell due by `now`.
pub async fn first(connection: &mut Connection, customer: &str, now: i64) -> Result<Option<DueRow>> {
    sqlx::query_as(&format!("SELECT kind, at, id FROM ({ALL}) d WHERE customer = $1 AND at <= $2 ORDER BY at, kind, id LIMIT 1"))
        .bind(customer)
        .bind(now)
        .fetch_optional(connection)
        .await
}

/// Members after `last`, by id, of whom something fell due by `now`, at most `limit`: `(shop, customer)`.
pub async fn customers(connection: &mut Connection, now: i64, last: &str, limit: i64) -> Result<Vec<(String, String)>> {
    sqlx::query_as(&format!(
        "SELECT DISTINCT c.shop, c.id FROM ({ALL}) d JOIN customers c ON c.id = d.customer
         WHERE d.at <= $1 AND c.id > $2 ORDER BY c.id LIMIT $3"
    ))
    .bind(now)
    .bind(last)
    .bind(limit)
    .fetch_all(connection)
    .await
}
