//! Becoming a member.

use crate::error::{Error, Result};
use crate::identity::token::Shopper;
use crate::ledger::award::{NewAward, award};
use crate::ledger::book::{Account, Book};
use crate::programme::Programme;
use crate::store::{Connection, awards, customers, customers::CustomerRow, standings};
use crate::upkeep::keep_up;
use crate::{random, referrals, time};
use loyalty_api::merchant::Member;
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
    if programme.document.referral.is_some() {
        referrals::link::code(connection, shop, &customer.id).await?;
    }
    let mut book = Book::load(connection, shop, &customer.id).await?;
    keep_up(connection, programme, &mut book, now).await?;
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
        keep_up(connection, programme, &mut book, now).await?;
    }
    customers::get(connection, &customer.id).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))
}

/// A member as the merchant sees one. What is due must have been done.
pub async fn to_wire(connection: &mut Connection, customer: &CustomerRow) -> Result<Member> {
    let book = Book::read(connection, &customer.shop, &customer.id).await?;
    Ok(Member {
        id: customer.id.clone(),
        merchant_id: customers::merchant_id(connection, &customer.id).await?,
        joined_at: time::format(customer.joined_at),
        tier: standings::get(connection, &customer.id).await?.and_then(|standing| standing.tier),
        available: book.balance(Account::Available),
        pending: book.balance(Account::Pending),
        lifetime: awards::lifetime(connection, &customer.id).await?,
    })
}
