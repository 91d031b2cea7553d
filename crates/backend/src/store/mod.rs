//! The database. All SQL of the crate is in this module and in `migrations/`; the rest speaks in its functions, so that
//! another database can be put beside this one. Functions take an open connection: who calls them decides what is one
//! transaction.
//!
//! # Layout
//! - [`programmes`], [`customers`], [`sessions`]: whose programme, and who.
//! - [`accounts`], [`transactions`], [`awards`], [`lots`]: the ledger's tables.
//! - [`redemptions`], [`orders`]: what moves points.
//! - [`answers`], [`messages`]: requests and webhooks that were seen before.
//! - [`due`]: what time alone will change. [`checks`]: what must hold of all of it.

pub mod accounts;
pub mod answers;
pub mod awards;
pub mod checks;
pub mod customers;
pub mod due;
pub mod lots;
pub mod messages;
pub mod orders;
pub mod programmes;
pub mod redemptions;
pub mod sessions;
pub mod transactions;

use anyhow::Context;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};
use std::fs::OpenOptions;
use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, OwnedMutexGuard};

/// An open connection, in or out of a transaction.
pub type Connection = sqlx::SqliteConnection;
/// The outcome of one statement or a few.
pub type Result<T> = std::result::Result<T, sqlx::Error>;

/// Connections to one database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: SqlitePool,
    // SQLite has one writer. Those of this process queue here, in turn, instead of polling for its lock.
    writer: Arc<Mutex<()>>,
}

/// A transaction that holds the database's write lock from its first moment, so that what it read still stands when
/// it writes. Rolled back when dropped.
#[must_use = "nothing is changed before `commit`"]
pub struct Write {
    transaction: Transaction<'static, Sqlite>,
    _turn: OwnedMutexGuard<()>,
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH` or `sqlite::memory:`), made if it is not there, and brings its tables up
    /// to date.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?;
        if !is_memory(url) {
            create_file(options.get_filename()).with_context(|| format!("cannot make the database at {url}"))?;
        }
        Self::connect(url, options).await
    }

    /// Opens the database at `url` as [`Store::open`] does, but makes none.
    pub async fn open_existing(url: &str) -> anyhow::Result<Self> {
        let options = SqliteConnectOptions::from_str(url)?;
        anyhow::ensure!(is_memory(url) || options.get_filename().is_file(), "there is no database at {url}");
        Self::connect(url, options).await
    }

    async fn connect(url: &str, options: SqliteConnectOptions) -> anyhow::Result<Self> {
        let options = options
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            // In WAL mode FULL makes every commit survive a power cut: an answer that was sent stays true.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(10));
        // Each connection to `:memory:` is a database of its own, so there must be one only, and it must stay.
        let pool = SqlitePoolOptions::new()
            .max_connections(if is_memory(url) { 1 } else { 8 })
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        sqlx::migrate!().run(&pool).await?;
        Ok(Self { pool, writer: Arc::default() })
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<sqlx::pool::PoolConnection<Sqlite>> {
        self.pool.acquire().await
    }

    /// Several reads of one moment: what others commit meanwhile is not seen.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>> {
        self.pool.begin().await
    }

    /// A transaction for writing.
    pub async fn write(&self) -> Result<Write> {
        let turn = self.writer.clone().lock_owned().await;
        let transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Write { transaction, _turn: turn })
    }

    /// Asks the database for nothing, to see that it answers.
    pub async fn ping(&self) -> Result<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Closes every connection, after those in use are given back.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

fn is_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

/// Makes the database's file if it is not there, for its owner alone: documents with keys and secrets are in it. SQLite
/// gives its journals the same permissions.
fn create_file(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

impl Write {
    /// The connection inside the transaction.
    pub fn connection(&mut self) -> &mut Connection {
        &mut self.transaction
    }

    /// Makes the changes lasting.
    pub async fn commit(self) -> Result<()> {
        self.transaction.commit().await
    }
}
