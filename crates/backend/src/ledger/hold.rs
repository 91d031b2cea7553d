//! Reserving points for a redemption, spending them, and giving them back.

use super::book::{Account, Book};
use crate::error::Result;
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::{Connection, lots, transactions};
use crate::{events, random};
use serde_json::json;

/// Reserves the points of a new redemption. The caller has checked that they are there.
pub async fn hold(connection: &mut Connection, book: &mut Book, redemption: &RedemptionRow) -> Result<()> {
    redemptions::insert(connection, redemption).await?;
    reserve(connection, book, redemption, redemption.created_at).await
}

/// Spends the points of a new redemption at once: its code is good from now on. The caller has checked that they are there.
pub async fn issue(connection: &mut Connection, book: &mut Book, redemption: &RedemptionRow) -> Result<()> {
    hold(connection, book, redemption).await?;
    let at = redemption.created_at;
    book.post(connection, &redemption.id, Account::Held, Account::Redeemed, redemption.points, at).await?;
    write_line(connection, book, redemption, "redeem", -redemption.points, None, at).await
}

/// Spends the points of a redemption on an order. If the hold has ended since, they are reserved anew; the caller has
/// checked that they are there.
pub async fn spend(
    connection: &mut Connection,
    book: &mut Book,
    redemption: &mut RedemptionRow,
    order: &str,
    at: i64,
) -> Result<()> {
    if redemption.state != "held" {
        reserve(connection, book, redemption, at).await?;
    }
    book.post(connection, &redemption.id, Account::Held, Account::Redeemed, redemption.points, at).await?;
    write_line(connection, book, redemption, "redeem", -redemption.points, Some(order), at).await?;
    redemption.state = "used".into();
    redemption.order_id = Some(order.into());
    Ok(redemptions::update(connection, redemption).await?)
}

/// Gives held points back to the lots they came from, with the expiry they had; `state` says why.
pub async fn release(
    connection: &mut Connection,
    book: &mut Book,
    redemption: &mut RedemptionRow,
    state: &str,
    at: i64,
) -> Result<()> {
    return_points(connection, book, redemption, Account::Held, at).await?;
    redemption.state = state.into();
    Ok(redemptions::update(connection, redemption).await?)
}

/// Makes a code good again whose points were spent before the order that is now called off.
pub async fn reissue(connection: &mut Connection, redemption: &mut RedemptionRow) -> Result<()> {
    redemption.state = "issued".into();
    redemption.order_id = None;
    Ok(redemptions::update(connection, redemption).await?)
}

/// Gives spent points back because the order was called off; the code stays dead.
pub async fn give_back(
    connection: &mut Connection,
    book: &mut Book,
    redemption: &mut RedemptionRow,
    order: &str,
    at: i64,
) -> Result<()> {
    return_points(connection, book, redemption, Account::Redeemed, at).await?;
    write_line(connection, book, redemption, "cancel", redemption.points, Some(order), at).await?;
    redemption.state = "cancelled".into();
    Ok(redemptions::update(connection, redemption).await?)
}

async fn reserve(connection: &mut Connection, book: &mut Book, redemption: &RedemptionRow, at: i64) -> Result<()> {
    for (lot, points) in book.take_from_lots(connection, redemption.points, None).await? {
        lots::insert_use(connection, &redemption.id, lot, points).await?;
    }
    book.post(connection, &redemption.id, Account::Available, Account::Held, redemption.points, at).await
}

async fn return_points(
    connection: &mut Connection,
    book: &mut Book,
    redemption: &RedemptionRow,
    from: Account,
    at: i64,
) -> Result<()> {
    let before = book.balance(Account::Available).max(0);
    book.post(connection, &redemption.id, from, Account::Available, redemption.points, at).await?;
    // Where a clawback left a debt meanwhile, it is paid out of what would have expired first.
    let mut spendable = book.balance(Account::Available).max(0) - before;
    for lot_use in lots::take_uses(connection, &redemption.id).await? {
        let part = lot_use.points.min(spendable);
        lots::change(connection, lot_use.lot, part).await?;
        spendable -= part;
    }
    Ok(())
}

async fn write_line(
    connection: &mut Connection,
    book: &Book,
    redemption: &RedemptionRow,
    kind: &str,
    points: i64,
    order: Option<&str>,
    at: i64,
) -> Result<()> {
    let event = match order {
        Some(order) => format!("redemption:{}:{kind}:{order}", redemption.id),
        None => format!("redemption:{}:issued", redemption.id),
    };
    let new = transactions::NewTransaction {
        id: &random::id("txn"),
        shop: &book.shop,
        customer: &book.customer,
        kind,
        points,
        at,
        event: &event,
        rule: &redemption.reward,
        rule_version: redemption.rule_version,
        title: Some(&redemption.title),
        order_id: order,
        reverses: None,
        before_approval: false,
    };
    transactions::insert(connection, &new).await?;
    if points < 0 {
        let data = json!({ "transaction": new.id, "redemption": redemption.id, "reward": redemption.reward,
                           "points": -points, "order": order });
        events::emit(connection, &book.shop, Some(&book.customer), "points.spent", data, at).await?;
    }
    Ok(())
}
