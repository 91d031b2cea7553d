//! Who agreed to the newsletter by an e-mail address.

use super::{Connection, Result};
use sqlx::FromRow;

/// Somebody who is to be written to.
#[derive(Clone, Debug, FromRow)]
pub struct SubscriptionRow {
    /// `sub_…`.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// Where to write to, as it was typed.
    pub email: String,
    /// The same as a keyed hash of its one spelling.
    pub mark: Vec<u8>,
    /// The member they are, where they were signed in.
    pub customer: Option<String>,
    /// The campaign that asked.
    pub campaign: String,
    /// What they agreed to.
    pub sentence: String,
    /// The language they read it in.
    pub locale: String,
    /// When.
    pub at: i64,
}

const COLUMNS: &str = "id, shop, email, mark, customer, campaign, sentence, locale, at";

/// Adds a subscription; says no where this address has one: the first word stands.
pub async fn insert(connection: &mut Connection, row: &SubscriptionRow) -> Result<bool> {
    let statement =
        format!("INSERT INTO subscriptions ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING");
    let added = sqlx::query(&statement)
        .bind(&row.id)
        .bind(&row.shop)
        .bind(&row.email)
        .bind(&row.mark)
        .bind(&row.customer)
        .bind(&row.campaign)
        .bind(&row.sentence)
        .bind(&row.locale)
        .bind(row.at)
        .execute(connection)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// A shop's subscriptions before `(at, id)`, newest first.
pub async fn page(connection: &mut Connection, shop: &str, before: (i64, &str), limit: i64) -> Result<Vec<SubscriptionRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM subscriptions WHERE shop = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4"
    ))
    .bind(shop)
    .bind(before.0)
    .bind(before.1)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Forgets an address, and what was kept under its mark; says whether it was there.
pub async fn delete(connection: &mut Connection, shop: &str, mark: &[u8]) -> Result<bool> {
    sqlx::query("UPDATE reveals SET email = NULL WHERE shop = $1 AND email = $2")
        .bind(shop)
        .bind(mark)
        .execute(&mut *connection)
        .await?;
    let gone = sqlx::query("DELETE FROM subscriptions WHERE shop = $1 AND mark = $2").bind(shop).bind(mark).execute(connection);
    Ok(gone.await?.rows_affected() > 0)
}

/// Forgets the addresses that a member gave, as a guest too, as far as they are known to be theirs.
pub async fn delete_of_member(connection: &mut Connection, shop: &str, customer: &str) -> Result<()> {
    let theirs = "(SELECT mark FROM member_marks WHERE customer = $2 AND kind = 'email')";
    for statement in [
        format!("UPDATE reveals SET email = NULL WHERE shop = $1 AND email IN {theirs}"),
        format!("DELETE FROM subscriptions WHERE shop = $1 AND (customer = $2 OR mark IN {theirs})"),
    ] {
        sqlx::query(&statement).bind(shop).bind(customer).execute(&mut *connection).await?;
    }
    Ok(())
}
