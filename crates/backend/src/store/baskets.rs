//! What was in orders.

use super::{Connection, Result};

/// Notes that a product was in an order.
pub async fn insert(connection: &mut Connection, shop: &str, order: &str, product: &str) -> Result<()> {
    sqlx::query("INSERT INTO order_products (shop, order_id, product) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(order)
        .bind(product)
        .execute(connection)
        .await?;
    Ok(())
}

/// What was bought with a product since a time, in at least `least` orders that were not called off, the most often first:
/// `(product, orders)`.
pub async fn together(
    connection: &mut Connection,
    shop: &str,
    product: &str,
    since: i64,
    least: i64,
) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT other.product, COUNT(*) AS orders FROM order_products own
         JOIN orders o ON o.shop = own.shop AND o.id = own.order_id
         JOIN order_products other ON other.shop = own.shop AND other.order_id = own.order_id AND other.product <> own.product
         WHERE own.shop = $1 AND own.product = $2 AND o.paid_at >= $3 AND o.cancelled = 0
         GROUP BY other.product HAVING COUNT(*) >= $4 ORDER BY orders DESC, other.product",
    )
    .bind(shop)
    .bind(product)
    .bind(since)
    .bind(least)
    .fetch_all(connection)
    .await
}
