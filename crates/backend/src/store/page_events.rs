//! What happened in pages, and who was seen in which variation.

use super::{Connection, Result};
use sqlx::FromRow;

/// Something that happened in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEventRow<'a> {
    /// Chosen by the page.
    pub id: &'a str,
    /// Who: a member's id, or a keyed hash of a guest's device.
    pub unit: &'a str,
    /// What.
    pub kind: &'a str,
    /// The campaign.
    pub campaign: &'a str,
    /// The experiment that decided, where one did.
    pub experiment: Option<&'a str>,
    /// The version of its buckets.
    pub bucket_version: Option<i64>,
    /// The variation.
    pub variation: Option<i64>,
    /// When.
    pub at: i64,
}

/// A shopper seen in a variation.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct ExposureRow {
    /// The experiment's key.
    pub experiment: String,
    /// The version of its buckets.
    pub bucket_version: i64,
    /// The variation; nothing for who is held out.
    pub variation: Option<i64>,
}

/// Adds an event; says no where it is there.
pub async fn insert(connection: &mut Connection, shop: &str, row: &PageEventRow<'_>) -> Result<bool> {
    let added = sqlx::query(
        "INSERT INTO page_events (shop, id, unit, kind, campaign, experiment, bucket_version, variation, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(row.id)
    .bind(row.unit)
    .bind(row.kind)
    .bind(row.campaign)
    .bind(row.experiment)
    .bind(row.bucket_version)
    .bind(row.variation)
    .bind(row.at)
    .execute(connection)
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Notes that a shopper was seen in a variation; says no where they were seen before, or were told of by this id.
pub async fn expose(
    connection: &mut Connection,
    shop: &str,
    unit: &str,
    id: &str,
    exposure: &ExposureRow,
    at: i64,
) -> Result<bool> {
    let known = sqlx::query("SELECT at FROM passed_over WHERE shop = $1 AND id = $2").bind(shop).bind(id);
    if known.fetch_optional(&mut *connection).await?.is_some() {
        return Ok(false);
    }
    let added = sqlx::query(
        "INSERT INTO exposures (shop, experiment, bucket_version, unit, id, variation, at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(&exposure.experiment)
    .bind(exposure.bucket_version)
    .bind(unit)
    .bind(id)
    .bind(exposure.variation)
    .bind(at)
    .execute(&mut *connection)
    .await?;
    if added.rows_affected() == 1 {
        return Ok(true);
    }
    // It may come again, and then as a guest's of whom nothing is known.
    sqlx::query("INSERT INTO passed_over (shop, id, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(id)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(false)
}

/// Where a shopper was seen.
pub async fn exposures(connection: &mut Connection, shop: &str, unit: &str) -> Result<Vec<ExposureRow>> {
    sqlx::query_as(
        "SELECT experiment, bucket_version, variation FROM exposures WHERE shop = $1 AND unit = $2 ORDER BY experiment, bucket_version",
    )
    .bind(shop)
    .bind(unit)
    .fetch_all(connection)
    .await
}

/// Campaigns that a shopper closed or took, and when last: `(campaign, kind, at)`.
pub async fn answered(connection: &mut Connection, shop: &str, unit: &str) -> Result<Vec<(String, String, i64)>> {
    sqlx::query_as(
        "SELECT campaign, kind, MAX(at) FROM page_events WHERE shop = $1 AND unit = $2 AND kind IN ('close', 'conversion')
         GROUP BY campaign, kind ORDER BY campaign, kind",
    )
    .bind(shop)
    .bind(unit)
    .fetch_all(connection)
    .await
}

/// What was a guest's is a member's. Where both were seen in an experiment, what the member is known by stands.
pub async fn follow(connection: &mut Connection, shop: &str, guest: &str, member: &str) -> Result<()> {
    sqlx::query("UPDATE page_events SET unit = $1 WHERE shop = $2 AND unit = $3")
        .bind(member)
        .bind(shop)
        .bind(guest)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "UPDATE exposures SET unit = $1 WHERE shop = $2 AND unit = $3 AND NOT EXISTS (
             SELECT 1 FROM exposures k WHERE k.shop = exposures.shop AND k.experiment = exposures.experiment
                 AND k.bucket_version = exposures.bucket_version AND k.unit = $1)",
    )
    .bind(member)
    .bind(shop)
    .bind(guest)
    .execute(&mut *connection)
    .await?;
    sqlx::query(
        "INSERT INTO passed_over (shop, id, at) SELECT shop, id, at FROM exposures WHERE shop = $1 AND unit = $2
         ON CONFLICT DO NOTHING",
    )
    .bind(shop)
    .bind(guest)
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM exposures WHERE shop = $1 AND unit = $2").bind(shop).bind(guest).execute(connection).await?;
    Ok(())
}

/// Forgets what a shopper did and where they were seen.
pub async fn delete(connection: &mut Connection, shop: &str, unit: &str) -> Result<()> {
    for table in ["page_events", "exposures"] {
        let statement = format!("DELETE FROM {table} WHERE shop = $1 AND unit = $2");
        sqlx::query(&statement).bind(shop).bind(unit).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets what everybody did in a shop.
pub async fn delete_shop(connection: &mut Connection, shop: &str) -> Result<()> {
    for table in ["page_events", "exposures", "passed_over"] {
        sqlx::query(&format!("DELETE FROM {table} WHERE shop = $1")).bind(shop).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Notes that a device is not to be recognised any more.
pub async fn withdraw(connection: &mut Connection, shop: &str, unit: &str, now: i64) -> Result<()> {
    sqlx::query("INSERT INTO withdrawals (shop, unit, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
        .bind(shop)
        .bind(unit)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether a device is not to be recognised any more.
pub async fn is_withdrawn(connection: &mut Connection, shop: &str, unit: &str) -> Result<bool> {
    let statement = "SELECT at FROM withdrawals WHERE shop = $1 AND unit = $2";
    Ok(sqlx::query(statement).bind(shop).bind(unit).fetch_optional(connection).await?.is_some())
}

/// Forgets what happened before a time, and what is kept for what may still arrive, of before another.
pub async fn delete_before(connection: &mut Connection, events: i64, arriving: i64) -> Result<()> {
    for (table, time) in [("page_events", events), ("exposures", events), ("withdrawals", arriving), ("passed_over", arriving)] {
        sqlx::query(&format!("DELETE FROM {table} WHERE at < $1")).bind(time).execute(&mut *connection).await?;
    }
    Ok(())
}
