//! Claiming rewards: hold or issue, undo, and looking a code up.

use crate::error::{Refusal, Result};
use crate::ledger::book::{Account, Book};
use crate::ledger::hold;
use crate::ledger::settle::settle;
use crate::programme::document::RewardOffer;
use crate::programme::{Programme, localise};
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::{Connection, customers::CustomerRow, locks};
use crate::time::{self, DAY_MS, MINUTE_MS};
use crate::upkeep::keep_up;
use crate::{events, random, vip};
use loyalty_api::program::RewardValue;
use loyalty_api::redemption::{Redemption, RedemptionRequest, RedemptionState};
use loyalty_rules::redeem::{self, Blocked, Wallet};
use serde_json::json;

/// Holds points for a reward, or spends them at once for a gift card or store credit. The rules that the page shows decide; the refusal says what would enable it.
pub async fn claim(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    request: &RedemptionRequest,
    now: i64,
) -> Result<RedemptionRow> {
    let document = &programme.document;
    let offer = document.rewards.iter().find(|offer| offer.id == request.reward);
    let offer = offer.ok_or_else(|| Refusal::not_found("unknown_reward").field("reward"))?;
    if offer.stock.is_some() {
        // What is left is decided over all members: one at a time.
        locks::shop(connection, &document.shop).await?;
    }
    let mut book = Book::load(connection, &document.shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    let record = vip::Record::read(connection, programme, &customer, now).await?;
    let claimed = redemptions::counts(connection, &customer.id).await?;
    let wallet = Wallet {
        available: book.balance(Account::Available),
        claimed: claimed.iter().find(|(reward, _)| *reward == offer.id).map_or(0, |(_, count)| *count),
        left: left(connection, &document.shop, offer).await?,
        tier: record.as_ref().and_then(|record| record.tier(now)).map(|(_, tier)| tier.id.as_str()),
    };
    let locale = &document.default_locale;
    let reward = localise::reward(offer, locale, locale);
    let tiers = document.vip.as_ref().map(|vip| localise::tiers(vip, locale, locale));
    let quote = redeem::check(&reward, tiers.as_ref(), wallet, request.points, request.cart.as_ref(), &document.currency);
    let quote = quote.map_err(refusal)?;
    // What has a life of its own outside the cart is paid for at once; everything else waits for its order.
    let at_once = matches!(quote.value, RewardValue::GiftCard { .. } | RewardValue::StoreCredit { .. });
    let row = RedemptionRow {
        id: random::id("rdm"),
        shop: document.shop.clone(),
        customer: Some(customer.id.clone()),
        reward: offer.id.clone(),
        rule_version: programme.version,
        title: serde_json::to_string(&offer.title)?,
        points: quote.points,
        value: serde_json::to_string(&quote.value)?,
        minimum_order: offer.minimum_order,
        state: if at_once { "issued" } else { "held" }.into(),
        code: random::code(),
        created_at: now,
        held_until: if at_once { now } else { now + document.hold_minutes * MINUTE_MS },
        order_id: None,
        issued_at: at_once.then_some(now),
        expires_at: offer.code_days.filter(|_| at_once).map(|days| now + days * DAY_MS),
    };
    if at_once {
        hold::issue(connection, &mut book, &row).await?;
        let data = json!({ "redemption": row.id, "reward": row.reward, "value": quote.value, "code": row.code,
                           "expires_at": row.expires_at.map(time::format) });
        events::emit(connection, &document.shop, Some(&customer.id), "reward.issued", data, now).await?;
    } else {
        hold::hold(connection, &mut book, &row).await?;
    }
    Ok(row)
}

/// How many of a reward the shop has left, where it has a limited number.
pub async fn left(connection: &mut Connection, shop: &str, offer: &RewardOffer) -> Result<Option<i64>> {
    let Some(stock) = offer.stock else { return Ok(None) };
    let taken = redemptions::taken(connection, shop, &offer.id).await?;
    Ok(Some(stock.saturating_sub(taken).max(0)))
}

/// Undoes a claim of this member; undoing one that was undone changes nothing. Refused where an order used it.
pub async fn cancel(connection: &mut Connection, customer: &CustomerRow, id: &str, now: i64) -> Result<RedemptionRow> {
    let mut book = Book::load(connection, &customer.shop, &customer.id).await?;
    settle(connection, &mut book, now).await?;
    let row = redemptions::get(connection, id).await?.filter(|row| row.customer.as_ref() == Some(&customer.id));
    let mut row = row.ok_or_else(|| Refusal::not_found("unknown_redemption"))?;
    match row.state.as_str() {
        "held" => {
            hold::release(connection, &mut book, &mut row, "cancelled", now).await?;
            settle(connection, &mut book, now).await?;
        }
        "used" => {
            let refusal = Refusal::new(409, "redemption_used", "An order has used this reward");
            return Err(refusal.detail("It can no longer be undone.").into());
        }
        "issued" => {
            let refusal = Refusal::new(409, "redemption_issued", "The points of this reward were spent at once");
            return Err(refusal.detail("Its code is good, and cannot be given back.").into());
        }
        _ => {}
    }
    Ok(row)
}

/// The claim behind a code that is good: its points are held, or were spent at once and no order used it yet. Every other code comes to nothing alike, whether it was never given
/// out, used or has ended: who guesses learns nothing.
pub async fn by_code(connection: &mut Connection, shop: &str, code: &str, now: i64) -> Result<Option<RedemptionRow>> {
    let row = redemptions::by_code(connection, shop, code).await?;
    Ok(row.filter(|row| match row.state.as_str() {
        "held" => now < row.held_until,
        "issued" => row.expires_at.is_none_or(|end| now < end),
        _ => false,
    }))
}

/// A claim on the wire, its title in this language.
pub fn to_wire(row: &RedemptionRow, locale: &str, fallback: &str) -> Result<Redemption> {
    let state = RedemptionState::from_name(&row.state).unwrap_or(RedemptionState::Expired);
    Ok(Redemption {
        id: row.id.clone(),
        reward: row.reward.clone(),
        title: localise::stored_text(Some(&row.title), locale, fallback).unwrap_or_default(),
        points: row.points,
        value: serde_json::from_str(&row.value)?,
        minimum_order: row.minimum_order,
        state,
        code: row.code.clone(),
        created_at: time::format(row.created_at),
        held_until: (state == RedemptionState::Held).then(|| time::format(row.held_until)),
        expires_at: row.expires_at.filter(|_| state == RedemptionState::Issued).map(time::format),
        order: row.order_id.clone(),
    })
}

fn refusal(blocked: Blocked) -> Refusal {
    match blocked {
        Blocked::InsufficientPoints { needed } => {
            let refusal = Refusal::new(409, blocked.code(), "Not enough points");
            refusal.points_needed(needed).detail(format!("{needed} more are needed."))
        }
        Blocked::OutOfStock => Refusal::new(409, blocked.code(), "There are none left of this reward"),
        Blocked::TierRequired { ref tier } => {
            Refusal::new(403, blocked.code(), "This reward is for members of a higher tier").tier(tier)
        }
        Blocked::PointsNotAllowed => {
            let refusal = Refusal::new(422, blocked.code(), "So many points cannot be spent on this reward");
            refusal.field("points").detail("Spend a multiple of the reward's step within its range.")
        }
        Blocked::RewardLimitReached => Refusal::new(409, blocked.code(), "This reward was claimed as often as it can be"),
        Blocked::CartRequirementsNotMet { needed } => {
            let refusal = Refusal::new(422, blocked.code(), "The cart does not come to enough for this reward");
            refusal.amount_needed(needed).field("cart")
        }
        Blocked::CartNotUnderstood => {
            let refusal = Refusal::new(422, blocked.code(), "The cart cannot be understood");
            refusal.field("cart").detail("It must be in the programme's currency, and its amounts must not be negative.")
        }
    }
}
