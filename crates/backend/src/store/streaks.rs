//! The days on which a member was there, for rules that count days in a row.

use super::{Connection, Result};

/// The days of a member for each rule: `(rule, day)`.
pub async fn days(connection: &mut Connection, customer: &str) -> Result<Vec<(String, i64)>> {
    sqlx::query_as("SELECT rule, day FROM streak_days WHERE customer = $1 ORDER BY rule, day")
        .bind(customer)
        .fetch_all(connection)
        .await
}

/// Adds a day, once.
pub async fn insert(connection: &mut Connection, customer: &str, rule: &str, day: i64) -> Result<()> {
    sqlx::query("INSERT INTO streak_days (customer, rule, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(customer)
        .bind(rule)
        .bind(day)
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets the days before one that begins a row anew.
pub async fn delete_before(connection: &mut Connection, customer: &str, rule: &str, day: i64) -> Result<()> {
    sqlx::query("DELETE FROM streak_days WHERE customer = $1 AND rule = $2 AND day < $3")
        .bind(customer)
        .bind(rule)
        .bind(day)
        .execute(connection)
        .await?;
    Ok(())
}
