//! The database: SQLite or PostgreSQL. All SQL of the crate is in this module and in `migrations/`; the rest speaks in its
//! functions. Functions take an open connection: who calls them decides what is one transaction.
//!
//! # One text for both databases
//! Every statement is written once. Parameters are `$1`, `$2`; a sum is `CAST(… AS BIGINT)` (PostgreSQL adds up to a wider
//! type); booleans are 0 and 1; `IS DISTINCT FROM` compares what may be null; a subquery in FROM has a name; text that is
//! sorted has the collation `"C"` in PostgreSQL's tables, so that both sort by bytes. What differs between the two is in
//! [`database`] and [`locks`], and in the two folders of migrations.
//!
//! # Layout
//! - [`database`]: opening, reading, writing. [`locks`]: who waits for whom.
//! - [`programmes`], [`customers`], [`sessions`]: whose programme, and who.
//! - [`accounts`], [`transactions`], [`awards`], [`lots`]: the ledger's tables.
//! - [`redemptions`], [`orders`]: what moves points.
//! - [`profiles`], [`streaks`], [`collected`]: what members say, do and have besides.
//! - [`contributions`], [`standings`]: tiers. [`notices`]: points about to run out.
//! - [`referrals`], [`marks`], [`secrets`]: friends, and what people are recognised by. [`personal`]: all of one person.
//! - [`reveals`], [`subscriptions`]: what campaigns gave, and whom they may write to.
//! - [`page_events`]: what happened in pages, and who was seen in which variation.
//! - [`submissions`], [`profile_answers`]: what quizzes were answered, and what is kept of it. [`baskets`]: what was in orders.
//! - [`reports`], [`page_reports`], [`quiz_reports`]: sums over many.
//! - [`answers`], [`messages`]: requests and webhooks that were seen before.
//! - [`events`], [`deliveries`]: what the merchant is to be told, and how telling it goes.
//! - [`due`]: what time alone will change. [`checks`]: what must hold of all of it. [`log`]: all of it, entry by entry.

pub mod accounts;
pub mod answers;
pub mod awards;
pub mod baskets;
pub mod checks;
pub mod collected;
pub mod contributions;
pub mod customers;
pub mod database;
pub mod deliveries;
pub mod due;
pub mod events;
pub mod locks;
pub mod log;
pub mod lots;
pub mod marks;
pub mod messages;
pub mod notices;
pub mod orders;
pub mod page_events;
pub mod page_reports;
pub mod personal;
pub mod profile_answers;
pub mod profiles;
pub mod programmes;
pub mod quiz_reports;
pub mod redemptions;
pub mod referrals;
pub mod reports;
pub mod reveals;
pub mod secrets;
pub mod sessions;
pub mod standings;
pub mod streaks;
pub mod submissions;
pub mod subscriptions;
pub mod transactions;

pub use database::{Store, Write};

/// An open connection, in or out of a transaction.
pub type Connection = sqlx::AnyConnection;
/// A row of an answer.
pub type Row = sqlx::any::AnyRow;
/// The outcome of one statement or a few.
pub type Result<T> = std::result::Result<T, sqlx::Error>;
