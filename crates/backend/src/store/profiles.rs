//! What members say of themselves.

use super::{Connection, Result};

/// Stores a birthday (`--MM-DD`) and when the next one begins.
pub async fn set_birthday(connection: &mut Connection, customer: &str, birthday: &str, due: i64) -> Result<()> {
    sqlx::query("UPDATE customers SET birthday = $1, birthday_due = $2 WHERE id = $3")
        .bind(birthday)
        .bind(due)
        .bind(customer)
        .execute(connection)
        .await?;
    Ok(())
}

/// Members after `last`, by id, whose birthday began by `now`, at most `limit`: `(shop, customer)`.
pub async fn birthdays(connection: &mut Connection, now: i64, last: &str, limit: i64) -> Result<Vec<(String, String)>> {
    sqlx::query_as("SELECT shop, id FROM customers WHERE birthday_due <= $1 AND id > $2 ORDER BY id LIMIT $3")
        .bind(now)
        .bind(last)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Notes that a member agreed to the newsletter with this sentence, or no longer does.
pub async fn set_newsletter(
    connection: &mut Connection,
    customer: &str,
    agreed: bool,
    sentence: Option<&str>,
    now: i64,
) -> Result<()> {
    sqlx::query("UPDATE customers SET newsletter = $1 WHERE id = $2")
        .bind(i64::from(agreed))
        .bind(customer)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO consents (customer, agreed, sentence, at) VALUES ($1, $2, $3, $4)")
        .bind(customer)
        .bind(i64::from(agreed))
        .bind(sentence)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// What a member agreed to and when, oldest first: `(agreed, sentence, at)`.
pub async fn consents(connection: &mut Connection, customer: &str) -> Result<Vec<(i64, Option<String>, i64)>> {
    sqlx::query_as("SELECT agreed, sentence, at FROM consents WHERE customer = $1 ORDER BY seq")
        .bind(customer)
        .fetch_all(connection)
        .await
}
