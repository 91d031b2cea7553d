//! What a member has, as the page is told it.

use crate::actions;
use crate::collectibles;
use crate::error::{Error, Result};
use crate::ledger::book::{Account as LedgerAccount, Book};
use crate::programme::document::{Document, Earning};
use crate::programme::{Programme, localise};
use crate::store::transactions::{self, TransactionRow};
use crate::store::{Connection, awards, customers, customers::CustomerRow, lots, redemptions as claims, streaks};
use crate::time;
use crate::vip::{self, Record};
use crate::zone::Zone;
use crate::{redemptions, referrals};
use loyalty_api::account::{Account, Balance, Customer, PointsAt, RewardUse, RuleState, RuleStatus};
use loyalty_api::program::EarningKind;
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};
use loyalty_rules::limit::Standing;

/// Claims listed in an account.
const CLAIMS: i64 = 50;

/// A member's account at `now`. What is due must have been done ([`crate::upkeep`]).
pub async fn read(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    locale: &str,
    now: i64,
) -> Result<Account> {
    let document = &programme.document;
    // What the caller read may be older than what the request just changed.
    let customer = customers::get(connection, &customer.id).await?.ok_or(Error::Database(sqlx::Error::RowNotFound))?;
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
    let record = Record::read(connection, programme, &customer, now).await?;
    let vip = match &record {
        Some(record) => Some(vip::state(connection, programme, record, &customer.id, locale, now).await?),
        None => None,
    };
    let done = transactions::completions(connection, &customer.id).await?;
    let days = streaks::days(connection, &customer.id).await?;
    let past = Past { customer: &customer, record: record.as_ref(), done: &done, days: &days };
    Ok(Account {
        balance,
        redemptions: redemptions?,
        earning: programme.document.earning.iter().map(|rule| past.state(programme, rule, now)).collect(),
        rewards: reward_uses(connection, document, &customer.id).await?,
        vip,
        referral: referrals::overview::summary(connection, programme, &customer.id).await?,
        collected: collectibles::of(connection, programme, &customer.id).await?,
        as_of: time::format(now),
        customer: Customer {
            id: customer.id.clone(),
            joined_at: time::format(customer.joined_at),
            first_name: customer.first_name,
            birthday: customer.birthday,
            newsletter: customer.newsletter != 0,
        },
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

/// What of a member's past decides how the ways to earn stand.
struct Past<'a> {
    customer: &'a CustomerRow,
    record: Option<&'a Record<'a>>,
    done: &'a [(String, i64)],
    days: &'a [(String, i64)],
}

impl Past<'_> {
    fn state(&self, programme: &Programme, rule: &Earning, now: i64) -> RuleState {
        let of_rule = |all: &[(String, i64)]| -> Vec<i64> {
            all.iter().filter(|(id, _)| *id == rule.id).map(|(_, number)| *number).collect()
        };
        let limit = actions::standing_of(rule, &of_rule(self.done), now);
        let streak = (rule.kind == EarningKind::Streak).then(|| actions::streak_of(programme, rule, &of_rule(self.days), now));
        let standing = match rule.kind {
            EarningKind::SignUp if self.customer.first_session_at.is_some() => Standing::Done,
            EarningKind::Birthday => self.customer.birthday_due.map_or(Standing::Available, Standing::Until),
            EarningKind::Streak if limit == Standing::Available && streak.is_some_and(|streak| streak.done_today) => {
                Standing::Until(Zone::of(&programme.document).tomorrow(now))
            }
            _ => limit,
        };
        let open = rule.tier.as_ref().is_none_or(|tier| self.record.is_some_and(|record| record.includes(tier, now)));
        let (status, until) = match standing {
            Standing::Done => (RuleStatus::Done, None),
            _ if !open => (RuleStatus::Locked, None),
            Standing::Available => (RuleStatus::Available, None),
            Standing::Until(until) => (RuleStatus::LimitReached, Some(time::format(until))),
        };
        RuleState { rule: rule.id.clone(), status, until, progress: streak.map(|streak| streak.progress) }
    }
}

/// How often a member claimed each reward, and how many of those in limited numbers are left.
async fn reward_uses(connection: &mut Connection, document: &Document, customer: &str) -> Result<Vec<RewardUse>> {
    let counts = claims::counts(connection, customer).await?;
    let mut uses: Vec<RewardUse> = counts.into_iter().map(|(reward, count)| RewardUse { reward, count, left: None }).collect();
    for offer in &document.rewards {
        let Some(left) = redemptions::left(connection, &document.shop, offer).await? else { continue };
        match uses.iter_mut().find(|one| one.reward == offer.id) {
            Some(known) => known.left = Some(left),
            None => uses.push(RewardUse { reward: offer.id.clone(), count: 0, left: Some(left) }),
        }
    }
    Ok(uses)
}
