//! What is known of orders.

use super::{Connection, Result};
use sqlx::FromRow;

/// What is known of an order so far.
#[derive(Clone, Debug, Default, FromRow)]
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
    let row = sqlx::query_as("SELECT customer, paid_at, total, refunded, cancelled FROM orders WHERE shop = ? AND id = ?")
        .bind(shop)
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(row.unwrap_or_default())
}

/// Stores what is known of an order.
pub async fn put(connection: &mut Connection, shop: &str, id: &str, order: &OrderRow) -> Result<()> {
    sqlx::query(
        "INSERT INTO orders (shop, id, customer, paid_at, total, refunded, cancelled) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (shop, id) DO UPDATE SET customer = excluded.customer, paid_at = excluded.paid_at, total = excluded.total,
             refunded = excluded.refunded, cancelled = excluded.cancelled",
    )
    .bind(shop)
    .bind(id)
    .bind(&order.customer)
    .bind(order.paid_at)
    .bind(order.total)
    .bind(order.refunded)
    .bind(order.cancelled)
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds one refund of an order, once, and tells what all of them come to.
pub async fn add_refund(connection: &mut Connection, shop: &str, order: &str, refund: &str, amount: i64) -> Result<i64> {
    sqlx::query("INSERT INTO order_refunds (shop, order_id, refund, amount) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(order)
        .bind(refund)
        .bind(amount)
        .execute(&mut *connection)
        .await?;
    sqlx::query_scalar("SELECT SUM(amount) FROM order_refunds WHERE shop = ? AND order_id = ?")
        .bind(shop)
        .bind(order)
        .fetch_one(connection)
        .await
}

/// Whether a code of an order was dealt with.
pub async fn has_code(connection: &mut Connection, shop: &str, order: &str, code: &str) -> Result<bool> {
    sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM order_codes WHERE shop = ? AND order_id = ? AND code = ?)")
        .bind(shop)
        .bind(order)
        .bind(code)
        .fetch_one(connection)
        .await
}

/// Notes what became of a code of an order.
pub async fn insert_code(connection: &mut Connection, shop: &str, order: &str, code: &str, outcome: &str, at: i64) -> Result<()> {
    sqlx::query("INSERT INTO order_codes (shop, order_id, code, outcome, at) VALUES (?, ?, ?, ?, ?)")
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
    sqlx::query_as("SELECT code, outcome FROM order_codes WHERE shop = ? AND order_id = ? ORDER BY code")
        .bind(shop)
        .bind(order)
        .fetch_all(connection)
        .await
}
