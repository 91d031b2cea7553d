//! Handing over what was drawn: a code, or points.

use crate::error::{Refusal, Result};
use crate::events;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::programme::Programme;
use crate::programme::document::Prize;
use crate::random;
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::reveals::{self, RevealRow};
use crate::store::{Connection, customers::CustomerRow};
use crate::time::{self, DAY_MS};
use crate::upkeep::keep_up;
use loyalty_api::campaign::OfferKind;
use loyalty_api::program::RewardValue;
use serde_json::json;

/// Gives a code or points for what was drawn. Points wait for a guest to sign in.
pub(super) async fn hand_over(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    mut row: RevealRow,
    prize: &Prize,
    ends_at: Option<i64>,
    now: i64,
) -> Result<RevealRow> {
    if let Some(value) = value(prize) {
        let code = RedemptionRow {
            id: random::id("rdm"),
            shop: row.shop.clone(),
            customer: row.customer.clone(),
            reward: row.campaign.clone(),
            rule_version: programme.version,
            title: serde_json::to_string(&prize.title)?,
            points: 0,
            value: serde_json::to_string(&value)?,
            minimum_order: prize.minimum_order,
            state: "issued".into(),
            code: random::code(),
            created_at: now,
            held_until: now,
            order_id: None,
            issued_at: Some(now),
            expires_at: prize.code_days.map(|days| now + days * DAY_MS).or(ends_at),
        };
        redemptions::insert(connection, &code).await?;
        let data = json!({ "redemption": code.id, "reward": code.reward, "value": value, "code": code.code,
                           "expires_at": code.expires_at.map(time::format) });
        events::emit(connection, &row.shop, row.customer.as_deref(), "reward.issued", data, now).await?;
        row.redemption = Some(code.id);
    }
    give_points(connection, programme, customer, &mut row, prize, now).await?;
    reveals::update(connection, &row).await?;
    Ok(row)
}

/// What a guest was given becomes the member's once they sign in on the same device.
pub(super) async fn take_over(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    mut row: RevealRow,
    now: i64,
) -> Result<RevealRow> {
    let Some(member) = customer.filter(|_| row.customer.is_none()) else { return Ok(row) };
    if !reveals::give_to(connection, &row.id, &member.id).await? {
        // Another request was first: the next one finds what came of it.
        return Err(Refusal::new(409, "request_in_flight", "This is being taken over").retry_after(1).into());
    }
    row.customer = Some(member.id.clone());
    if let Some(code) = &row.redemption {
        redemptions::give_to(connection, code, &member.id).await?;
    }
    let prize: Prize = serde_json::from_str(&row.offer)?;
    give_points(connection, programme, customer, &mut row, &prize, now).await?;
    reveals::update(connection, &row).await?;
    Ok(row)
}

async fn give_points(
    connection: &mut Connection,
    programme: &Programme,
    customer: Option<&CustomerRow>,
    row: &mut RevealRow,
    prize: &Prize,
    now: i64,
) -> Result<()> {
    let (Some(customer), Some(points)) = (customer, prize.points) else { return Ok(()) };
    let mut book = Book::load(connection, &row.shop, &customer.id).await?;
    keep_up(connection, programme, &mut book, now).await?;
    let new = NewAward {
        event: &format!("reveal:{}", row.id),
        rule: &row.campaign,
        rule_version: programme.version,
        points,
        title: &serde_json::to_string(&prize.title)?,
        order: None,
        at: now,
        pending_days: 0,
        expiry_days: programme.document.expiry_days,
    };
    award(connection, &mut book, new).await?;
    keep_up(connection, programme, &mut book, now).await?;
    row.awarded = 1;
    Ok(())
}

/// What a prize takes off a cart.
fn value(prize: &Prize) -> Option<RewardValue> {
    match prize.kind {
        OfferKind::Fixed => prize.amount.map(|amount| RewardValue::FixedAmount { amount }),
        OfferKind::Percentage => prize.percent.map(|percent| RewardValue::Percentage { percent, max_amount: None }),
        OfferKind::FreeShipping => Some(RewardValue::FreeShipping {}),
        OfferKind::Points | OfferKind::Nothing => None,
    }
}
