//! The log of entries as a whole, for playing it back.

use super::{Connection, Result};
use sqlx::FromRow;

/// An account, and what is kept of its balance.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct AccountLine {
    /// Its number.
    pub id: i64,
    /// Whose shop.
    pub shop: String,
    /// A member, or nobody for the programme's own.
    pub owner: String,
    /// `available`, `pending`, `held`; `issued`, `redeemed`, `expired`, `adjusted`.
    pub kind: String,
    /// Credits less debits; 0 for the programme's own.
    pub balance: i64,
}

/// A movement of points.
#[derive(Clone, Debug, FromRow)]
pub struct EntryLine {
    /// Its number; later ones are greater.
    pub id: i64,
    /// The transaction or redemption behind it.
    pub source: String,
    /// The account that gave.
    pub debit: i64,
    /// The account that received.
    pub credit: i64,
    /// More than 0.
    pub points: i64,
    /// When.
    pub at: i64,
}

/// Every account.
pub async fn accounts(connection: &mut Connection) -> Result<Vec<AccountLine>> {
    sqlx::query_as("SELECT id, shop, owner, kind, balance FROM accounts ORDER BY id").fetch_all(connection).await
}

/// The entries after a number, in their order, at most `limit`.
pub async fn entries(connection: &mut Connection, after: i64, limit: i64) -> Result<Vec<EntryLine>> {
    sqlx::query_as("SELECT id, source, debit, credit, points, at FROM entries WHERE id > $1 ORDER BY id LIMIT $2")
        .bind(after)
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Opens an account under the number it had.
pub async fn write_account(connection: &mut Connection, account: &AccountLine) -> Result<()> {
    sqlx::query("INSERT INTO accounts (id, shop, owner, kind) VALUES ($1, $2, $3, $4)")
        .bind(account.id)
        .bind(&account.shop)
        .bind(&account.owner)
        .bind(&account.kind)
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds an entry under the number it had.
pub async fn write_entry(connection: &mut Connection, entry: &EntryLine) -> Result<()> {
    sqlx::query("INSERT INTO entries (id, source, debit, credit, points, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(entry.id)
        .bind(&entry.source)
        .bind(entry.debit)
        .bind(entry.credit)
        .bind(entry.points)
        .bind(entry.at)
        .execute(connection)
        .await?;
    Ok(())
}
