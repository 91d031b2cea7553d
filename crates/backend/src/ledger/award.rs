//! Points in: awards, and their approval.

use super::book::{Account, Book};
use crate::error::{Error, Result};
use crate::store::{Connection, awards, awards::AwardRow, lots, transactions};
use crate::time::{self, DAY_MS};
use crate::{events, random};
use serde_json::json;

/// Points to award.
#[derive(Clone, Copy, Debug)]
pub struct NewAward<'a> {
    /// What happened; a rule is followed once for each event.
    pub event: &'a str,
    /// The earning rule.
    pub rule: &'a str,
    /// The programme's version.
    pub rule_version: i64,
    /// More than 0.
    pub points: i64,
    /// The rule's title: texts by locale, as JSON.
    pub title: &'a str,
    /// The merchant's order number, where an order is behind it.
    pub order: Option<&'a str>,
    /// When it was earned.
    pub at: i64,
    /// Days until it counts.
    pub pending_days: i64,
    /// Days from then until its points run out; nothing: never.
    pub expiry_days: Option<i64>,
}

/// Awards points. Returns the transaction's id, or nothing where this event was awarded by this rule before.
pub async fn award(connection: &mut Connection, book: &mut Book, new: NewAward<'_>) -> Result<Option<String>> {
    let id = random::id("txn");
    let added = transactions::insert(
        connection,
        &transactions::NewTransaction {
            id: &id,
            shop: &book.shop,
            customer: &book.customer,
            kind: "earn",
            points: new.points,
            at: new.at,
            event: new.event,
            rule: new.rule,
            rule_version: new.rule_version,
            title: Some(new.title),
            order_id: new.order,
            reverses: None,
            before_approval: false,
        },
    )
    .await?;
    if !added {
        return Ok(None);
    }
    let pending = new.pending_days > 0;
    let row = AwardRow {
        id: id.clone(),
        rule: new.rule.into(),
        points: new.points,
        reversed: 0,
        state: if pending { "pending" } else { "approved" }.into(),
        approves_at: after_days(new.at, new.pending_days)?,
        expiry_days: new.expiry_days,
    };
    awards::insert(connection, &book.shop, &book.customer, new.order, &row).await?;
    if pending {
        book.post(connection, &id, Account::Issued, Account::Pending, new.points, new.at).await?;
    } else {
        make_available(connection, book, &row, Account::Issued).await?;
    }
    let data = json!({ "transaction": id, "rule": new.rule, "points": new.points, "order": new.order,
                       "pending_until": pending.then(|| time::format(row.approves_at)) });
    events::emit(connection, &book.shop, Some(&book.customer), "points.earned", data, new.at).await?;
    Ok(Some(id))
}

/// Makes a pending award count, as of the moment it fell due.
pub async fn approve(connection: &mut Connection, book: &mut Book, id: &str) -> Result<()> {
    let mut row = awards::get(connection, id).await?;
    row.state = "approved".into();
    awards::update(connection, &row).await?;
    make_available(connection, book, &row, Account::Pending).await
}

/// Lets the points of an award, as far as they were not taken back, be spent from the moment it counts.
pub(super) async fn make_available(connection: &mut Connection, book: &mut Book, award: &AwardRow, from: Account) -> Result<()> {
    let points = award.points - award.reversed;
    book.post(connection, &award.id, from, Account::Available, points, award.approves_at).await?;
    // A debt is paid first: only what lifts the balance above zero can be spent.
    let spendable = book.balance(Account::Available).clamp(0, points);
    let expires_at = award.expiry_days.map(|days| after_days(award.approves_at, days)).transpose()?;
    Ok(lots::insert(connection, &book.customer, &award.id, points, spendable, expires_at).await?)
}

fn after_days(at: i64, days: i64) -> Result<i64> {
    days.checked_mul(DAY_MS).and_then(|span| at.checked_add(span)).ok_or(Error::OutOfRange)
}
