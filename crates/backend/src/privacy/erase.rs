//! Forgetting a person. What tells who they are goes; the points that were issued and spent stay, as nobody's, so that the
//! programme's totals are what they were. Who comes back is a new member.

use crate::error::Result;
use crate::page_events;
use crate::random;
use crate::store::{Connection, customers, customers::CustomerRow, locks, marks, personal, referrals, subscriptions};

/// Forgets a member: the merchant's id of them, their name, birthday, consents, sessions, stored answers, keyed hashes and
/// whatever was to be told of them.
pub async fn erase(connection: &mut Connection, customer: &CustomerRow, now: i64) -> Result<()> {
    locks::member(connection, &customer.id).await?;
    let Some(merchant_id) = customers::merchant_id(connection, &customer.id).await? else { return Ok(()) };
    page_events::erase(connection, &customer.shop, &customer.id).await?;
    subscriptions::delete_of_member(connection, &customer.shop, &customer.id).await?;
    marks::delete_of_member(connection, &customer.shop, &customer.id, &merchant_id).await?;
    referrals::forget_member(connection, &customer.id, now).await?;
    personal::delete(connection, &customer.shop, &customer.id).await?;
    // Their orders stay theirs: one that goes back later takes its points along, whosever they were.
    let nobody = random::id("erased");
    customers::erase(connection, customer, &merchant_id, &nobody, now).await?;
    Ok(())
}
