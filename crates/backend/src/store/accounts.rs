//! Accounts and the entries between them.

use super::{Connection, Result};
use sqlx::FromRow;

/// An account as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct AccountRow {
    /// Its number.
    pub id: i64,
    /// `available`, `pending`, `held`; `issued`, `redeemed`, `expired`, `adjusted`.
    pub kind: String,
    /// Credits less debits.
    pub balance: i64,
}

/// An owner of accounts that is the programme itself.
pub const PROGRAMME: &str = "";

/// Opens accounts; those that exist stay as they are.
pub async fn open(connection: &mut Connection, shop: &str, owner: &str, kinds: &[&str]) -> Result<()> {
    for kind in kinds {
        sqlx::query("INSERT INTO accounts (shop, owner, kind) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
            .bind(shop)
            .bind(owner)
            .bind(kind)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The accounts of a member and of the programme.
pub async fn of(connection: &mut Connection, shop: &str, customer: &str) -> Result<Vec<AccountRow>> {
    sqlx::query_as("SELECT id, kind, balance FROM accounts WHERE shop = $1 AND owner IN ($2, '')")
        .bind(shop)
        .bind(customer)
        .fetch_all(connection)
        .await
}

/// Moves points from one account to another.
pub async fn post(connection: &mut Connection, source: &str, debit: i64, credit: i64, points: i64, at: i64) -> Result<()> {
    sqlx::query("INSERT INTO entries (source, debit, credit, points, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(source)
        .bind(debit)
        .bind(credit)
        .bind(points)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
