//! Opening a database, and transactions on it.

use super::{Connection, Result};
use anyhow::Context;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Any, AnyPool, ConnectOptions, Executor, Transaction};
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use tokio::sync::{Mutex, OwnedMutexGuard};

static SQLITE_TABLES: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES_TABLES: Migrator = sqlx::migrate!("migrations/postgres");

/// What a connection to SQLite is told first. In WAL mode `FULL` makes every commit survive a power cut: an answer that was
/// sent stays true.
const SQLITE_SETTINGS: &str = "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL";

/// What a connection to PostgreSQL is told first. A replica that stops in the middle of a transaction must not keep others
/// from a member for ever.
const POSTGRES_SETTINGS: &str = "SET lock_timeout = '10s'; SET idle_in_transaction_session_timeout = '60s'";

/// Connections to one database.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    /// SQLite has one writer. Those of this process queue here, in turn, instead of polling for its lock.
    Sqlite { writer: Arc<Mutex<()>> },
    /// Writers wait for the rows they need: see [`super::locks`].
    Postgres,
}

/// A transaction for writing. What it read under a lock still stands when it writes: SQLite's is the database's write lock,
/// held from the first moment; PostgreSQL's are those of [`super::locks`]. Rolled back when dropped.
#[must_use = "nothing is changed before `commit`"]
pub struct Write {
    transaction: Transaction<'static, Any>,
    _turn: Option<OwnedMutexGuard<()>>,
}

impl Store {
    /// Opens the database at `url` (`sqlite:PATH`, `sqlite::memory:` or `postgres://…`) and brings its tables up to date. A
    /// file of SQLite's is made if it is not there; a database of PostgreSQL's must be there.
    pub async fn open(url: &str) -> anyhow::Result<Self> {
        if let Some(path) = sqlite_file(url)? {
            create_file(&path).with_context(|| format!("cannot make the database at {url}"))?;
        }
        Self::connect(url).await
    }

    /// Opens the database at `url` as [`Store::open`] does, but makes none.
    pub async fn open_existing(url: &str) -> anyhow::Result<Self> {
        let is_here = sqlite_file(url)?.is_none_or(|path| path.is_file());
        anyhow::ensure!(is_here, "there is no database at {url}");
        Self::connect(url).await
    }

    async fn connect(url: &str) -> anyhow::Result<Self> {
        sqlx::any::install_default_drivers();
        let options = AnyConnectOptions::from_str(url)?;
        let store = if is_postgres(url) {
            let pool = AnyPoolOptions::new()
                .max_connections(16)
                .after_connect(|connection, _| {
                    Box::pin(async move {
                        connection.execute(POSTGRES_SETTINGS).await?;
                        Ok(())
                    })
                })
                .connect_with(options)
                .await?;
            Self { pool, kind: Kind::Postgres }
        } else {
            // Each connection to `:memory:` is a database of its own, so there must be one only, and it must stay.
            let connections = if is_memory(url) { 1 } else { 8 };
            let pool = AnyPoolOptions::new()
                .max_connections(connections)
                .min_connections(1)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .after_connect(|connection, _| {
                    Box::pin(async move {
                        connection.execute(SQLITE_SETTINGS).await?;
                        Ok(())
                    })
                })
                .connect_with(options)
                .await?;
            Self { pool, kind: Kind::Sqlite { writer: Arc::default() } }
        };
        let _turn = match sqlite_file(url)? {
            Some(path) => Some(turn(path).await?),
            None => None,
        };
        let tables = if is_postgres(url) { &POSTGRES_TABLES } else { &SQLITE_TABLES };
        tables.run(&store.pool).await?;
        Ok(store)
    }

    /// A connection for reading.
    pub async fn read(&self) -> Result<PoolConnection<Any>> {
        self.pool.acquire().await
    }

    /// Several reads of one moment: what others commit meanwhile is not seen.
    pub async fn snapshot(&self) -> Result<Transaction<'static, Any>> {
        match self.kind {
            Kind::Sqlite { .. } => self.pool.begin().await,
            Kind::Postgres => self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await,
        }
    }

    /// A transaction for writing.
    pub async fn write(&self) -> Result<Write> {
        match &self.kind {
            Kind::Sqlite { writer } => {
                let turn = writer.clone().lock_owned().await;
                Ok(Write { transaction: self.pool.begin_with("BEGIN IMMEDIATE").await?, _turn: Some(turn) })
            }
            Kind::Postgres => Ok(Write { transaction: self.pool.begin().await?, _turn: None }),
        }
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

/// Waits for other processes that bring the same file's tables up to date. PostgreSQL has a lock for that, SQLite has none; and its
/// own file must not be opened besides: closing it would give SQLite's locks away.
async fn turn(database: PathBuf) -> anyhow::Result<File> {
    let mut name = database.into_os_string();
    name.push("-tables");
    let waited = tokio::task::spawn_blocking(move || {
        create_file(Path::new(&name))?;
        let file = OpenOptions::new().write(true).open(&name)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    });
    waited.await?.context("cannot make the file beside the database that its tables are locked by")
}

fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres:") || url.starts_with("postgresql:")
}

fn is_memory(url: &str) -> bool {
    url.contains(":memory:") || url.contains("mode=memory")
}

/// The file behind `url`, if it names one: as the driver, which is given the URL, reads it.
fn sqlite_file(url: &str) -> anyhow::Result<Option<PathBuf>> {
    if is_postgres(url) || is_memory(url) {
        return Ok(None);
    }
    let options = SqliteConnectOptions::from_url(&AnyConnectOptions::from_str(url)?.database_url)?;
    Ok(Some(options.get_filename().into()))
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
