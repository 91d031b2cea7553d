//! What people can be recognised by, as keyed hashes: members' marks, and the e-mail addresses of orders.

use super::{Connection, Result};

/// Notes a mark of a member; one that is known stays.
pub async fn insert(connection: &mut Connection, shop: &str, customer: &str, kind: &str, mark: &[u8], now: i64) -> Result<()> {
    sqlx::query(
        "INSERT INTO member_marks (shop, customer, kind, mark, seen_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(customer)
    .bind(kind)
    .bind(mark)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether a member has a mark.
pub async fn has(connection: &mut Connection, shop: &str, customer: &str, kind: &str, mark: &[u8]) -> Result<bool> {
    let statement = "SELECT seen_at FROM member_marks WHERE shop = $1 AND kind = $2 AND mark = $3 AND customer = $4";
    let found = sqlx::query(statement).bind(shop).bind(kind).bind(mark).bind(customer).fetch_optional(connection).await?;
    Ok(found.is_some())
}

/// Members with a mark.
pub async fn members(connection: &mut Connection, shop: &str, kind: &str, mark: &[u8]) -> Result<Vec<String>> {
    sqlx::query_scalar("SELECT customer FROM member_marks WHERE shop = $1 AND kind = $2 AND mark = $3 ORDER BY customer")
        .bind(shop)
        .bind(kind)
        .bind(mark)
        .fetch_all(connection)
        .await
}

/// Of what kinds marks of a member are kept, and since when: `(kind, seen_at)`.
pub async fn of_member(connection: &mut Connection, customer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as("SELECT kind, seen_at FROM member_marks WHERE customer = $1 ORDER BY kind, seen_at")
        .bind(customer)
        .fetch_all(connection)
        .await
}

/// The marks of a member's devices.
pub async fn devices(connection: &mut Connection, customer: &str) -> Result<Vec<Vec<u8>>> {
    sqlx::query_scalar("SELECT mark FROM member_marks WHERE customer = $1 AND kind = 'device' ORDER BY mark")
        .bind(customer)
        .fetch_all(connection)
        .await
}

/// Forgets the marks of a member, and of the orders that they placed.
pub async fn delete_of_member(connection: &mut Connection, shop: &str, customer: &str, merchant_id: &str) -> Result<()> {
    // Orders that guests placed with the same address are the same person's.
    sqlx::query(
        "DELETE FROM order_marks WHERE shop = $1 AND (customer = $2
             OR email IN (SELECT mark FROM member_marks WHERE customer = $3 AND kind = 'email'))",
    )
    .bind(shop)
    .bind(merchant_id)
    .bind(customer)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM member_marks WHERE customer = $1").bind(customer).execute(connection).await?;
    Ok(())
}

/// Notes with what e-mail address, and by which of the merchant's customers, an order was placed; the first word stands.
pub async fn insert_order(
    connection: &mut Connection,
    shop: &str,
    order: &str,
    merchant_id: Option<&str>,
    email: &[u8],
    paid_at: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO order_marks (shop, order_id, customer, email, paid_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(order)
    .bind(merchant_id)
    .bind(email)
    .bind(paid_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Whether an order other than `except` was placed with an e-mail address.
pub async fn has_ordered(connection: &mut Connection, shop: &str, email: &[u8], except: &str) -> Result<bool> {
    let statement = "SELECT order_id FROM order_marks WHERE shop = $1 AND email = $2 AND order_id <> $3 LIMIT 1";
    Ok(sqlx::query(statement).bind(shop).bind(email).bind(except).fetch_optional(connection).await?.is_some())
}

/// Whether one of the merchant's customers paid for an order other than `except`.
pub async fn has_paid(connection: &mut Connection, shop: &str, merchant_id: &str, except: &str) -> Result<bool> {
    let statement = "SELECT id FROM orders WHERE shop = $1 AND customer = $2 AND paid_at IS NOT NULL AND id <> $3 LIMIT 1";
    Ok(sqlx::query(statement).bind(shop).bind(merchant_id).bind(except).fetch_optional(connection).await?.is_some())
}
