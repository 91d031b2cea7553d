//! Telling the merchant of points that are about to run out, so that they can tell the member.

use crate::error::Result;
use crate::events;
use crate::store::{Store, notices};
use crate::time::{self, DAY_MS};
use serde_json::json;
use std::collections::BTreeMap;

/// How many days ahead, the nearest first: who is told of the nearer is not told of the farther any more.
const DAYS_AHEAD: [i64; 2] = [3, 14];
/// Lots looked up in one go.
const BATCH: i64 = 200;

/// Notes an event for each member and time at which points of theirs run out, once for each number of days ahead.
pub async fn tell(store: &Store, now: i64, stopped: impl Fn() -> bool) -> Result<()> {
    for (nearer, days) in DAYS_AHEAD.into_iter().enumerate() {
        while !stopped() {
            let mut read = store.read().await?;
            let lots = notices::expiring(&mut read, now, now.saturating_add(days * DAY_MS), days, BATCH).await?;
            drop(read);
            if lots.is_empty() {
                break;
            }
            let mut write = store.write().await?;
            let connection = write.connection();
            let mut sums: BTreeMap<(String, String, i64), i64> = BTreeMap::new();
            for lot in lots {
                let told_nearer = match DAYS_AHEAD.get(..nearer).and_then(<[i64]>::last) {
                    Some(nearer) => notices::is_told(connection, lot.lot, *nearer).await?,
                    None => false,
                };
                // Another replica may have told of it since it was looked up.
                if notices::insert(connection, lot.lot, days).await? && !told_nearer {
                    *sums.entry((lot.shop, lot.customer, lot.at)).or_default() += lot.points;
                }
            }
            for ((shop, customer, at), points) in sums {
                let data = json!({ "points": points, "at": time::format(at), "days": days });
                events::emit(connection, &shop, Some(&customer), "points.expiring", data, now).await?;
            }
            write.commit().await?;
        }
    }
    Ok(())
}
