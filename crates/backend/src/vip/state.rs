//! A member's standing on the wire.

use super::record::Record;
use crate::error::Result;
use crate::programme::{Programme, localise};
use crate::store::{Connection, standings};
use crate::time;
use loyalty_api::vip::{KeepTier, TierChange, VipState};

/// Changes of tier that are told.
const CHANGES: i64 = 20;

/// Where a member stands at `now`. What is due must have been observed.
pub async fn state(
    connection: &mut Connection,
    programme: &Programme,
    record: &Record<'_>,
    customer: &str,
    locale: &str,
    now: i64,
) -> Result<VipState> {
    let standing = record.standing(now);
    let tier = record.place(standing.tier).map(|(_, tier)| tier);
    let seen = standings::get(connection, customer).await?;
    let history = standings::changes(connection, customer, CHANGES).await?;
    let fallback = &programme.document.default_locale;
    let perks = tier.iter().flat_map(|tier| &tier.perks);
    Ok(VipState {
        tier: tier.map(|tier| tier.id.clone()),
        since: standing.since.map(time::format),
        value: standing.value,
        ends_at: standing.ends_at.map(time::format),
        keep: standing.keep.map(|keep| {
            // What comes in a year's grace counts for the next year: a member who needs more has to be in time for this one.
            let until = if keep.needed > 0 { keep.by } else { keep.until };
            KeepTier { until: time::format(until), needed: keep.needed }
        }),
        forecast: standing.forecast,
        perks: perks.filter_map(|perk| localise::text(&perk.title, locale, fallback)).collect(),
        history: history
            .into_iter()
            .map(|change| TierChange { tier: change.tier, at: time::format(change.at), up: change.up != 0 })
            .collect(),
        celebrate: seen.is_some_and(|seen| seen.celebrate != 0 && seen.tier.as_deref() == tier.map(|tier| tier.id.as_str())),
    })
}
