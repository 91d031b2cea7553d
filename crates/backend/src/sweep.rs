//! What is done without anyone asking: settling what fell due, and forgetting what is no longer needed.

use crate::error::Result;
use crate::ledger::book::Book;
use crate::ledger::settle::settle;
use crate::store::{Store, answers, due, messages, sessions};
use crate::time::DAY_MS;

/// Members settled in one go; the lock is given up between them, so that requests get their turn.
const BATCH: i64 = 200;
/// Answers to idempotency keys are kept for at least a day after they were given.
const KEEP_ANSWERS: i64 = 2 * DAY_MS;
/// Merchants' systems repeat webhooks for days.
const KEEP_MESSAGES: i64 = 60 * DAY_MS;

/// Sweeps once.
pub async fn sweep(store: &Store, now: i64) -> Result<()> {
    loop {
        let mut read = store.read().await?;
        let customers = due::customers(&mut read, now, BATCH).await?;
        drop(read);
        if customers.is_empty() {
            break;
        }
        for (shop, customer) in customers {
            let mut write = store.write().await?;
            let mut book = Book::load(write.connection(), &shop, &customer).await?;
            settle(write.connection(), &mut book, now).await?;
            write.commit().await?;
        }
    }
    let mut write = store.write().await?;
    sessions::delete_before(write.connection(), now - DAY_MS).await?;
    answers::delete_before(write.connection(), now - KEEP_ANSWERS).await?;
    messages::delete_before(write.connection(), now - KEEP_MESSAGES).await?;
    write.commit().await?;
    Ok(())
}
