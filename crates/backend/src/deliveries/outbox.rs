//! From events to messages: one for each of the shop's addresses that wants to know.

use crate::error::{Error, Result};
use crate::programme::Programmes;
use crate::random;
use crate::store::deliveries::{self, DeliveryRow};
use crate::store::events::{self, EventRow};
use crate::store::{Connection, Store, customers};
use crate::time;
use serde_json::{Value, json};

/// Events taken in one go.
const BATCH: i64 = 200;

/// Turns every event into messages to the addresses of its shop's document as it is now.
pub async fn turn_into_deliveries(store: &Store, programmes: &Programmes) -> Result<()> {
    while events::any(&mut *store.read().await?).await? {
        let mut write = store.write().await?;
        let taken = events::take(write.connection(), BATCH).await?;
        if taken.is_empty() {
            // Another replica is at them.
            break;
        }
        for event in taken {
            turn(write.connection(), programmes, &event).await?;
        }
        write.commit().await?;
    }
    Ok(())
}

async fn turn(connection: &mut Connection, programmes: &Programmes, event: &EventRow) -> Result<()> {
    let programme = match programmes.get(connection, &event.shop).await {
        Ok(programme) => programme,
        Err(Error::Refused(_)) => return Ok(()),
        Err(failed) => return Err(failed),
    };
    let wants = |events: &[String]| events.is_empty() || events.contains(&event.kind);
    let endpoints: Vec<_> = programme.document.endpoints.iter().filter(|endpoint| wants(&endpoint.events)).collect();
    if endpoints.is_empty() {
        return Ok(());
    }
    let mut data: Value = serde_json::from_str(&event.data)?;
    if let (Some(customer), Some(data)) = (&event.customer, data.as_object_mut()) {
        let merchant_id = customers::merchant_id(connection, customer).await?;
        data.insert("customer".into(), merchant_id.into());
    }
    let body = json!({ "type": event.kind, "timestamp": time::format(event.at), "data": data }).to_string();
    for endpoint in endpoints {
        let row = DeliveryRow {
            id: random::id("msg"),
            shop: event.shop.clone(),
            customer: event.customer.clone(),
            event: event.kind.clone(),
            url: endpoint.url.clone(),
            body: body.clone(),
            state: "waiting".into(),
            attempts: 0,
            status: None,
            error: None,
            created_at: event.at,
            next_at: event.at,
        };
        deliveries::insert(connection, &row).await?;
    }
    Ok(())
}
