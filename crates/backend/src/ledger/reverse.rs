//! Points of an award taken back: the original's entries are reversed, whatever the rule says by now.

use super::book::{Account, Book};
use crate::error::{Error, Result};
use crate::random;
use crate::store::{Connection, awards, awards::AwardRow, transactions};

/// Why an award is taken back.
#[derive(Clone, Copy, Debug)]
pub struct Reversal<'a> {
    /// `refund` or `cancel`.
    pub kind: &'a str,
    /// The merchant's order number.
    pub order: &'a str,
    /// The programme's version.
    pub rule_version: i64,
    /// Whether the balance may go below zero for it. If not, the programme bears what is no longer there.
    pub allow_debt: bool,
    /// When.
    pub at: i64,
}

/// Takes back points of an award until `target` of them have been taken back in all; nothing where they were.
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
    let id = random::id("txn");
    let pending = award.state == "pending";
    award.reversed = award.reversed.checked_add(due).ok_or(Error::OutOfRange)?;
    if pending && award.reversed == award.points {
        award.state = "void".into();
    }
    let taken = if pending || why.allow_debt { due } else { due.min(book.balance(Account::Available).max(0)) };
    let new = transactions::NewTransaction {
        id: &id,
        shop: &book.shop,
        customer: &book.customer,
        kind: why.kind,
        points: -taken,
        at: why.at,
        event: &format!("order:{}:reversed:{}", why.order, award.reversed),
        rule: &award.rule,
        rule_version: why.rule_version,
        title: None,
        order_id: Some(why.order),
        reverses: Some(&award.id),
        before_approval: pending,
    };
    transactions::insert(connection, &new).await?;
    if pending {
        book.post(connection, &id, Account::Pending, Account::Issued, due, why.at).await?;
    } else {
        book.take_from_lots(connection, taken, Some(&award.id)).await?;
        book.post(connection, &id, Account::Available, Account::Issued, taken, why.at).await?;
        book.post(connection, &id, Account::Adjusted, Account::Issued, due - taken, why.at).await?;
    }
    Ok(awards::update(connection, award).await?)
}
