//! The tier that a member was last seen in, and the log of its changes.

use super::{Connection, Result};
use sqlx::FromRow;

/// A member's tier as it was last observed.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct StandingRow {
    /// Whose.
    pub customer: String,
    /// The tier's id; nothing below the first.
    pub tier: Option<String>,
    /// Since when.
    pub since: Option<i64>,
    /// 1 while the member was not told of entering it.
    pub celebrate: i64,
    /// The version of the programme.
    pub version: i64,
    /// When time may take the tier.
    pub check_at: Option<i64>,
}

/// A change of tier.
#[derive(Clone, Debug, FromRow)]
pub struct ChangeRow {
    /// The tier's id from then on.
    pub tier: Option<String>,
    /// 1: a step up.
    pub up: i64,
    /// When.
    pub at: i64,
}

/// A member's tier as it was last observed.
pub async fn get(connection: &mut Connection, customer: &str) -> Result<Option<StandingRow>> {
    sqlx::query_as("SELECT customer, tier, since, celebrate, version, check_at FROM standings WHERE customer = $1")
        .bind(customer)
        .fetch_optional(connection)
        .await
}

/// Stores a member's tier.
pub async fn put(connection: &mut Connection, row: &StandingRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO standings (customer, tier, since, celebrate, version, check_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (customer) DO UPDATE SET tier = excluded.tier, since = excluded.since, celebrate = excluded.celebrate,
             version = excluded.version, check_at = excluded.check_at",
    )
    .bind(&row.customer)
    .bind(&row.tier)
    .bind(row.since)
    .bind(row.celebrate)
    .bind(row.version)
    .bind(row.check_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that the member was told of entering this tier.
pub async fn celebrated(connection: &mut Connection, customer: &str, tier: &str) -> Result<()> {
    sqlx::query("UPDATE standings SET celebrate = 0 WHERE customer = $1 AND tier = $2")
        .bind(customer)
        .bind(tier)
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds a change to the log.
pub async fn insert_change(
    connection: &mut Connection,
    shop: &str,
    customer: &str,
    tier: Option<&str>,
    up: bool,
    at: i64,
) -> Result<()> {
    sqlx::query("INSERT INTO tier_changes (shop, customer, tier, up, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(shop)
        .bind(customer)
        .bind(tier)
        .bind(i64::from(up))
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// A member's changes, newest first.
pub async fn changes(connection: &mut Connection, customer: &str, limit: i64) -> Result<Vec<ChangeRow>> {
    sqlx::query_as("SELECT tier, up, at FROM tier_changes WHERE customer = $1 ORDER BY seq DESC LIMIT $2")
        .bind(customer)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Members after `last`, by id, whose tier time may have taken by `now`, at most `limit`: `(shop, customer)`.
pub async fn to_check(connection: &mut Connection, now: i64, last: &str, limit: i64) -> Result<Vec<(String, String)>> {
    sqlx::query_as(
        "SELECT c.shop, c.id FROM standings s JOIN customers c ON c.id = s.customer
         WHERE s.check_at <= $1 AND c.id > $2 ORDER BY c.id LIMIT $3",
    )
    .bind(now)
    .bind(last)
    .bind(limit)
    .fetch_all(connection)
    .await
}
