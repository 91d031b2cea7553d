//! What the merchant is told of: noted in the transaction of the change itself, so that nothing is told that did not happen,
//! and nothing happens untold. [`crate::deliveries`] sends it out.

use crate::error::Result;
use crate::random;
use crate::store::{Connection, events, events::EventRow};
use serde_json::Value;

/// Every event there is, by its name on the wire.
pub const KINDS: [&str; 9] = [
    "points.earned",
    "points.spent",
    "points.expiring",
    "tier.changed",
    "referral.completed",
    "reward.issued",
    "newsletter.subscribed",
    "quiz.completed",
    "customer.data_requested",
];

/// Notes an event of a shop, of one of its members where `customer` (`cus_…`) says so. `data` is a JSON object; who the member
/// is to the merchant is added to it when it is sent. `now` is in milliseconds since 1970.
pub async fn emit(
    connection: &mut Connection,
    shop: &str,
    customer: Option<&str>,
    event: &str,
    data: Value,
    now: i64,
) -> Result<()> {
    let row = EventRow {
        id: random::id("evt"),
        shop: shop.into(),
        customer: customer.map(Into::into),
        kind: event.into(),
        data: data.to_string(),
        at: now,
    };
    Ok(events::insert(connection, &row).await?)
}
