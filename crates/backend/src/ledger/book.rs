//! A member's accounts, and the programme's beside them.

use crate::error::{Error, Result};
use crate::store::{Connection, accounts, locks, lots};

/// Whose points, in what state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// The member's, to spend.
    Available,
    /// The member's, once the return window closes.
    Pending,
    /// The member's, reserved for a redemption.
    Held,
    /// Where all points come from.
    Issued,
    /// Where spent points go.
    Redeemed,
    /// Where points go that ran out of time.
    Expired,
    /// What the programme bears: points that could not be taken back.
    Adjusted,
}

const MEMBER: [Account; 3] = [Account::Available, Account::Pending, Account::Held];
const PROGRAMME: [Account; 4] = [Account::Issued, Account::Redeemed, Account::Expired, Account::Adjusted];

impl Account {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Pending => "pending",
            Self::Held => "held",
            Self::Issued => "issued",
            Self::Redeemed => "redeemed",
            Self::Expired => "expired",
            Self::Adjusted => "adjusted",
        }
    }
}

/// A member's accounts within one transaction.
#[derive(Debug)]
pub struct Book {
    /// The shop.
    pub shop: String,
    /// The member.
    pub customer: String,
    rows: Vec<accounts::AccountRow>,
}

impl Book {
    /// Opens the accounts of a new member.
    pub async fn open(connection: &mut Connection, shop: &str, customer: &str) -> Result<()> {
        Ok(accounts::open(connection, shop, customer, &MEMBER.map(Account::name)).await?)
    }

    /// Opens the accounts of a programme; those that exist stay.
    pub async fn open_programme(connection: &mut Connection, shop: &str) -> Result<()> {
        Ok(accounts::open(connection, shop, accounts::PROGRAMME, &PROGRAMME.map(Account::name)).await?)
    }

    /// Reads the accounts of a member and of their shop's programme in order to change them: nobody else changes anything of
    /// the member before this transaction ends. What is decided by must be read after this.
    pub async fn load(connection: &mut Connection, shop: &str, customer: &str) -> Result<Self> {
        locks::member(connection, customer).await?;
        Self::read(connection, shop, customer).await
    }

    /// Reads the accounts of a member and of their shop's programme, to tell of them.
    pub async fn read(connection: &mut Connection, shop: &str, customer: &str) -> Result<Self> {
        let rows = accounts::of(connection, shop, customer).await?;
        Ok(Self { shop: shop.into(), customer: customer.into(), rows })
    }

    /// Points in an account of the member: credits less debits. Those of the programme are not kept: here they count from
    /// when the book was opened.
    pub fn balance(&self, account: Account) -> i64 {
        self.row(account).map_or(0, |row| row.balance)
    }

    /// Moves points between two accounts. Nothing moves where `points` is 0.
    pub async fn post(
        &mut self,
        connection: &mut Connection,
        source: &str,
        from: Account,
        to: Account,
        points: i64,
        at: i64,
    ) -> Result<()> {
        if points == 0 {
            return Ok(());
        }
        let debit = self.move_balance(from, points.checked_neg().ok_or(Error::OutOfRange)?)?;
        let credit = self.move_balance(to, points)?;
        Ok(accounts::post(connection, source, debit, credit, points, at).await?)
    }

    /// Takes points out of the member's open lots, those of `first` and then the soonest to expire before others.
    /// Returns what was taken from which lot; less than asked for where the lots hold less.
    pub async fn take_from_lots(&self, connection: &mut Connection, points: i64, first: Option<&str>) -> Result<Vec<(i64, i64)>> {
        let mut taken = Vec::new();
        let mut left = points;
        for lot in lots::open(connection, &self.customer, first).await? {
            if left == 0 {
                break;
            }
            let part = lot.remaining.min(left);
            lots::change(connection, lot.id, -part).await?;
            taken.push((lot.id, part));
            left -= part;
        }
        Ok(taken)
    }

    fn row(&self, account: Account) -> Option<&accounts::AccountRow> {
        self.rows.iter().find(|row| row.kind == account.name())
    }

    /// Follows a movement in memory, refusing one that no number holds; the database's own sums are kept by its trigger.
    fn move_balance(&mut self, account: Account, by: i64) -> Result<i64> {
        let row = self.rows.iter_mut().find(|row| row.kind == account.name());
        let row = row.ok_or(Error::Database(sqlx::Error::RowNotFound))?;
        row.balance = row.balance.checked_add(by).ok_or(Error::OutOfRange)?;
        Ok(row.id)
    }
}
