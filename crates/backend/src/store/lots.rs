//! Lots: available points by when they run out.

use super::{Connection, Result};
use sqlx::FromRow;

/// A lot as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct LotRow {
    /// Its number.
    pub id: i64,
    /// Unspent points.
    pub remaining: i64,
}

/// A lot that ran out.
#[derive(Clone, Debug, FromRow)]
pub struct EndedLot {
    /// Unspent points.
    pub remaining: i64,
    /// What it lost to time before.
    pub expired: i64,
    /// The rule of its award.
    pub rule: String,
    /// The version of the programme of its award.
    pub rule_version: i64,
}

/// A lot that a redemption took points from.
#[derive(Clone, Debug, FromRow)]
pub struct LotUse {
    /// The lot's number.
    pub lot: i64,
    /// What was taken.
    pub points: i64,
}

/// Adds a lot.
pub async fn insert(
    connection: &mut Connection,
    customer: &str,
    award: &str,
    points: i64,
    remaining: i64,
    expires_at: Option<i64>,
) -> Result<()> {
    sqlx::query("INSERT INTO lots (customer, award, points, remaining, expires_at) VALUES ($1, $2, $3, $4, $5)")
        .bind(customer)
        .bind(award)
        .bind(points)
        .bind(remaining)
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Lots with points left in the order they are spent: those of `first`, then the soonest to run out.
pub async fn open(connection: &mut Connection, customer: &str, first: Option<&str>) -> Result<Vec<LotRow>> {
    sqlx::query_as(
        "SELECT id, remaining FROM lots WHERE customer = $1 AND remaining > 0
         ORDER BY award IS DISTINCT FROM $2, expires_at IS NULL, expires_at, id",
    )
    .bind(customer)
    .bind(first)
    .fetch_all(connection)
    .await
}

/// Changes what is left in a lot by so many points.
pub async fn change(connection: &mut Connection, lot: i64, by: i64) -> Result<()> {
    sqlx::query("UPDATE lots SET remaining = remaining + $1 WHERE id = $2").bind(by).bind(lot).execute(connection).await?;
    Ok(())
}

/// A lot, for ending it.
pub async fn ended(connection: &mut Connection, lot: i64) -> Result<EndedLot> {
    sqlx::query_as(
        "SELECT l.remaining, l.expired, t.rule, t.rule_version FROM lots l JOIN transactions t ON t.id = l.award WHERE l.id = $1",
    )
    .bind(lot)
    .fetch_one(connection)
    .await
}

/// Empties a lot for good.
pub async fn expire(connection: &mut Connection, lot: i64) -> Result<()> {
    sqlx::query("UPDATE lots SET expired = expired + remaining, remaining = 0 WHERE id = $1")
        .bind(lot)
        .execute(connection)
        .await?;
    Ok(())
}

/// What an award lost to time and no refund took back yet. An award has at most one lot.
pub async fn lost(connection: &mut Connection, award: &str) -> Result<i64> {
    sqlx::query_scalar("SELECT CAST(COALESCE(SUM(expired - reversed), 0) AS BIGINT) FROM lots WHERE award = $1")
        .bind(award)
        .fetch_one(connection)
        .await
}

/// Notes that a refund took back so many of the points that an award lost to time.
pub async fn reverse_lost(connection: &mut Connection, award: &str, points: i64) -> Result<()> {
    sqlx::query("UPDATE lots SET reversed = reversed + $1 WHERE award = $2").bind(points).bind(award).execute(connection).await?;
    Ok(())
}

/// The next points to run out: `(points, at)`.
pub async fn next_expiry(connection: &mut Connection, customer: &str) -> Result<Option<(i64, i64)>> {
    sqlx::query_as(
        "SELECT CAST(SUM(remaining) AS BIGINT), expires_at FROM lots WHERE customer = $1 AND remaining > 0 AND expires_at IS NOT NULL
         GROUP BY expires_at ORDER BY expires_at LIMIT 1",
    )
    .bind(customer)
    .fetch_optional(connection)
    .await
}

/// Notes that a redemption took points from a lot.
pub async fn insert_use(connection: &mut Connection, redemption: &str, lot: i64, points: i64) -> Result<()> {
    sqlx::query("INSERT INTO lot_uses (redemption, lot, points) VALUES ($1, $2, $3)")
        .bind(redemption)
        .bind(lot)
        .bind(points)
        .execute(connection)
        .await?;
    Ok(())
}

/// Takes back the notes of a redemption, the latest to run out first.
pub async fn take_uses(connection: &mut Connection, redemption: &str) -> Result<Vec<LotUse>> {
    let uses = sqlx::query_as(
        "SELECT u.lot, u.points FROM lot_uses u JOIN lots l ON l.id = u.lot WHERE u.redemption = $1
         ORDER BY l.expires_at IS NOT NULL, l.expires_at DESC, l.id DESC",
    )
    .bind(redemption)
    .fetch_all(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM lot_uses WHERE redemption = $1").bind(redemption).execute(connection).await?;
    Ok(uses)
}
