//! What is done without anyone asking: bringing members up to date of whom something fell due, telling of points about to run
//! out, and forgetting what is no longer needed.

use crate::error::Result;
use crate::ledger::book::Book;
use crate::notices;
use crate::programme::Programmes;
use crate::referrals;
use crate::store::{Store, answers, deliveries, due, messages, page_events, profiles, reveals, sessions, standings, submissions};
use crate::time::DAY_MS;
use crate::upkeep::keep_up;
use std::error::Error as _;

/// Members looked up in one go; the lock is given up after each, so that requests get their turn.
const BATCH: i64 = 200;
/// Answers to idempotency keys are kept for at least a day after they were given.
const KEEP_ANSWERS: i64 = 2 * DAY_MS;
/// Merchants' systems repeat webhooks for days.
const KEEP_MESSAGES: i64 = 60 * DAY_MS;
/// The log of what the merchant's own addresses were told.
const KEEP_DELIVERIES: i64 = 30 * DAY_MS;
/// What pages told: so that a year can be compared with the one before.
const KEEP_EVENTS: i64 = 2 * 366 * DAY_MS;
/// Longer than pages go on sending what they could not send.
const KEEP_WITHDRAWALS: i64 = 60 * DAY_MS;

/// Submissions of quizzes that nobody went on with.
const KEEP_UNFINISHED: i64 = 90 * DAY_MS;
/// What campaigns gave guests, who would be given it again after that.
const KEEP_GUESTS: i64 = 400 * DAY_MS;

/// Sweeps once, or until `stopped`. A member who cannot be brought up to date is logged and left for the next sweep.
pub async fn sweep(store: &Store, programmes: &Programmes, now: i64, stopped: impl Fn() -> bool) -> Result<()> {
    for reason in [Reason::Due, Reason::Birthday, Reason::Tier] {
        let mut last = String::new();
        loop {
            let mut read = store.read().await?;
            let customers = match reason {
                Reason::Due => due::customers(&mut read, now, &last, BATCH).await?,
                Reason::Birthday => profiles::birthdays(&mut read, now, &last, BATCH).await?,
                Reason::Tier => standings::to_check(&mut read, now, &last, BATCH).await?,
            };
            drop(read);
            let Some((_, end)) = customers.last() else { break };
            last.clone_from(end);
            for (shop, customer) in customers {
                if stopped() {
                    return Ok(());
                }
                if let Err(error) = keep_one_up(store, programmes, &shop, &customer, now).await {
                    tracing::error!(customer, %error, cause = ?error.source(), "a member cannot be settled; it is tried again");
                }
            }
        }
    }
    notices::tell(store, now, &stopped).await?;
    referrals::completion::sweep(store, now).await?;
    let mut write = store.write().await?;
    sessions::delete_before(write.connection(), now - DAY_MS).await?;
    answers::delete_before(write.connection(), now - KEEP_ANSWERS).await?;
    messages::delete_before(write.connection(), now - KEEP_MESSAGES).await?;
    deliveries::delete_before(write.connection(), now - KEEP_DELIVERIES).await?;
    reveals::delete_of_guests_before(write.connection(), now - KEEP_GUESTS).await?;
    submissions::delete_before(write.connection(), now - KEEP_UNFINISHED).await?;
    page_events::delete_before(write.connection(), now - KEEP_EVENTS, now - KEEP_WITHDRAWALS).await?;
    write.commit().await?;
    Ok(())
}

/// Why members are looked up.
#[derive(Clone, Copy)]
enum Reason {
    /// Something of the ledger's fell due.
    Due,
    /// A birthday began.
    Birthday,
    /// Time may have taken a tier.
    Tier,
}

async fn keep_one_up(store: &Store, programmes: &Programmes, shop: &str, customer: &str, now: i64) -> Result<()> {
    let mut write = store.write().await?;
    let programme = programmes.get(write.connection(), shop).await?;
    let mut book = Book::load(write.connection(), shop, customer).await?;
    keep_up(write.connection(), &programme, &mut book, now).await?;
    Ok(write.commit().await?)
}
