//! Collectibles by the order that brought them.

use super::{Connection, Result};

/// Notes that an order brought so many of a collectible.
pub async fn insert(connection: &mut Connection, shop: &str, order: &str, customer: &str, item: &str, count: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO collected (shop, order_id, customer, item, count) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(order)
    .bind(customer)
    .bind(item)
    .bind(count)
    .execute(connection)
    .await?;
    Ok(())
}

/// What a member has: `(item, count)`. Orders that were called off or went back whole took theirs with them.
pub async fn of(connection: &mut Connection, customer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as(
        "SELECT c.item, CAST(SUM(c.count) AS BIGINT) FROM collected c JOIN orders o ON o.shop = c.shop AND o.id = c.order_id
         WHERE c.customer = $1 AND o.cancelled = 0 AND (o.total = 0 OR o.refunded < o.total) GROUP BY c.item ORDER BY c.item",
    )
    .bind(customer)
    .fetch_all(connection)
    .await
}
