//! Claimed rewards.

use super::{Connection, Result};
use sqlx::FromRow;

/// A claimed reward as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct RedemptionRow {
    /// `rdm_…`.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// Whose claim; nobody's where a code was given to somebody who is no member.
    pub customer: Option<String>,
    /// The reward's id.
    pub reward: String,
    /// The version of the programme it was claimed under.
    pub rule_version: i64,
    /// Texts by locale, as JSON.
    pub title: String,
    /// Its price.
    pub points: i64,
    /// What it gives, as JSON.
    pub value: String,
    /// Minor units.
    pub minimum_order: Option<i64>,
    /// `held`, `issued`, `used`, `cancelled`, `expired`.
    pub state: String,
    /// What the shopper enters.
    pub code: String,
    /// When it was claimed.
    pub created_at: i64,
    /// Until when points are reserved.
    pub held_until: i64,
    /// The merchant's order that used it.
    pub order_id: Option<String>,
    /// When its points were spent, where they were spent at once and not by an order.
    pub issued_at: Option<i64>,
    /// For those: until when the code is good.
    pub expires_at: Option<i64>,
}

const COLUMNS: &str = "id, shop, customer, reward, rule_version, title, points, value, minimum_order, state, code, created_at, \
                       held_until, order_id, issued_at, expires_at";

/// Adds a claim.
pub async fn insert(connection: &mut Connection, row: &RedemptionRow) -> Result<()> {
    sqlx::query(&format!(
        "INSERT INTO redemptions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    ))
    .bind(&row.id)
    .bind(&row.shop)
    .bind(&row.customer)
    .bind(&row.reward)
    .bind(row.rule_version)
    .bind(&row.title)
    .bind(row.points)
    .bind(&row.value)
    .bind(row.minimum_order)
    .bind(&row.state)
    .bind(&row.code)
    .bind(row.created_at)
    .bind(row.held_until)
    .bind(&row.order_id)
    .bind(row.issued_at)
    .bind(row.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Stores where a claim stands.
pub async fn update(connection: &mut Connection, row: &RedemptionRow) -> Result<()> {
    sqlx::query("UPDATE redemptions SET state = $1, order_id = $2 WHERE id = $3")
        .bind(&row.state)
        .bind(&row.order_id)
        .bind(&row.id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Lets an order use a code whose points were spent before; says no where another order used it.
pub async fn use_issued(connection: &mut Connection, id: &str, order: &str) -> Result<bool> {
    let statement = "UPDATE redemptions SET state = 'used', order_id = $1
                     WHERE id = $2 AND state IN ('issued', 'expired') AND issued_at IS NOT NULL AND order_id IS NULL";
    let changed = sqlx::query(statement).bind(order).bind(id).execute(connection).await?;
    Ok(changed.rows_affected() == 1)
}

/// Gives a code that was nobody's to a member.
pub async fn give_to(connection: &mut Connection, id: &str, customer: &str) -> Result<()> {
    sqlx::query("UPDATE redemptions SET customer = $1 WHERE id = $2 AND customer IS NULL")
        .bind(customer)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// The claim of this id.
pub async fn get(connection: &mut Connection, id: &str) -> Result<Option<RedemptionRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM redemptions WHERE id = $1")).bind(id).fetch_optional(connection).await
}

/// The claim of this code.
pub async fn by_code(connection: &mut Connection, shop: &str, code: &str) -> Result<Option<RedemptionRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM redemptions WHERE shop = $1 AND code = $2"))
        .bind(shop)
        .bind(code)
        .fetch_optional(connection)
        .await
}

/// Claims that an order used.
pub async fn used_by(connection: &mut Connection, shop: &str, order: &str) -> Result<Vec<RedemptionRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM redemptions WHERE shop = $1 AND order_id = $2 AND state = 'used' ORDER BY id"))
        .bind(shop)
        .bind(order)
        .fetch_all(connection)
        .await
}

/// The last claim of a member whose points are still held.
pub async fn newest_held(connection: &mut Connection, customer: &str) -> Result<Option<RedemptionRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM redemptions WHERE customer = $1 AND state = 'held' ORDER BY created_at DESC, id DESC LIMIT 1"
    ))
    .bind(customer)
    .fetch_optional(connection)
    .await
}

/// The title, texts by locale as JSON, of a member's newest claim whose code is good at `now`.
pub async fn newest_good(connection: &mut Connection, customer: &str, now: i64) -> Result<Option<String>> {
    sqlx::query_scalar(
        "SELECT title FROM redemptions WHERE customer = $1 AND ((state = 'held' AND held_until > $2)
             OR (state = 'issued' AND (expires_at IS NULL OR expires_at > $2))) ORDER BY created_at DESC, id DESC LIMIT 1",
    )
    .bind(customer)
    .bind(now)
    .fetch_optional(connection)
    .await
}

/// A member's claims: every held one, then the newest others, at most `limit` unless more are held; newest first.
pub async fn of_customer(connection: &mut Connection, customer: &str, limit: i64) -> Result<Vec<RedemptionRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM (
             SELECT *, ROW_NUMBER() OVER (ORDER BY state = 'held' DESC, created_at DESC, id DESC) AS place
             FROM redemptions WHERE customer = $1) r
         WHERE place <= $2 OR state = 'held' ORDER BY created_at DESC, id DESC"
    ))
    .bind(customer)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// How often a member claimed each reward: claims that hold or took points.
pub async fn counts(connection: &mut Connection, customer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT reward, COUNT(*) FROM redemptions WHERE customer = $1 AND (state IN ('held', 'issued', 'used')
             OR (state = 'expired' AND issued_at IS NOT NULL)) GROUP BY reward ORDER BY reward",
    )
    .bind(customer)
    .fetch_all(connection)
    .await
}

/// How often everybody together claimed a reward of a shop: claims that hold or took points.
pub async fn taken(connection: &mut Connection, shop: &str, reward: &str) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT COUNT(*) FROM redemptions WHERE shop = $1 AND reward = $2 AND (state IN ('held', 'issued', 'used')
             OR (state = 'expired' AND issued_at IS NOT NULL))",
    )
    .bind(shop)
    .bind(reward)
    .fetch_one(connection)
    .await
}
