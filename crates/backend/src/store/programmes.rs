//! Programme documents, every version of them.

use super::{Connection, Result};

/// The newest version of a shop's document, if it has one.
pub async fn version(connection: &mut Connection, shop: &str) -> Result<Option<i64>> {
    sqlx::query_scalar("SELECT MAX(version) FROM programmes WHERE shop = $1").bind(shop).fetch_one(connection).await
}

/// One version of a shop's document, as JSON.
pub async fn document(connection: &mut Connection, shop: &str, version: i64) -> Result<Option<String>> {
    sqlx::query_scalar("SELECT document FROM programmes WHERE shop = $1 AND version = $2")
        .bind(shop)
        .bind(version)
        .fetch_optional(connection)
        .await
}

/// Adds a version of a shop's document.
pub async fn insert(connection: &mut Connection, shop: &str, version: i64, document: &str, now: i64) -> Result<()> {
    sqlx::query("INSERT INTO programmes (shop, version, document, applied_at) VALUES ($1, $2, $3, $4)")
        .bind(shop)
        .bind(version)
        .bind(document)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// How many documents were published so far: a number that changes with every one. 0 before the first.
pub async fn revision(connection: &mut Connection) -> Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM programmes").fetch_one(connection).await
}

/// Every shop that has a document.
pub async fn shops(connection: &mut Connection) -> Result<Vec<String>> {
    sqlx::query_scalar("SELECT DISTINCT shop FROM programmes ORDER BY shop").fetch_all(connection).await
}
