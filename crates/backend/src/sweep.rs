//! What is done without anyone asking: settling what fell due, and forgetting what is no longer needed.

use crate::error::Result;
use crate::ledger::book::Book;
use crate::ledger::settle::settle;
use crate::store::{Store, answers, due, messages, sessions};
use crate::time::DAY_MS;
use std::error::Error as _;

/// Members looked up in one go; the lock is given up after each, so that requests get their turn.
const BATCH: i64 = 200;
/// Answers to idempotency keys are kept for at least a day after they were given.
const KEEP_ANSWERS: i64 = 2 * DAY_MS;
/// Merchants' systems repeat webhooks for days.
const KEEP_MESSAGES: i64 = 60 * DAY_MS;

/// Sweeps once, or until `stopped`. A member who cannot be settled is logged and left for the next sweep.
pub async fn sweep(store: &Store, now: i64, stopped: impl Fn() -> bool) -> Result<()> {
    let mut last = String::new();
    loop {
        let mut read = store.read().await?;
        let customers = due::customers(&mut read, now, &last, BATCH).await?;
        drop(read);
        let Some((_, end)) = customers.last() else { break };
        last.clone_from(end);
        for (shop, customer) in customers {
            if stopped() {
                return Ok(());
            }
            if let Err(error) = settle_one(store, &shop, &customer, now).await {
                tracing::error!(customer, %error, cause = ?error.source(), "a member cannot be settled; it is tried again");
            }
        }
    }
    let mut write = store.write().await?;
    sessions::delete_before(write.connection(), now - DAY_MS).await?;
    answers::delete_before(write.connection(), now - KEEP_ANSWERS).await?;
    messages::delete_before(write.connection(), now - KEEP_MESSAGES).await?;
    write.commit().await?;
    Ok(())
}

async fn settle_one(store: &Store, shop: &str, customer: &str, now: i64) -> Result<()> {
    let mut write = store.write().await?;
    let mut book = Book::load(write.connection(), shop, customer).await?;
    settle(write.connection(), &mut book, now).await?;
    Ok(write.commit().await?)
}
