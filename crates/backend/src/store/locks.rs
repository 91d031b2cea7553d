//! Who waits for whom. SQLite has one writer at a time, so nothing here has anything to do there. On PostgreSQL a transaction
//! takes the lock of what it decides over before it reads what it decides by, and holds it to its end.
//!
//! Locks are taken in one order, so that two transactions do not wait for each other: shop, order or submission, members, device.
//! An order that touches several members can still meet another one; the database then lets one of them fail, and its sender
//! repeats it.

use super::{Connection, Result};

/// Locks a member: their accounts, awards, lots and redemptions.
pub async fn member(connection: &mut Connection, customer: &str) -> Result<()> {
    if is_shared(connection) {
        // NO KEY: rows that refer to the member, such as a new session, need not wait.
        let statement = "SELECT id FROM customers WHERE id = $1 FOR NO KEY UPDATE";
        sqlx::query(statement).bind(customer).fetch_optional(connection).await?;
    }
    Ok(())
}

/// Locks an order, known or not.
pub async fn order(connection: &mut Connection, shop: &str, id: &str) -> Result<()> {
    if is_shared(connection) {
        // A row that does not exist cannot be locked. Who comes second waits for the first here or below.
        let statement = "INSERT INTO orders (shop, id) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(statement).bind(shop).bind(id).execute(&mut *connection).await?;
        let statement = "SELECT id FROM orders WHERE shop = $1 AND id = $2 FOR NO KEY UPDATE";
        sqlx::query(statement).bind(shop).bind(id).fetch_optional(connection).await?;
    }
    Ok(())
}

/// Locks a shop, for decisions over many of its members, such as what is left of a reward.
pub async fn shop(connection: &mut Connection, shop: &str) -> Result<()> {
    if is_shared(connection) {
        let statement = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))";
        sqlx::query(statement).bind(shop).execute(connection).await?;
    }
    Ok(())
}

/// Locks a guest's device: what was told of it, and whether anything may be.
pub async fn device(connection: &mut Connection, unit: &str) -> Result<()> {
    if is_shared(connection) {
        let statement = "SELECT pg_advisory_xact_lock(hashtextextended($1, 1))";
        sqlx::query(statement).bind(unit).execute(connection).await?;
    }
    Ok(())
}

/// Whether others may be writing at the same time.
pub(super) fn is_shared(connection: &Connection) -> bool {
    connection.backend_name() != "SQLite"
}
