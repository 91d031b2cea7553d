//! Points of an award taken back: the original's entries are reversed, whatever the rule says by now.

use super::book::{Account, Book};
use super::hold;
use super::settle::settle;
use crate::error::{Error, Result};
use crate::random;
use crate::store::{Connection, awards, awards::AwardRow, lots, redemptions, transactions};

/// Why an award is taken back.
#[derive(Clone, Copy, Debug)]
pub struct Reversal<'a> {
    /// `refund` or `cancel`.
    pub kind: &'a str,
    /// What happened, such as `order:1001`.
    pub event: &'a str,
    /// The merchant's order number, where an order is behind it.
    pub order: Option<&'a str>,
    /// The programme's version.
    pub rule_version: i64,
    /// Whether the balance may go below zero for it. If not, the programme bears what is no longer there.
    pub allow_debt: bool,
    /// When.
    pub at: i64,
}

/// Takes back points of an award until `target` of them have been taken back in all; nothing where they were.
///
/// What the award lost to time is gone already, so that part is taken back from there and not from the member. Where no
/// debt is allowed, held claims are released, the newest first, as far as the points behind them are owed: points set
/// aside would otherwise come back by an undo after the programme bore the loss.
pub async fn reverse_up_to(
    connection: &mut Connection,
    book: &mut Book,
    award: &mut AwardRow,
    target: i64,
    why: Reversal<'_>,
) -> Result<()> {
    let due = target.min(award.points) - award.reversed;
    if due <= 0 {
        return Ok(());
    }
    let pending = award.state == "pending";
    let mut lost = 0;
    if !pending {
        lost = due.min(lots::lost(connection, &award.id).await?);
        while !why.allow_debt && book.balance(Account::Available) < due - lost {
            let Some(mut newest) = redemptions::newest_held(connection, &book.customer).await? else { break };
            hold::release(connection, book, &mut newest, "cancelled", why.at).await?;
            // Points whose time was up while they were held run out now, and some may be this award's.
            settle(connection, book, why.at).await?;
            lost = due.min(lots::lost(connection, &award.id).await?);
        }
    }
    let owed = due - lost;
    let id = random::id("txn");
    award.reversed = award.reversed.checked_add(due).ok_or(Error::OutOfRange)?;
    if pending && award.reversed == award.points {
        award.state = "void".into();
    }
    let taken = if pending || why.allow_debt { owed } else { owed.min(book.balance(Account::Available).max(0)) };
    let new = transactions::NewTransaction {
        id: &id,
        shop: &book.shop,
        customer: &book.customer,
        kind: why.kind,
        points: -taken,
        at: why.at,
        event: &format!("{}:reversed:{}", why.event, award.reversed),
        rule: &award.rule,
        rule_version: why.rule_version,
        title: None,
        order_id: why.order,
        reverses: Some(&award.id),
        before_approval: pending,
    };
    transactions::insert(connection, &new).await?;
    if pending {
        book.post(connection, &id, Account::Pending, Account::Issued, due, why.at).await?;
    } else {
        book.take_from_lots(connection, taken, Some(&award.id)).await?;
        book.post(connection, &id, Account::Available, Account::Issued, taken, why.at).await?;
        lots::reverse_lost(connection, &award.id, lost).await?;
        book.post(connection, &id, Account::Expired, Account::Issued, lost, why.at).await?;
        book.post(connection, &id, Account::Adjusted, Account::Issued, owed - taken, why.at).await?;
    }
    Ok(awards::update(connection, award).await?)
}
