//! VIP tiers: where a member stands. It follows from their history alone ([`loyalty_rules::vip`]); what is stored besides is
//! what the member and the merchant were told.
//!
//! # Layout
//! - [`Record`]: a member's history, and the tiers that follow from it.
//! - [`observe()`]: takes note of a change: points for entering a tier, the log, the event.
//! - [`allows`]: whether a member has what is for a tier. [`state()`]: their standing on the wire.

mod observe;
mod record;
mod state;

use crate::error::Result;
use crate::programme::Programme;
use crate::store::{Connection, customers::CustomerRow};

pub use observe::{is_due, observe};
pub use record::Record;
pub use state::state;

/// Whether a member has what is for a tier and those above it; nothing is for everybody.
pub async fn allows(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    tier: Option<&str>,
    now: i64,
) -> Result<bool> {
    let Some(tier) = tier else { return Ok(true) };
    let record = Record::read(connection, programme, customer, now).await?;
    Ok(record.is_some_and(|record| record.includes(tier, now)))
}
