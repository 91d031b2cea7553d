//! Members.

use super::{Connection, Result};
use sqlx::FromRow;

/// A member.
#[derive(Clone, Debug, FromRow)]
pub struct CustomerRow {
    /// `cus_…`.
    pub id: String,
    /// Whose member.
    pub shop: String,
    /// For greeting.
    pub first_name: Option<String>,
    /// When they became one.
    pub joined_at: i64,
    /// When they first came to the page signed in, if they did.
    pub first_session_at: Option<i64>,
    /// `--MM-DD`, once they told it.
    pub birthday: Option<String>,
    /// When the next birthday begins in the shop's time zone.
    pub birthday_due: Option<i64>,
    /// 1: they agreed to the newsletter.
    pub newsletter: i64,
}

const COLUMNS: &str = "id, shop, first_name, joined_at, first_session_at, birthday, birthday_due, newsletter";

/// The member of this id.
pub async fn get(connection: &mut Connection, id: &str) -> Result<Option<CustomerRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM customers WHERE id = $1")).bind(id).fetch_optional(connection).await
}

/// The member whom the merchant knows by this id.
pub async fn find(connection: &mut Connection, shop: &str, merchant_id: &str) -> Result<Option<CustomerRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM customers WHERE shop = $1 AND merchant_id = $2"))
        .bind(shop)
        .bind(merchant_id)
        .fetch_optional(connection)
        .await
}

/// The merchant's id of a member; nothing once they were erased.
pub async fn merchant_id(connection: &mut Connection, id: &str) -> Result<Option<String>> {
    sqlx::query_scalar("SELECT merchant_id FROM customers WHERE id = $1 AND erased_at IS NULL")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Members of a shop after a place, the last to join first; only the one whom the merchant knows by an id, where it is given.
/// Those who were erased are nobody's.
pub async fn page(
    connection: &mut Connection,
    shop: &str,
    merchant_id: Option<&str>,
    after: (i64, &str),
    limit: i64,
) -> Result<Vec<CustomerRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM customers WHERE shop = $1 AND erased_at IS NULL AND ($2 = '' OR merchant_id = $2)
             AND (joined_at, id) < ($3, $4) ORDER BY joined_at DESC, id DESC LIMIT $5"
    ))
    .bind(shop)
    .bind(merchant_id.unwrap_or_default())
    .bind(after.0)
    .bind(after.1)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Every member of a shop who was not erased.
pub async fn not_erased(connection: &mut Connection, shop: &str) -> Result<Vec<CustomerRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM customers WHERE shop = $1 AND erased_at IS NULL ORDER BY id"))
        .bind(shop)
        .fetch_all(connection)
        .await
}

/// Takes out of a member who they are. What the merchant knew them by becomes `nobody`, on their orders too, so that what
/// goes back later is still taken from where it went.
pub async fn erase(connection: &mut Connection, customer: &CustomerRow, merchant_id: &str, nobody: &str, now: i64) -> Result<()> {
    sqlx::query("UPDATE orders SET customer = $1 WHERE shop = $2 AND customer = $3")
        .bind(nobody)
        .bind(&customer.shop)
        .bind(merchant_id)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE customers SET merchant_id = $1, first_name = NULL, birthday = NULL, birthday_due = NULL, newsletter = 0,
             erased_at = $2 WHERE id = $3",
    )
    .bind(nobody)
    .bind(now)
    .bind(&customer.id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds a member; one whom another replica adds at the same moment is waited for and left as it is.
pub async fn insert(connection: &mut Connection, id: &str, shop: &str, merchant_id: &str, joined_at: i64) -> Result<()> {
    sqlx::query("INSERT INTO customers (id, shop, merchant_id, joined_at) VALUES ($1, $2, $3, $4) ON CONFLICT (shop, merchant_id) DO NOTHING")
        .bind(id)
        .bind(shop)
        .bind(merchant_id)
        .bind(joined_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// Keeps the name the merchant's token told; an absent one leaves the known one.
pub async fn set_first_name(connection: &mut Connection, id: &str, first_name: &str) -> Result<()> {
    sqlx::query("UPDATE customers SET first_name = $1 WHERE id = $2 AND first_name IS DISTINCT FROM $1")
        .bind(first_name)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes the first session; says whether this was it.
pub async fn note_first_session(connection: &mut Connection, id: &str, now: i64) -> Result<bool> {
    let changed = sqlx::query("UPDATE customers SET first_session_at = $1 WHERE id = $2 AND first_session_at IS NULL")
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(changed.rows_affected() == 1)
}
