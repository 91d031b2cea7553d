//! Points for what a member has come to be or have: a tier that was entered, a set that is complete. Given once; but what is
//! lost again while the points are pending loses them, and may be had again.

use crate::error::Result;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::ledger::reverse::{Reversal, reverse_up_to};
use crate::programme::Programme;
use crate::programme::document::Texts;
use crate::store::Connection;
use crate::store::awards::{self, AwardRow};

/// What to give points for.
#[derive(Clone, Copy, Debug)]
pub struct Grant<'a> {
    /// The id of the tier or set.
    pub rule: &'a str,
    /// Its name.
    pub title: &'a Texts,
    /// More than 0.
    pub points: i64,
}

/// Gives the points, pending as those of an order are, unless they were given and kept before.
pub async fn grant(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    grant: Grant<'_>,
    now: i64,
) -> Result<()> {
    let before = awards::of_rule(connection, &book.customer, grant.rule).await?;
    if before.iter().any(|award| award.state != "void") {
        return Ok(());
    }
    let new = NewAward {
        event: &format!("had:{}:{}", book.customer, before.len()),
        rule: grant.rule,
        rule_version: programme.version,
        points: grant.points,
        title: &serde_json::to_string(grant.title)?,
        order: None,
        at: now,
        pending_days: programme.document.pending_days,
        expiry_days: programme.document.expiry_days,
    };
    award(connection, book, new).await?;
    Ok(())
}

/// Takes pending points back.
pub async fn withdraw(
    connection: &mut Connection,
    programme: &Programme,
    book: &mut Book,
    award: &mut AwardRow,
    now: i64,
) -> Result<()> {
    let why = Reversal {
        kind: "cancel",
        event: &format!("lost:{}", award.id),
        order: None,
        rule_version: programme.version,
        allow_debt: programme.document.allow_debt,
        at: now,
    };
    let all = award.points;
    reverse_up_to(connection, book, award, all, why).await
}
