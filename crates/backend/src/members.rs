//! Becoming a member.

use crate::error::{Error, Result};
use crate::identity::token::Shopper;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::Book;
use crate::ledger::settle::settle;
use crate::programme::Programme;
use crate::random;
use crate::store::{Connection, customers, customers::CustomerRow};
use loyalty_api::program::EarningKind;

/// The member whom the merchant knows by this id; made one, as of `joined_at`, where they are none yet.
pub async fn find_or_join(connection: &mut Connection, shop: &str, merchant_id: &str, joined_at: i64) -> Result<CustomerRow> {
    if let Some(row) = customers::find(connection, shop, merchant_id).await? {
        return Ok(row);
    }
    customers::insert(connection, &random::id("cus"), shop, merchant_id, joined_at).await?;
    // Another replica may have been first: theirs is the one then.
    let row = customers::find(connection, shop, merchant_id).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))?;
    Book::open(connection, shop, &row.id).await?;
    Ok(row)
}

/// A shopper comes to the page signed in. Their first time is awarded by the programme's `sign_up` rule.
pub async fn sign_in(connection: &mut Connection, programme: &Programme, shopper: &Shopper, now: i64) -> Result<CustomerRow> {
    let shop = &programme.document.shop;
    let customer = find_or_join(connection, shop, &shopper.merchant_id, now).await?;
    if let Some(first_name) = &shopper.first_name {
        customers::set_first_name(connection, &customer.id, first_name).await?;
    }
    let mut book = Book::load(connection, shop, &customer.id).await?;
    settle(connection, &mut book, now).await?;
    if customers::note_first_session(connection, &customer.id, now).await?
        && let Some(rule) = programme.document.earning.iter().find(|rule| rule.kind == EarningKind::SignUp)
    {
        let new = NewAward {
            event: &format!("sign_up:{}", customer.id),
            rule: &rule.id,
            rule_version: programme.version,
            points: rule.points,
            title: &serde_json::to_string(&rule.title)?,
            order: None,
            at: now,
            pending_days: 0,
            expiry_days: programme.document.expiry_days,
        };
        award(connection, &mut book, new).await?;
    }
    customers::get(connection, &customer.id).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
}
