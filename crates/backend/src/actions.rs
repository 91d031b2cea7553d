//! Completing a way to earn from the page.

use crate::error::{Refusal, Result};
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::ledger::settle::settle;
use crate::programme::Programme;
use crate::random;
use crate::store::{Connection, customers::CustomerRow, transactions};
use loyalty_api::program::EarningKind;
use loyalty_rules::limit::{Standing, standing};

/// Awards a completion of a `follow`, `share` or `visit` rule, as far as its limit allows. Returns the transaction's id.
pub async fn complete(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    rule: &str,
    now: i64,
) -> Result<String> {
    let document = &programme.document;
    let found = document.earning.iter().find(|candidate| candidate.id == rule);
    let rule = found.ok_or_else(|| Refusal::not_found("unknown_rule").field("rule"))?;
    if !matches!(rule.kind, EarningKind::Follow | EarningKind::Share | EarningKind::Visit) {
        let refusal = Refusal::new(409, "rule_not_for_pages", "This way to earn is not completed from a page");
        return Err(refusal.field("rule").into());
    }
    let mut book = Book::load(connection, &document.shop, &customer.id).await?;
    settle(connection, &mut book, now).await?;
    let done = transactions::completions(connection, &customer.id).await?;
    let done: Vec<i64> = done.into_iter().filter(|(id, _)| *id == rule.id).map(|(_, at)| at).collect();
    let refusal = Refusal::new(409, "earning_limit_reached", "This was done as often as it counts");
    match standing(rule.limit.as_ref(), &done, now) {
        Standing::Available => {}
        Standing::Done => return Err(refusal.into()),
        Standing::Until(until) => return Err(refusal.until(until).into()),
    }
    let new = NewAward {
        event: &random::id("act"),
        rule: &rule.id,
        rule_version: programme.version,
        points: rule.points,
        title: &serde_json::to_string(&rule.title)?,
        order: None,
        at: now,
        pending_days: 0,
        expiry_days: document.expiry_days,
    };
    let id = award(connection, &mut book, new).await?;
    id.ok_or(crate::error::Error::OutOfRange)
}
