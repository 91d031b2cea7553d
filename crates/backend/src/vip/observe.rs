//! Taking note of where a member stands.

use super::record::Record;
use crate::error::Result;
use crate::events;
use crate::grants::{self, Grant};
use crate::ledger::book::Book;
use crate::programme::Programme;
use crate::store::standings::{self, StandingRow};
use crate::store::{Connection, awards, customers::CustomerRow, transactions};
use serde_json::json;

/// Whether time, or another version of the programme, may have changed a member's tier since it was observed last.
pub async fn is_due(connection: &mut Connection, programme: &Programme, customer: &str, now: i64) -> Result<bool> {
    if programme.document.vip.is_none() {
        return Ok(false);
    }
    let seen = standings::get(connection, customer).await?;
    Ok(seen.is_none_or(|seen| seen.version != programme.version || seen.check_at.is_some_and(|at| at <= now)))
}

/// Follows a member's history: points for a tier that was entered, points taken back for one that a refund took, the log of
/// changes, and the event. Doing it twice does no more than doing it once.
pub async fn observe(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    customer: &CustomerRow,
    now: i64,
) -> Result<()> {
    let Some(record) = Record::read(connection, programme, customer, now).await? else { return Ok(()) };
    withdraw_lost(connection, programme, book, &record, now).await?;
    let standing = record.standing(now);
    let place = record.place(standing.tier);
    let entered = standing.changes.last().is_some_and(|change| change.up && change.tier == standing.tier);
    if let Some((_, tier)) = place.filter(|(_, tier)| entered && tier.entry_points > 0) {
        let grant = Grant { rule: &tier.id, title: &tier.name, points: tier.entry_points };
        grants::grant(connection, programme, book, grant, now).await?;
    }
    let seen = standings::get(connection, &customer.id).await?;
    let tier = place.map(|(_, tier)| tier.id.clone());
    let before = seen.as_ref().and_then(|seen| seen.tier.clone());
    let mut row = StandingRow {
        customer: customer.id.clone(),
        tier: tier.clone(),
        since: standing.since,
        celebrate: seen.as_ref().map_or(0, |seen| seen.celebrate),
        version: programme.version,
        check_at: standing.keep.map(|keep| keep.until).filter(|until| *until > now),
    };
    if tier != before {
        let up = standing.tier > before.as_deref().and_then(|id| record.rank(id));
        // What a refund took is no line of the history any more: it is noted when it became known.
        let told = standing.changes.last().filter(|change| change.tier == standing.tier && change.up == up);
        let at = told.map_or(now, |change| change.at);
        row.celebrate = i64::from(up && place.is_some_and(|(_, tier)| tier.threshold > 0));
        standings::insert_change(connection, &book.shop, &customer.id, tier.as_deref(), up, at).await?;
        let data = json!({ "tier": tier, "before": before, "up": up });
        events::emit(connection, &book.shop, Some(&customer.id), "tier.changed", data, now).await?;
    }
    if seen.as_ref() != Some(&row) {
        standings::put(connection, &row).await?;
    }
    Ok(())
}

/// Takes back pending points for tiers that the history, as it is known by now, does not have at the time of the award. What
/// time took since then was held all the same.
async fn withdraw_lost(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    record: &Record<'_>,
    now: i64,
) -> Result<()> {
    for mut award in awards::pending_by_prefix(connection, &book.customer, "tir_").await? {
        let at = transactions::get(connection, &award.id).await?.at;
        let Some(rank) = record.rank(&award.rule) else { continue };
        if record.tier(at).is_none_or(|(held, _)| held < rank) {
            grants::withdraw(connection, programme, book, &mut award, now).await?;
        }
    }
    Ok(())
}
