//! The two databases: a test that is listed in `on_both!` runs on each.

use super::postgres;
use sqlx::{AnyConnection, Connection};
use std::cell::Cell;
use tempfile::TempDir;

/// A database to run on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// In memory: for tests that are about something else than what is stored.
    Memory,
    /// SQLite in a file, where connections run side by side.
    Sqlite,
    /// A PostgreSQL server started for this run.
    Postgres,
}

thread_local! {
    static ON: Cell<On> = const { Cell::new(On::Memory) };
}

/// Runs each of these functions, `async fn …()` beside it, as a test on SQLite and as a test on PostgreSQL.
macro_rules! on_both {
    ($($test:ident),+ $(,)?) => {
        mod on_sqlite {
            $(#[test] fn $test() { $crate::common::database::On::Sqlite.run(super::$test()); })+
        }
        mod on_postgres {
            $(#[test] fn $test() { $crate::common::database::On::Postgres.run(super::$test()); })+
        }
    };
}
pub(crate) use on_both;

impl On {
    /// Where the test of this thread runs.
    pub(crate) fn current() -> Self {
        ON.get()
    }

    /// Has what this thread opens from now on be here.
    pub(crate) fn choose(self) {
        ON.set(self);
    }

    /// Runs a test here.
    pub(crate) fn run(self, test: impl Future<Output = ()>) {
        self.choose();
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(test);
    }

    /// Runs something here on this thread alone, with nothing that switches between threads or waits for the network where
    /// there is none.
    pub(crate) fn run_alone(self, work: impl Future<Output = ()>) {
        self.choose();
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let runtime = if self == Self::Postgres { runtime.enable_all() } else { runtime.enable_time() };
        runtime.build().unwrap().block_on(work);
    }

    /// One of two, by where the test runs.
    pub(crate) fn either<T>(self, sqlite: T, postgres: T) -> T {
        if self == Self::Postgres { postgres } else { sqlite }
    }
}

/// A database of a test's own; gone with it.
#[derive(Debug)]
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) folder: Option<TempDir>,
}

impl Database {
    /// An empty database where the test of this thread runs.
    pub(crate) async fn new() -> Self {
        match On::current() {
            On::Memory => Self { url: "sqlite::memory:".into(), folder: None },
            On::Sqlite => {
                let folder = tempfile::tempdir().unwrap();
                Self { url: format!("sqlite:{}", folder.path().join("a.db").display()), folder: Some(folder) }
            }
            On::Postgres => Self { url: postgres::new_database().await, folder: None },
        }
    }

    /// A connection past the backend.
    pub(crate) async fn connect(&self) -> AnyConnection {
        sqlx::any::install_default_drivers();
        AnyConnection::connect(&self.url).await.unwrap()
    }
}
