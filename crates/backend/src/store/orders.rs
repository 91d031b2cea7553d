//! What is known of orders.

use super::{Connection, Result, Row};
use sqlx::Row as _;

/// What is known of an order so far.
#[derive(Clone, Debug, Default)]
pub struct OrderRow {
    /// The merchant's id of the shopper, if one was signed in.
    pub customer: Option<String>,
    /// When it was paid, if it was.
    pub paid_at: Option<i64>,
    /// Minor units of goods, once it was paid.
    pub total: Option<i64>,
    /// Minor units of goods paid back so far.
    pub refunded: i64,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// What is known of an order; nothing known is a row of its own.
pub async fn get(connection: &mut Connection, shop: &str, id: &str) -> Result<OrderRow> {
    let row = sqlx::query("SELECT customer, paid_at, total, refunded, cancelled FROM orders WHERE shop = $1 AND id = $2")
        .bind(shop)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    row.map_or_else(|| Ok(OrderRow::default()), |row| read(&row))
}

/// Stores what is known of an order.
pub async fn put(connection: &mut Connection, shop: &str, id: &str, order: &OrderRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO orders (shop, id, customer, paid_at, total, refunded, cancelled) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (shop, id) DO UPDATE SET customer = excluded.customer, paid_at = excluded.paid_at, total = excluded.total,
             refunded = excluded.refunded, cancelled = excluded.cancelled",
    )
    .bind(shop)
    .bind(id)
    .bind(&order.customer)
    .bind(order.paid_at)
    .bind(order.total)
    .bind(order.refunded)
    .bind(i64::from(order.cancelled))
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that an order is in another currency than the programme.
pub async fn note_other_currency(connection: &mut Connection, shop: &str, id: &str) -> Result<()> {
    let statement = "UPDATE orders SET other_currency = 1 WHERE shop = $1 AND id = $2";
    sqlx::query(statement).bind(shop).bind(id).execute(connection).await?;
    Ok(())
}

/// Adds one refund of an order, once, and tells what all of them come to.
pub async fn add_refund(connection: &mut Connection, shop: &str, order: &str, refund: &str, amount: i64) -> Result<i64> {
    sqlx::query("INSERT INTO order_refunds (shop, order_id, refund, amount) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(order)
        .bind(refund)
        .bind(amount)
        .execute(&mut *connection)
        .await?;
    sqlx::query_scalar("SELECT CAST(SUM(amount) AS BIGINT) FROM order_refunds WHERE shop = $1 AND order_id = $2")
        .bind(shop)
        .bind(order)
        .fetch_one(connection)
        .await
}

/// Whether a code of an order was dealt with.
pub async fn has_code(connection: &mut Connection, shop: &str, order: &str, code: &str) -> Result<bool> {
    let found = sqlx::query("SELECT outcome FROM order_codes WHERE shop = $1 AND order_id = $2 AND code = $3")
        .bind(shop)
        .bind(order)
        .bind(code)
        .fetch_optional(connection)
        .await?;
    Ok(found.is_some())
}

/// Notes what became of a code of an order.
pub async fn insert_code(connection: &mut Connection, shop: &str, order: &str, code: &str, outcome: &str, at: i64) -> Result<()> {
    sqlx::query("INSERT INTO order_codes (shop, order_id, code, outcome, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(shop)
        .bind(order)
        .bind(code)
        .bind(outcome)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// What became of each code of an order: `(code, outcome)`.
pub async fn codes(connection: &mut Connection, shop: &str, order: &str) -> Result<Vec<(String, String)>> {
    sqlx::query_as("SELECT code, outcome FROM order_codes WHERE shop = $1 AND order_id = $2 ORDER BY code")
        .bind(shop)
        .bind(order)
        .fetch_all(connection)
        .await
}

fn read(row: &Row) -> Result<OrderRow> {
    Ok(OrderRow {
        customer: row.try_get("customer")?,
        paid_at: row.try_get("paid_at")?,
        total: row.try_get("total")?,
        refunded: row.try_get("refunded")?,
        cancelled: row.try_get::<i64, _>("cancelled")? != 0,
    })
}
