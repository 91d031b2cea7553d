//! Telling the merchant's own systems what happened, by Standard Webhooks: one message for each event and address, sent until
//! it is taken or [`schedule`] gives it up.
//!
//! # Layout
//! - [`outbox`]: from events to messages. [`send`]: one attempt. [`schedule`]: when the next one is made.
//! - [`guard`]: which addresses may be connected to.

pub mod guard;
pub mod outbox;
pub mod schedule;
pub mod send;

use crate::error::{Error, Refusal, Result};
use crate::programme::Programmes;
use crate::store::deliveries::{self, DeliveryRow};
use crate::store::{Connection, Store};
use crate::time;
use loyalty_api::merchant::{Delivery, DeliveryState};
use send::Sender;
use std::error::Error as _;
use std::sync::Arc;
use tokio::task::JoinSet;

/// Messages under way at the same time.
const AT_ONCE: i64 = 16;
/// A replica that stopped in the middle of an attempt leaves its messages to others after this, in milliseconds.
const LEASE_MS: i64 = 2 * 60 * 1000;

/// Sends what is due at `now`, once. Any number of replicas can do this at the same time: each message is one's.
pub async fn deliver(store: &Store, programmes: &Arc<Programmes>, sender: &Sender, now: i64) -> Result<()> {
    outbox::turn_into_deliveries(store, programmes).await?;
    while deliveries::any_due(&mut *store.read().await?, now).await? {
        let mut write = store.write().await?;
        let claimed = deliveries::claim(write.connection(), now, now + LEASE_MS, AT_ONCE).await?;
        write.commit().await?;
        if claimed.is_empty() {
            break;
        }
        let mut attempts = JoinSet::new();
        for row in claimed {
            let (store, programmes, sender) = (store.clone(), programmes.clone(), sender.clone());
            attempts.spawn(async move { attempt(&store, &programmes, &sender, row, now).await });
        }
        while let Some(ended) = attempts.join_next().await {
            if let Ok(Err(error)) = ended {
                tracing::error!(%error, cause = ?error.source(), "an attempt to deliver cannot be recorded; it is made again");
            }
        }
    }
    Ok(())
}

async fn attempt(store: &Store, programmes: &Programmes, sender: &Sender, mut row: DeliveryRow, now: i64) -> Result<()> {
    let mut read = store.read().await?;
    let programme = programmes.get(&mut read, &row.shop).await?;
    drop(read);
    // The secret is asked for at each attempt: one that leaked can be replaced while messages wait.
    let endpoint = programme.document.endpoints.iter().find(|endpoint| endpoint.url == row.url);
    let outcome = match endpoint {
        Some(endpoint) => sender.send(&row.id, &row.url, &endpoint.secret, &row.body, now).await,
        None => Err(send::Failure { status: None, reason: "the address is no longer in the programme", last: true }),
    };
    match outcome {
        Ok(status) => {
            (row.state, row.status, row.error) = ("delivered".into(), Some(i64::from(status)), None);
        }
        Err(failure) => {
            let next = if failure.last { None } else { schedule::after(row.attempts) };
            row.state = if next.is_some() { "waiting" } else { "failed" }.into();
            row.status = failure.status.map(i64::from);
            row.error = Some(failure.reason.into());
            row.next_at = now + next.unwrap_or_default();
            tracing::info!(delivery = row.id, attempts = row.attempts, reason = failure.reason, "not delivered");
        }
    }
    let mut write = store.write().await?;
    deliveries::record(write.connection(), &row).await?;
    Ok(write.commit().await?)
}

/// Tries a message of the shop again, now, whatever became of it.
pub async fn retry(connection: &mut Connection, shop: &str, id: &str, now: i64) -> Result<DeliveryRow> {
    let unknown = || Error::from(Refusal::not_found("unknown_delivery"));
    let mut row = deliveries::get(connection, shop, id).await?.ok_or_else(unknown)?;
    deliveries::revive(connection, id, now).await?;
    row.state = "waiting".into();
    row.next_at = now;
    row.attempts = 0;
    Ok(row)
}

/// A message on the wire.
pub fn to_wire(row: DeliveryRow) -> Delivery {
    let state = DeliveryState::from_name(&row.state).unwrap_or(DeliveryState::Failed);
    Delivery {
        id: row.id,
        event: row.event,
        url: row.url,
        state,
        attempts: row.attempts,
        status: row.status,
        error: row.error,
        created_at: time::format(row.created_at),
        next_at: (state == DeliveryState::Waiting).then(|| time::format(row.next_at)),
    }
}
