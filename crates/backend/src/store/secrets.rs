//! What a shop's keyed hashes and signatures are made with.

use super::{Connection, Result};

/// The shop's secret; `fresh` becomes it where the shop has none yet.
pub async fn get_or_insert(connection: &mut Connection, shop: &str, fresh: &[u8]) -> Result<Vec<u8>> {
    let known = get(connection, shop).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    sqlx::query("INSERT INTO shop_secrets (shop, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(fresh)
        .execute(&mut *connection)
        .await?;
    // Another replica may have been first: theirs is the one then.
    get(connection, shop).await?.ok_or(sqlx::Error::RowNotFound)
}

/// The shop's secret, if it has one.
pub async fn get(connection: &mut Connection, shop: &str) -> Result<Option<Vec<u8>>> {
    sqlx::query_scalar("SELECT secret FROM shop_secrets WHERE shop = $1").bind(shop).fetch_optional(connection).await
}
