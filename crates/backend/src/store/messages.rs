//! Webhook messages that were processed.

use super::{Connection, Result};

/// Notes a message; says no where it was noted before. One that another replica is working on is waited for.
pub async fn insert(connection: &mut Connection, shop: &str, id: &str, now: i64) -> Result<bool> {
    let added = sqlx::query("INSERT INTO messages (shop, id, received_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(id)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Forgets messages older than this time.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM messages WHERE received_at < $1").bind(time).execute(connection).await?;
    Ok(())
}
