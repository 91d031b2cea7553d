//! What time alone changes: pending points count, holds end, lots run out. Done before anything is read or written of
//! a member, in the order things fell due and as of those moments, so that it does not matter when it is done.

use super::book::{Account, Book};
use super::{award, hold};
use crate::error::{Error, Result};
use crate::random;
use crate::store::redemptions::{self, RedemptionRow};
use crate::store::{Connection, due, lots, transactions};

/// Settles everything of a member that fell due by `now`.
pub async fn settle(connection: &mut Connection, book: &mut Book, now: i64) -> Result<()> {
    while let Some(item) = due::first(connection, &book.customer, now).await? {
        match item.kind.as_str() {
            "1_approve" => award::approve(connection, book, &item.id).await?,
            "2_release" => {
                let mut row = claim(connection, &item.id).await?;
                hold::release(connection, book, &mut row, "expired", item.at).await?;
            }
            "4_lapse" => {
                let mut row = claim(connection, &item.id).await?;
                row.state = "expired".into();
                redemptions::update(connection, &row).await?;
            }
            _ => expire(connection, book, &item.id, item.at).await?,
        }
    }
    Ok(())
}

async fn claim(connection: &mut Connection, id: &str) -> Result<RedemptionRow> {
    redemptions::get(connection, id).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
}

async fn expire(connection: &mut Connection, book: &mut Book, lot: &str, at: i64) -> Result<()> {
    let number: i64 = lot.parse().map_err(|_| Error::OutOfRange)?;
    let ended = lots::ended(connection, number).await?;
    let id = random::id("txn");
    let new = transactions::NewTransaction {
        id: &id,
        shop: &book.shop,
        customer: &book.customer,
        kind: "expire",
        points: -ended.remaining,
        at,
        // A lot can run out again after a hold that outlived it gave points back.
        event: &format!("lot:{lot}:expired:{}", ended.expired + ended.remaining),
        rule: &ended.rule,
        rule_version: ended.rule_version,
        title: None,
        order_id: None,
        reverses: None,
        before_approval: false,
    };
    transactions::insert(connection, &new).await?;
    lots::expire(connection, number).await?;
    book.post(connection, &id, Account::Available, Account::Expired, ended.remaining, at).await
}
