//! Corrections of a member's points by the merchant.

use crate::error::{Refusal, Result};
use crate::ledger::adjust::{self, Correction};
use crate::ledger::book::{Account, Book};
use crate::programme::Programme;
use crate::programme::document::Texts;
use crate::store::{Connection, customers, customers::CustomerRow};
use crate::upkeep::keep_up;
use loyalty_api::merchant::Adjustment;

/// The most points that one adjustment may move.
const MOST_POINTS: i64 = 1_000_000_000;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 300;

/// Gives points to the member whom the merchant knows by this id, or takes some. Returns the member and the transaction's id.
pub async fn make(
    connection: &mut Connection,
    programme: &Programme,
    merchant_id: &str,
    adjustment: &Adjustment,
    now: i64,
) -> Result<(CustomerRow, String)> {
    if !(-MOST_POINTS..=MOST_POINTS).contains(&adjustment.points) {
        let sentence = format!("must be from -{MOST_POINTS} to {MOST_POINTS}");
        return Err(Refusal::invalid(sentence).field("points").into());
    }
    if adjustment.points == 0 {
        return Err(Refusal::new(422, "nothing_to_adjust", "An adjustment by nothing is none").field("points").into());
    }
    if !(1..=LONGEST_REASON).contains(&adjustment.reason.trim().chars().count()) {
        return Err(Refusal::invalid(format!("must be 1 to {LONGEST_REASON} characters")).field("reason").into());
    }
    let document = &programme.document;
    let customer = customers::find(connection, &document.shop, merchant_id).await?;
    let customer = customer.ok_or_else(|| Refusal::not_found("unknown_member"))?;
    let mut book = Book::load(connection, &document.shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    let missing = adjustment.points.saturating_add(book.balance(Account::Available)).saturating_neg();
    if adjustment.points < 0 && missing > 0 && !document.allow_debt {
        let refusal = Refusal::new(409, "insufficient_points", "Not enough points");
        return Err(refusal.points_needed(missing).detail("The member does not have so many to spend.").into());
    }
    let title = Texts::from([(document.default_locale.clone(), adjustment.reason.trim().to_owned())]);
    let correction = Correction {
        points: adjustment.points,
        title: &serde_json::to_string(&title)?,
        rule_version: programme.version,
        expiry_days: document.expiry_days,
        at: now,
    };
    let id = adjust::adjust(connection, &mut book, correction).await?;
    Ok((customer, id))
}
