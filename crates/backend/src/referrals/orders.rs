//! What a friend's order leads to.

use super::marks::{Marker, Marks};
use super::verdict::{self, Case};
use crate::error::Result;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::ledger::reverse::{Reversal, reverse_up_to};
use crate::ledger::settle::settle;
use crate::orders::Change;
use crate::programme::Programme;
use crate::random;
use crate::store::orders::OrderRow;
use crate::store::referrals::{self, ReferralRow};
use crate::store::{Connection, awards, customers, locks, marks};
use crate::upkeep::keep_up;
use loyalty_api::cart::Cart;
use loyalty_api::order::Order;
use loyalty_api::program::EarningKind;
use loyalty_rules::referral::Decision;

/// Locks the shop for an order that a friend may have placed, before anything else is locked: what follows from it is decided
/// over many members.
pub async fn lock(connection: &mut Connection, programme: &Programme, change: &Change) -> Result<()> {
    if let (Some(_), Change::Paid(order)) = (&programme.document.referral, change) {
        let shop = &programme.document.shop;
        let marks = marks_of(&Marker::load(connection, shop).await?, order);
        if !candidates(connection, shop, order, &marks).await?.is_empty() {
            locks::shop(connection, shop).await?;
        }
    }
    Ok(())
}

/// An order was paid, for the first time it is told. Its buyer will be known again; if a member referred them, that is judged.
pub async fn paid(connection: &mut Connection, programme: &Programme, order: &Order, known: &OrderRow, now: i64) -> Result<()> {
    let (Some(offer), Some(paid_at)) = (&programme.document.referral, known.paid_at) else { return Ok(()) };
    let shop = &programme.document.shop;
    let found = marks_of(&Marker::load(connection, shop).await?, order);
    let open = candidates(connection, shop, order, &found).await?;
    if let Some(email) = &found.email {
        marks::insert_order(connection, shop, &order.id, order.customer.as_deref(), email, paid_at).await?;
    }
    let friend = match &order.customer {
        Some(merchant_id) => customers::find(connection, shop, merchant_id).await?.map(|friend| friend.id),
        None => None,
    };
    let open = open.into_iter().find(|row| row.claimed_at.is_some_and(|at| at <= paid_at.max(now)) && paid_at < row.expires_at);
    let counts = known.total.is_some_and(|total| total > 0)
        && offer.minimum_order.is_none_or(|minimum| before_discounts(&order.cart) >= minimum);
    if let Some(mut row) = open.filter(|_| counts) {
        let claim = Marks { email: row.email.clone(), address: None, device: row.device.clone(), network: row.network.clone() };
        let case =
            Case { row: &row, friend: friend.as_deref(), marks: &[claim, found.clone()], order: Some(&order.id), at: paid_at };
        let verdict = verdict::verdict(connection, offer, case).await?;
        row.reasons = verdict::codes(&verdict);
        row.at = now;
        row.order_id = Some(order.id.clone());
        row.paid_at = Some(paid_at);
        row.address.clone_from(&found.address);
        // The member is nobody's friend in their own referral.
        row.friend = friend.clone().or(row.friend).filter(|friend| *friend != row.referrer);
        match verdict.decision {
            Decision::Allow => reward(connection, programme, &mut row, now).await?,
            Decision::Review => row.state = "in_review".into(),
            Decision::Block => row.state = "blocked".into(),
        }
        referrals::update(connection, &row).await?;
        remember(connection, shop, friend.as_deref(), &[row.email.clone(), found.email.clone()], &row, now).await?;
    }
    if let Some(friend) = &friend {
        for (kind, mark) in found.kinds() {
            marks::insert(connection, shop, friend, kind, mark, now).await?;
        }
    }
    Ok(())
}

/// Gives the member what the referral is worth, to count once the friend's return window closes.
pub(super) async fn reward(connection: &mut Connection, programme: &Programme, row: &mut ReferralRow, now: i64) -> Result<()> {
    let document = &programme.document;
    let rule = document.earning.iter().find(|rule| rule.kind == EarningKind::Referral && rule.points > 0);
    let (Some(rule), Some(paid_at)) = (rule, row.paid_at) else {
        row.state = "completed".into();
        return Ok(());
    };
    let mut book = Book::load(connection, &row.shop, &row.referrer).await?;
    settle(connection, &mut book, now).await?;
    let new = NewAward {
        event: &format!("referral:{}", row.id),
        rule: &rule.id,
        rule_version: programme.version,
        points: rule.points,
        title: &serde_json::to_string(&rule.title)?,
        // The friend's order is not the member's to see.
        order: None,
        at: paid_at,
        pending_days: document.pending_days,
        expiry_days: document.expiry_days,
    };
    row.award = award(connection, &mut book, new).await?;
    row.state = "pending".into();
    // An order of long ago may have points that count already, and a tier may be reached by referring.
    keep_up(connection, programme, &mut book, now).await?;
    Ok(())
}

/// An order was refunded or called off, or more was told of it. A referral whose order went back in full ends, and what the
/// member got for it is taken back.
pub async fn changed(connection: &mut Connection, programme: &Programme, order: &str, known: &OrderRow, now: i64) -> Result<()> {
    let went_back = known.cancelled || known.total.is_some_and(|total| total > 0 && known.refunded >= total);
    if programme.document.referral.is_none() || !went_back {
        return Ok(());
    }
    let Some(mut row) = referrals::of_order(connection, &programme.document.shop, order).await? else { return Ok(()) };
    if matches!(row.state.as_str(), "blocked" | "expired") {
        return Ok(());
    }
    if let Some(id) = &row.award {
        let mut book = Book::load(connection, &row.shop, &row.referrer).await?;
        settle(connection, &mut book, now).await?;
        let mut award = awards::get(connection, id).await?;
        let why = Reversal {
            kind: if known.cancelled { "cancel" } else { "refund" },
            event: &format!("referral:{}", row.id),
            order: None,
            rule_version: programme.version,
            allow_debt: programme.document.allow_debt,
            at: now,
        };
        let all = award.points;
        reverse_up_to(connection, &mut book, &mut award, all, why).await?;
        keep_up(connection, programme, &mut book, now).await?;
    }
    row.state = "expired".into();
    row.at = now;
    Ok(referrals::update(connection, &row).await?)
}

/// Lets a friend who is a member be recognised by what their claim told of them.
async fn remember(
    connection: &mut Connection,
    shop: &str,
    friend: Option<&str>,
    emails: &[Option<Vec<u8>>],
    row: &ReferralRow,
    now: i64,
) -> Result<()> {
    let Some(friend) = friend.filter(|friend| *friend != row.referrer) else { return Ok(()) };
    for email in emails.iter().flatten() {
        marks::insert(connection, shop, friend, "email", email, now).await?;
    }
    let rest = Marks { device: row.device.clone(), network: row.network.clone(), ..Marks::default() };
    for (kind, mark) in rest.kinds() {
        marks::insert(connection, shop, friend, kind, mark, now).await?;
    }
    Ok(())
}

fn marks_of(marker: &Marker, order: &Order) -> Marks {
    let email = order.email.as_deref().and_then(|email| marker.email(email));
    let address = order.address.as_deref().and_then(|address| marker.address(address));
    Marks { email, address, ..Marks::default() }
}

/// Invitations that this order may be the first of: by its codes, its e-mail address, or the member who placed it.
async fn candidates(connection: &mut Connection, shop: &str, order: &Order, marks: &Marks) -> Result<Vec<ReferralRow>> {
    let codes: Vec<String> = order.codes.iter().filter_map(|code| random::normalise_code(code)).collect();
    let friend = match &order.customer {
        Some(merchant_id) => customers::find(connection, shop, merchant_id).await?.map(|friend| friend.id),
        None => None,
    };
    Ok(referrals::open_for(connection, shop, &codes, marks.email.as_deref(), friend.as_deref()).await?)
}

/// What a cart would come to without any discount, in minor units; nothing where no number holds it.
fn before_discounts(cart: &Cart) -> i64 {
    let prices = cart.lines.iter().map(|line| line.unit_price.checked_mul(line.quantity));
    prices.sum::<Option<i64>>().unwrap_or(0)
}
