//! What time alone changes of referrals: orders pass their return window, and friends who do not order run out of time.

use crate::error::Result;
use crate::events;
use crate::store::referrals;
use crate::store::{Connection, Store, awards, customers, locks};
use crate::time::{self, DAY_MS};
use serde_json::json;

/// Referrals completed in one go.
const BATCH: i64 = 100;
/// How long invitations that nobody took are kept after they ended.
const KEEP: i64 = 30 * DAY_MS;

/// Notes what changed by `now`, and has the merchant told of what was completed.
pub async fn sweep(store: &Store, now: i64) -> Result<()> {
    loop {
        let due = referrals::to_complete(&mut *store.read().await?, BATCH).await?;
        if due.is_empty() {
            break;
        }
        for row in due {
            let mut write = store.write().await?;
            complete(write.connection(), &row.shop, &row.id).await?;
            write.commit().await?;
        }
    }
    let mut write = store.write().await?;
    referrals::expire(write.connection(), now).await?;
    referrals::delete_before(write.connection(), now - KEEP).await?;
    Ok(write.commit().await?)
}

async fn complete(connection: &mut Connection, shop: &str, id: &str) -> Result<()> {
    let Some(found) = referrals::get(connection, shop, id).await? else { return Ok(()) };
    // The member is who a refund of the friend's order locks, too.
    locks::member(connection, &found.referrer).await?;
    let Some(mut row) = referrals::get(connection, shop, id).await?.filter(|row| row.state == "pending") else { return Ok(()) };
    let Some(award) = row.award.clone() else { return Ok(()) };
    let award = awards::get(connection, &award).await?;
    row.state = "completed".into();
    row.at = award.approves_at;
    referrals::update(connection, &row).await?;
    let friend = match &row.friend {
        Some(friend) => customers::merchant_id(connection, friend).await?,
        None => None,
    };
    let data = json!({ "referral": row.id, "friend": friend, "order": row.order_id, "points": award.points - award.reversed,
                       "completed_at": time::format(row.at) });
    events::emit(connection, shop, Some(&row.referrer), "referral.completed", data, row.at).await
}
