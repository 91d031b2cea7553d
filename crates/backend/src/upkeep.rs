//! Bringing a member up to date: what time, the calendar and their own history changed. Done before anything of a member is
//! decided, and after what counts towards a tier. Doing it twice does no more than doing it once.

use crate::error::Result;
use crate::ledger::book::Book;
use crate::ledger::settle::settle;
use crate::programme::Programme;
use crate::store::{Connection, customers, customers::CustomerRow, due};
use crate::{birthdays, collectibles, vip};

/// Whether there is anything to do for a member at `now`.
pub async fn is_due(connection: &mut Connection, programme: &Programme, customer: &CustomerRow, now: i64) -> Result<bool> {
    Ok(customer.birthday_due.is_some_and(|due| due <= now)
        || due::first(connection, &customer.id, now).await?.is_some()
        || vip::is_due(connection, programme, &customer.id, now).await?)
}

/// Brings the member of this book up to date. Returns them as they are known then.
pub async fn keep_up(connection: &mut Connection, programme: &Programme, book: &mut Book, now: i64) -> Result<CustomerRow> {
    settle(connection, book, now).await?;
    let customer = customers::get(connection, &book.customer).await?;
    let customer = customer.ok_or(crate::error::Error::Database(sqlx::Error::RowNotFound))?;
    let awarded = birthdays::award_due(connection, programme, book, &customer, now).await?;
    vip::observe(connection, programme, book, &customer, now).await?;
    collectibles::follow(connection, programme, book, now).await?;
    if awarded || programme.document.vip.is_some() || !programme.document.collectibles.is_empty() {
        // Points of a birthday long ago may have run out already, and a grant without a wait counts at once.
        settle(connection, book, now).await?;
    }
    Ok(customer)
}
