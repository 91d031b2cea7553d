//! What orders do to points. A webhook only adds to what is known of its order; then the order is settled from all that
//! is known, so that doubled, reordered and late webhooks come to the same.

use crate::error::{Refusal, Result};
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::{Account, Book};
use crate::ledger::hold;
use crate::ledger::reverse::{Reversal, reverse_up_to};
use crate::ledger::settle::settle;
use crate::programme::{Programme, localise};
use crate::quizzes::together;
use crate::store::orders::{self, OrderRow};
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::{Connection, awards, customers, locks};
use crate::upkeep::keep_up;
use crate::{collectibles, members, random, referrals, time, vip};
use loyalty_api::cart::Cart;
use loyalty_api::order::{Order, OrderEvent, OrderEventKind};
use loyalty_rules::earn::Boost;
use loyalty_rules::{earn, split};

/// What a webhook says of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// It was paid.
    Paid(Order),
    /// So many minor units of goods were paid back so far in all.
    RefundedTo(i64),
    /// One refund of so many minor units of goods, by its id.
    RefundedBy(String, i64),
    /// It was called off.
    Cancelled,
}

/// An award beyond this is a mistake in the order, and refusing it keeps balances in range.
const LARGEST_AWARD: i64 = 1_000_000_000_000;

/// The change of an order that a message tells: `(order, change)`.
pub fn read(event: OrderEvent) -> std::result::Result<(String, Change), Refusal> {
    let order = event.data;
    if order.id.is_empty() || order.id.len() > 255 {
        return Err(Refusal::invalid("must be 1 to 255 bytes long").field("data.id"));
    }
    if time::parse(&order.paid_at).is_none() {
        return Err(Refusal::invalid("must be a time such as 2026-01-31T12:00:00Z").field("data.paid_at"));
    }
    if order.customer.as_ref().is_some_and(|customer| customer.is_empty() || customer.len() > 255) {
        return Err(Refusal::invalid("must be 1 to 255 bytes long, or null for a guest").field("data.customer"));
    }
    if order.refunded.is_some_and(|refunded| refunded < 0) {
        return Err(Refusal::invalid("must not be negative").field("data.refunded"));
    }
    let id = order.id.clone();
    let change = match event.r#type {
        OrderEventKind::Paid => Change::Paid(order),
        OrderEventKind::Cancelled => Change::Cancelled,
        OrderEventKind::Refunded => match order.refunded {
            Some(refunded) => Change::RefundedTo(refunded),
            None => {
                let refusal = Refusal::new(422, "incomplete_order", "The refund does not say how much");
                return Err(refusal.field("data.refunded").detail("Send how much was paid back so far."));
            }
        },
    };
    Ok((id, change))
}

/// Takes note of a change and settles the order.
pub async fn apply(connection: &mut Connection, programme: &Programme, order: &str, change: Change, now: i64) -> Result<()> {
    let shop = &programme.document.shop;
    referrals::orders::lock(connection, programme, &change).await?;
    locks::order(connection, shop, order).await?;
    let mut known = orders::get(connection, shop, order).await?;
    let mut paid = None;
    // The first word on what an order came to stands; a repetition may only bring codes.
    let first_word = known.paid_at.is_none();
    match change {
        Change::Paid(details) => {
            if first_word {
                // A clock that runs ahead must not make points that lie in the future.
                known.paid_at = Some(time::parse(&details.paid_at).unwrap_or(now).min(now));
                known.total = earn::total(&details.cart);
                known.customer.clone_from(&details.customer);
            }
            paid = Some(details);
        }
        Change::RefundedTo(refunded) => known.refunded = known.refunded.max(refunded),
        Change::RefundedBy(refund, amount) => {
            let all = orders::add_refund(connection, shop, order, &refund, amount).await?;
            known.refunded = known.refunded.max(all);
        }
        Change::Cancelled => known.cancelled = true,
    }
    orders::put(connection, shop, order, &known).await?;
    if let Some(details) = &paid {
        if first_word {
            award_order(connection, programme, order, &known, &details.cart, now).await?;
            note_goods(connection, programme, order, &known, &details.cart, now).await?;
        }
        commit_codes(connection, programme, order, &known, &details.codes, now).await?;
        if first_word {
            referrals::orders::paid(connection, programme, details, &known, now).await?;
        }
    }
    take_back(connection, programme, order, &known, now).await?;
    referrals::orders::changed(connection, programme, order, &known, now).await?;
    follow(connection, programme, &known, now).await
}

async fn award_order(
    connection: &mut Connection,
    programme: &Programme,
    order: &str,
    known: &OrderRow,
    cart: &Cart,
    now: i64,
) -> Result<()> {
    let document = &programme.document;
    let (Some(merchant_id), Some(paid_at)) = (&known.customer, known.paid_at) else {
        return Ok(());
    };
    let customer = members::find_or_join(connection, &document.shop, merchant_id, paid_at).await?;
    let rule = document.earning.iter().find_map(|rule| rule.purchase.as_ref().map(|purchase| (rule, purchase)));
    let Some((rule, purchase)) = rule else {
        return Ok(());
    };
    let record = vip::Record::read(connection, programme, &customer, now).await?;
    let tier = record.as_ref().and_then(|record| record.tier_before(paid_at));
    let bonuses = localise::bonuses(document, &document.default_locale);
    let boost = Boost {
        tier_hundredths: tier.map_or(100, |tier| tier.hundredths),
        bonuses: earn::running(&bonuses, tier.map(|tier| tier.id.as_str()), paid_at, time::parse),
    };
    let points = match earn::points(purchase, &boost, cart, &document.currency) {
        Ok(points) if points > LARGEST_AWARD => {
            tracing::warn!(order, "the order earns nothing: its numbers are out of range");
            return Ok(());
        }
        Ok(points) => points,
        Err(reason) => {
            tracing::info!(order, ?reason, "the order earns nothing");
            return Ok(());
        }
    };
    if points == 0 {
        return Ok(());
    }
    let mut book = Book::load(connection, &document.shop, &customer.id).await?;
    settle(connection, &mut book, now).await?;
    let new = NewAward {
        event: &format!("order:{order}"),
        rule: &rule.id,
        rule_version: programme.version,
        points,
        title: &serde_json::to_string(&rule.title)?,
        order: Some(order),
        at: paid_at,
        pending_days: document.pending_days,
        expiry_days: document.expiry_days,
    };
    award(connection, &mut book, new).await?;
    // An order of long ago may have points that count, or ran out, already.
    settle(connection, &mut book, now).await
}

/// Notes what besides points comes with an order.
async fn note_goods(
    connection: &mut Connection,
    programme: &Programme,
    order: &str,
    known: &OrderRow,
    cart: &Cart,
    now: i64,
) -> Result<()> {
    let document = &programme.document;
    together::note(connection, &document.shop, order, cart).await?;
    if !cart.currency.eq_ignore_ascii_case(&document.currency) {
        orders::note_other_currency(connection, &document.shop, order).await?;
    }
    if let (Some(merchant_id), Some(paid_at)) = (&known.customer, known.paid_at) {
        let customer = members::find_or_join(connection, &document.shop, merchant_id, paid_at.min(now)).await?;
        collectibles::bring(connection, programme, order, &customer.id, cart).await?;
    }
    Ok(())
}

/// Brings the member up to date with what their order, or what went back of it, means for their tier and their sets.
async fn follow(connection: &mut Connection, programme: &Programme, known: &OrderRow, now: i64) -> Result<()> {
    let shop = &programme.document.shop;
    let Some(merchant_id) = &known.customer else { return Ok(()) };
    if let Some(customer) = customers::find(connection, shop, merchant_id).await? {
        let mut book = Book::load(connection, shop, &customer.id).await?;
        keep_up(connection, programme, &mut book, now).await?;
    }
    Ok(())
}

/// Spends the points behind each code of an order, once. A code whose hold has ended was accepted by the shop all the
/// same: its points are taken if they are still there, and if not, that is recorded.
async fn commit_codes(
    connection: &mut Connection,
    programme: &Programme,
    order: &str,
    known: &OrderRow,
    codes: &[String],
    now: i64,
) -> Result<()> {
    let shop = &programme.document.shop;
    for typed in codes {
        // A shop's own discount codes come along with ours.
        let Some(code) = random::normalise_code(typed) else {
            continue;
        };
        if orders::has_code(connection, shop, order, &code).await? {
            continue;
        }
        let outcome = commit_code(connection, shop, order, known, &code, now).await?;
        orders::insert_code(connection, shop, order, &code, outcome, now).await?;
        if matches!(outcome, "unpaid" | "already_used") {
            tracing::warn!(order, outcome, "an order came with a code that no points stand behind");
        }
    }
    Ok(())
}

async fn commit_code(
    connection: &mut Connection,
    shop: &str,
    order: &str,
    known: &OrderRow,
    code: &str,
    now: i64,
) -> Result<&'static str> {
    let Some(found) = redemptions::by_code(connection, shop, code).await? else {
        return Ok("unknown");
    };
    let Some(customer) = &found.customer else {
        return if known.cancelled { Ok("order_cancelled") } else { use_issued(connection, &found, order).await };
    };
    let mut book = Book::load(connection, shop, customer).await?;
    settle(connection, &mut book, now).await?;
    // Settling may have ended the hold.
    let mut redemption = redemptions::by_code(connection, shop, code).await?.unwrap_or(found);
    if known.cancelled {
        return Ok("order_cancelled");
    }
    let outcome = match redemption.state.as_str() {
        "held" => "used",
        "used" => return Ok("already_used"),
        _ if redemption.order_id.is_some() => return Ok("already_used"),
        _ if redemption.issued_at.is_some() => return use_issued(connection, &redemption, order).await,
        _ if book.balance(Account::Available) >= redemption.points => "used_late",
        _ => return Ok("unpaid"),
    };
    hold::spend(connection, &mut book, &mut redemption, order, now).await?;
    Ok(outcome)
}

/// Notes that an order used a code that nothing is left to be paid for.
async fn use_issued(connection: &mut Connection, redemption: &RedemptionRow, order: &str) -> Result<&'static str> {
    if !redemptions::use_issued(connection, &redemption.id, order).await? {
        return Ok("already_used");
    }
    Ok(if redemption.state == "issued" { "used" } else { "used_late" })
}

/// Takes back what refunds and a cancellation ask for, as far as it has not been taken back before. The points behind a
/// called-off order's codes come back first, so that its award can be taken out of them.
async fn take_back(connection: &mut Connection, programme: &Programme, order: &str, known: &OrderRow, now: i64) -> Result<()> {
    let document = &programme.document;
    if known.cancelled {
        give_back_codes(connection, &document.shop, order, now).await?;
    }
    let Some(merchant_id) = known.paid_at.and(known.customer.as_ref()) else {
        return Ok(());
    };
    if let Some(mut award) = awards::of_order(connection, &document.shop, order).await? {
        let target = if known.cancelled { award.points } else { refunded_points(award.points, known) };
        let customer = members::find_or_join(connection, &document.shop, merchant_id, now).await?;
        let mut book = Book::load(connection, &document.shop, &customer.id).await?;
        settle(connection, &mut book, now).await?;
        // Settling may have approved the award.
        award = awards::get(connection, &award.id).await?;
        let why = Reversal {
            kind: if known.cancelled { "cancel" } else { "refund" },
            event: &format!("order:{order}"),
            order: Some(order),
            rule_version: programme.version,
            allow_debt: document.allow_debt,
            at: now,
        };
        reverse_up_to(connection, &mut book, &mut award, target, why).await?;
    }
    Ok(())
}

async fn give_back_codes(connection: &mut Connection, shop: &str, order: &str, now: i64) -> Result<()> {
    for mut redemption in redemptions::used_by(connection, shop, order).await? {
        if redemption.issued_at.is_some() {
            hold::reissue(connection, &mut redemption).await?;
        }
        let Some(customer) = redemption.customer.clone() else { continue };
        let mut book = Book::load(connection, shop, &customer).await?;
        settle(connection, &mut book, now).await?;
        if redemption.issued_at.is_some() {
            continue;
        }
        hold::give_back(connection, &mut book, &mut redemption, order, now).await?;
        // Points whose time was up while they were spent run out now.
        settle(connection, &mut book, now).await?;
    }
    Ok(())
}

/// The share of an award that refunds so far take back: in proportion, the parts adding up to the whole.
fn refunded_points(points: i64, known: &OrderRow) -> i64 {
    let total = known.total.unwrap_or(0);
    let refunded = known.refunded.clamp(0, total);
    split::in_proportion(points, &[refunded, total - refunded]).first().copied().unwrap_or(0)
}
