//! Awards: how far each `earn` transaction has come.

use super::{Connection, Result};
use sqlx::FromRow;

/// An award as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct AwardRow {
    /// The id of its transaction.
    pub id: String,
    /// The rule it followed.
    pub rule: String,
    /// What was awarded.
    pub points: i64,
    /// What of it was taken back.
    pub reversed: i64,
    /// `pending`, `approved`, `void`.
    pub state: String,
    /// When it counts, or began to.
    pub approves_at: i64,
    /// Days from then until its points run out.
    pub expiry_days: Option<i64>,
}

const COLUMNS: &str = "id, rule, points, reversed, state, approves_at, expiry_days";

/// Adds an award of a transaction.
pub async fn insert(
    connection: &mut Connection,
    shop: &str,
    customer: &str,
    order: Option<&str>,
    award: &AwardRow,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO awards (id, shop, customer, rule, order_id, points, reversed, state, approves_at, expiry_days)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(&award.id)
    .bind(shop)
    .bind(customer)
    .bind(&award.rule)
    .bind(order)
    .bind(award.points)
    .bind(award.reversed)
    .bind(&award.state)
    .bind(award.approves_at)
    .bind(award.expiry_days)
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds what the merchant gave by hand.
pub async fn insert_by_hand(connection: &mut Connection, shop: &str, customer: &str, award: &AwardRow) -> Result<()> {
    insert(connection, shop, customer, None, award).await?;
    sqlx::query("UPDATE awards SET by_hand = 1 WHERE id = $1").bind(&award.id).execute(connection).await?;
    Ok(())
}

/// Every award of a member by one rule, the oldest first.
pub async fn of_rule(connection: &mut Connection, customer: &str, rule: &str) -> Result<Vec<AwardRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM awards WHERE customer = $1 AND rule = $2 ORDER BY id"))
        .bind(customer)
        .bind(rule)
        .fetch_all(connection)
        .await
}

/// A member's pending awards by rules whose id begins like this, the oldest first.
pub async fn pending_by_prefix(connection: &mut Connection, customer: &str, prefix: &str) -> Result<Vec<AwardRow>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM awards WHERE customer = $1 AND state = 'pending' AND substr(rule, 1, length($2)) = $2 ORDER BY id"
    );
    sqlx::query_as(&sql).bind(customer).bind(prefix).fetch_all(connection).await
}

/// The award of this id.
pub async fn get(connection: &mut Connection, id: &str) -> Result<AwardRow> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM awards WHERE id = $1")).bind(id).fetch_one(connection).await
}

/// The award of an order.
pub async fn of_order(connection: &mut Connection, shop: &str, order: &str) -> Result<Option<AwardRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM awards WHERE shop = $1 AND order_id = $2"))
        .bind(shop)
        .bind(order)
        .fetch_optional(connection)
        .await
}

/// Stores how far an award has come.
pub async fn update(connection: &mut Connection, award: &AwardRow) -> Result<()> {
    sqlx::query("UPDATE awards SET reversed = $1, state = $2 WHERE id = $3")
        .bind(award.reversed)
        .bind(&award.state)
        .bind(&award.id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Points a member ever earned and kept: approved ones less what was taken back. What was given by hand was not earned.
pub async fn lifetime(connection: &mut Connection, customer: &str) -> Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(points - reversed), 0) AS BIGINT) FROM awards WHERE customer = $1 AND state = 'approved'
             AND by_hand = 0",
    )
    .bind(customer)
    .fetch_one(connection)
    .await
}

/// The next pending points to count: `(points, at)`.
pub async fn next_approval(connection: &mut Connection, customer: &str) -> Result<Option<(i64, i64)>> {
    sqlx::query_as(
        "SELECT CAST(SUM(points - reversed) AS BIGINT), approves_at FROM awards WHERE customer = $1 AND state = 'pending'
         GROUP BY approves_at ORDER BY approves_at LIMIT 1",
    )
    .bind(customer)
    .fetch_optional(connection)
    .await
}
