//! What campaigns gave.

use super::{Connection, Result};
use sqlx::FromRow;

/// What a campaign gave a shopper.
#[derive(Clone, Debug, FromRow)]
pub struct RevealRow {
    /// `rvl_…`.
    pub id: String,
    /// Whose shop.
    pub shop: String,
    /// The campaign.
    pub campaign: String,
    /// The door's day; empty where there are no doors.
    pub door: String,
    /// Who: a member's id, or a keyed hash of a guest's device or session.
    pub unit: String,
    /// The member; nobody for a guest who has not signed in since.
    pub customer: Option<String>,
    /// The e-mail address as a keyed hash, where one was asked for.
    pub email: Option<Vec<u8>>,
    /// The experiment's variation, where there was one.
    pub variation: Option<i64>,
    /// The prize as JSON.
    pub offer: String,
    /// The claim behind its code.
    pub redemption: Option<String>,
    /// Whether its points were given.
    pub awarded: i64,
    /// When it was drawn.
    pub at: i64,
}

const COLUMNS: &str = "id, shop, campaign, door, unit, customer, email, variation, offer, redemption, awarded, at";

/// Adds a reveal; says no where the same shopper, or somebody with the same e-mail address, has one. One that another request is
/// adding is waited for.
pub async fn insert(connection: &mut Connection, row: &RevealRow) -> Result<bool> {
    let statement = format!(
        "INSERT INTO reveals ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING"
    );
    let added = sqlx::query(&statement)
        .bind(&row.id)
        .bind(&row.shop)
        .bind(&row.campaign)
        .bind(&row.door)
        .bind(&row.unit)
        .bind(&row.customer)
        .bind(&row.email)
        .bind(row.variation)
        .bind(&row.offer)
        .bind(&row.redemption)
        .bind(row.awarded)
        .bind(row.at)
        .execute(connection)
        .await?;
    Ok(added.rows_affected() == 1)
}

/// Makes what a guest was given a member's; says no where it is somebody's already. One that another request is making
/// somebody's is waited for.
pub async fn give_to(connection: &mut Connection, id: &str, customer: &str) -> Result<bool> {
    let statement = "UPDATE reveals SET customer = $1 WHERE id = $2 AND customer IS NULL";
    let given = sqlx::query(statement).bind(customer).bind(id).execute(connection).await?;
    Ok(given.rows_affected() == 1)
}

/// Stores the claim behind its code, and whether its points were given.
pub async fn update(connection: &mut Connection, row: &RevealRow) -> Result<()> {
    sqlx::query("UPDATE reveals SET redemption = $1, awarded = $2 WHERE id = $3")
        .bind(&row.redemption)
        .bind(row.awarded)
        .bind(&row.id)
        .execute(connection)
        .await?;
    Ok(())
}

/// What a campaign gave who is known by one of these units, the first of them that has something. What a member was given is
/// theirs alone, whatever device it was on.
pub async fn find(
    connection: &mut Connection,
    shop: &str,
    campaign: &str,
    door: &str,
    units: &[String],
) -> Result<Option<RevealRow>> {
    for unit in units {
        let statement = format!(
            "SELECT {COLUMNS} FROM reveals WHERE shop = $1 AND campaign = $2 AND door = $3
                 AND (customer = $4 OR (unit = $4 AND customer IS NULL))
             ORDER BY at LIMIT 1"
        );
        let found = sqlx::query_as(&statement).bind(shop).bind(campaign).bind(door).bind(unit);
        if let Some(row) = found.fetch_optional(&mut *connection).await? {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

/// Everything that campaigns gave who is known by one of these units, newest first, at most `limit` for each.
pub async fn of_units(connection: &mut Connection, shop: &str, units: &[String], limit: i64) -> Result<Vec<RevealRow>> {
    let mut rows: Vec<RevealRow> = Vec::new();
    for unit in units {
        let statement = format!(
            "SELECT {COLUMNS} FROM reveals WHERE shop = $1 AND (customer = $2 OR (unit = $2 AND customer IS NULL))
             ORDER BY at DESC, id DESC LIMIT $3"
        );
        let found: Vec<RevealRow> =
            sqlx::query_as(&statement).bind(shop).bind(unit).bind(limit).fetch_all(&mut *connection).await?;
        rows.extend(found.into_iter().filter(|row| rows.iter().all(|known| known.id != row.id)).collect::<Vec<_>>());
    }
    Ok(rows)
}

/// Forgets what guests were given before a time. Codes that they have stay good.
pub async fn delete_of_guests_before(connection: &mut Connection, before: i64) -> Result<()> {
    sqlx::query("DELETE FROM reveals WHERE customer IS NULL AND at < $1").bind(before).execute(connection).await?;
    Ok(())
}

/// Forgets what guests who are known by these units were given. Codes that they have stay good.
pub async fn delete_of_guest(connection: &mut Connection, shop: &str, units: &[String]) -> Result<()> {
    for unit in units {
        sqlx::query("DELETE FROM reveals WHERE shop = $1 AND unit = $2 AND customer IS NULL")
            .bind(shop)
            .bind(unit)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
