//! What a member has, as the page is told it.

use crate::error::Result;
use crate::ledger::book::{Account as LedgerAccount, Book};
use crate::programme::{Programme, localise};
use crate::redemptions;
use crate::store::transactions::{self, TransactionRow};
use crate::store::{Connection, awards, customers::CustomerRow, lots, redemptions as claims};
use crate::time;
use loyalty_api::account::{Account, Balance, Customer, PointsAt, RewardUse, RuleState, RuleStatus};
use loyalty_api::program::EarningKind;
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};
use loyalty_rules::limit::{Standing, standing};

/// Claims listed in an account.
const CLAIMS: i64 = 50;

/// A member's account at `now`. What fell due must have been settled.
pub async fn read(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    locale: &str,
    now: i64,
) -> Result<Account> {
    let document = &programme.document;
    let book = Book::read(connection, &document.shop, &customer.id).await?;
    let points_at = |found: Option<(i64, i64)>| found.map(|(points, at)| PointsAt { points, at: time::format(at) });
    let balance = Balance {
        available: book.balance(LedgerAccount::Available),
        pending: book.balance(LedgerAccount::Pending),
        held: book.balance(LedgerAccount::Held),
        lifetime: awards::lifetime(connection, &customer.id).await?,
        next_expiry: points_at(lots::next_expiry(connection, &customer.id).await?),
        next_approval: points_at(awards::next_approval(connection, &customer.id).await?),
    };
    let rows = claims::of_customer(connection, &customer.id, CLAIMS).await?;
    let redemptions: Result<Vec<_>> =
        rows.iter().map(|row| redemptions::to_wire(row, locale, &document.default_locale)).collect();
    let done = transactions::completions(connection, &customer.id).await?;
    let counts = claims::counts(connection, &customer.id).await?;
    Ok(Account {
        customer: Customer {
            id: customer.id.clone(),
            first_name: customer.first_name.clone(),
            joined_at: time::format(customer.joined_at),
            birthday: None,
            newsletter: false,
        },
        balance,
        redemptions: redemptions?,
        earning: rule_states(programme, customer, &done, now),
        rewards: counts.into_iter().map(|(reward, count)| RewardUse { reward, count, left: None }).collect(),
        vip: None,
        referral: None,
        collected: Vec::new(),
        as_of: time::format(now),
    })
}

/// A line of activity on the wire, its title in this language.
pub fn transaction(row: &TransactionRow, locale: &str, fallback: &str) -> Transaction {
    let state = TransactionState::from_name(&row.state).unwrap_or(TransactionState::Approved);
    Transaction {
        id: row.id.clone(),
        kind: TransactionKind::from_name(&row.kind).unwrap_or(TransactionKind::Adjust),
        state,
        points: row.points,
        at: time::format(row.at),
        title: localise::stored_text(row.title.as_deref(), locale, fallback),
        order: row.order_id.clone(),
        approves_at: row.approves_at.filter(|_| state == TransactionState::Pending).map(time::format),
    }
}

fn rule_states(programme: &Programme, customer: &CustomerRow, done: &[(String, i64)], now: i64) -> Vec<RuleState> {
    let mut states = Vec::new();
    for rule in &programme.document.earning {
        let times: Vec<i64> = done.iter().filter(|(id, _)| *id == rule.id).map(|(_, at)| *at).collect();
        let standing = match rule.kind {
            EarningKind::SignUp if customer.first_session_at.is_some() => Standing::Done,
            _ => standing(rule.limit.as_ref(), &times, now),
        };
        let (status, until) = match standing {
            Standing::Available => (RuleStatus::Available, None),
            Standing::Done => (RuleStatus::Done, None),
            Standing::Until(until) => (RuleStatus::LimitReached, Some(time::format(until))),
        };
        states.push(RuleState { rule: rule.id.clone(), status, until, progress: None });
    }
    states
}
