//! Points given or taken by hand: against the programme's `adjusted`.

use super::award::make_available;
use super::book::{Account, Book};
use crate::error::{Error, Result};
use crate::random;
use crate::store::awards::{self, AwardRow};
use crate::store::{Connection, transactions};

/// What the merchant gives or takes.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'a> {
    /// More than 0: given; less: taken. The caller has checked that what is taken is there, or may be owed.
    pub points: i64,
    /// Why: texts by locale, as JSON.
    pub title: &'a str,
    /// The programme's version.
    pub rule_version: i64,
    /// Days until what is given runs out; nothing: never.
    pub expiry_days: Option<i64>,
    /// When.
    pub at: i64,
}

/// Makes a correction. Returns the transaction's id.
pub async fn adjust(connection: &mut Connection, book: &mut Book, correction: Correction<'_>) -> Result<String> {
    let id = random::id("txn");
    let new = transactions::NewTransaction {
        id: &id,
        shop: &book.shop,
        customer: &book.customer,
        kind: "adjust",
        points: correction.points,
        at: correction.at,
        event: &format!("adjust:{id}"),
        rule: "adjust",
        rule_version: correction.rule_version,
        title: Some(correction.title),
        order_id: None,
        reverses: None,
        before_approval: false,
    };
    transactions::insert(connection, &new).await?;
    if correction.points > 0 {
        let row = AwardRow {
            id: id.clone(),
            rule: "adjust".into(),
            points: correction.points,
            reversed: 0,
            state: "approved".into(),
            approves_at: correction.at,
            expiry_days: correction.expiry_days,
        };
        awards::insert_by_hand(connection, &book.shop, &book.customer, &row).await?;
        make_available(connection, book, &row, Account::Adjusted).await?;
    } else {
        let points = correction.points.checked_neg().ok_or(Error::OutOfRange)?;
        book.take_from_lots(connection, points, None).await?;
        book.post(connection, &id, Account::Available, Account::Adjusted, points, correction.at).await?;
    }
    Ok(id)
}
