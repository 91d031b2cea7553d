//! `cargo xtask bench backend`: the backend under load on both databases, and whether the ledger still adds up.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, ensure};
use clap::Args;

use super::postgres::{Postgres, databases};
use crate::demo::server::Server;
use crate::step::Steps;
use crate::{paths, run, setup};

/// Loads the backend on SQLite and on PostgreSQL over loopback, in turns and in a stated mix, then audits both ledgers.
#[derive(Args)]
pub(crate) struct Backend {
    /// Seconds that each database is loaded in all.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Turns that those are divided into.
    #[arg(long, default_value_t = 2)]
    rounds: u32,
    /// Members that there are.
    #[arg(long, default_value_t = 500)]
    members: u32,
    /// Visitors at one time.
    #[arg(long, default_value_t = 16)]
    visitors: u32,
}

/// A backend on one of the databases.
struct Loaded {
    name: &'static str,
    database: String,
    port: u16,
    server: Server,
}

impl Backend {
    /// Builds with optimisation, starts a backend on each database, loads them, stops them and audits.
    ///
    /// # Errors
    /// If something does not build or start, or a ledger does not add up.
    pub(crate) fn run(&self) -> Result<()> {
        // Whoever has what the host's tests need has PostgreSQL.
        setup::ensure(setup::Purpose::Host)?;
        let asked_to_stop = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&asked_to_stop);
        // The load is this program's child and hears Ctrl-C too; the servers are stopped when this function ends.
        ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("listening for Ctrl-C")?;
        let folder = databases()?;

        let mut steps = Steps::new(4);
        steps.run("compiling the backend and its load, optimised", || {
            let mut cargo = Command::new("cargo");
            cargo.args(["build", "--release", "--package", "loyalty-backend", "--bin", "loyalty-backend", "--example", "load"]);
            run::quietly("compiling", cargo.current_dir(paths::root()))
        })?;
        let (loaded, postgres) = steps.run("starting both", || {
            let postgres = Postgres::start(&folder.join("postgres"))?;
            let sqlite = format!("sqlite:{}", folder.join("loyalty.sqlite").display());
            let sqlite = Loaded::start("SQLite", sqlite, &folder, &asked_to_stop)?;
            let on_postgres = Loaded::start("PostgreSQL", postgres.url(), &folder, &asked_to_stop)?;
            Ok(([sqlite, on_postgres], postgres))
        })?;
        ensure!(!asked_to_stop.load(Ordering::SeqCst), "stopped");
        steps.run("loading them in turns", || self.load(&loaded))?;
        // Both, whatever the first one says.
        let audits = steps.run("auditing both ledgers", || Ok(loaded.map(Loaded::audit)))?;
        audits.into_iter().collect::<Result<()>>()?;
        drop(postgres);
        // Both were found in order: nobody will want to look at them.
        let _ = fs::remove_dir_all(&folder);
        println!("\nTimes are of this machine and of what else it did, the load itself included: compare within one run only.");
        Ok(())
    }

    fn load(&self, loaded: &[Loaded]) -> Result<()> {
        let mut load = Command::new(program("examples/load"));
        load.arg("--document").arg(document());
        for (option, value) in
            [("--seconds", self.seconds), ("--rounds", self.rounds), ("--members", self.members), ("--visitors", self.visitors)]
        {
            load.args([option, &value.to_string()]);
        }
        for backend in loaded {
            load.args(["--server", &format!("{}=http://127.0.0.1:{}", backend.name, backend.port)]);
        }
        ensure!(run::watch(&mut load, |_| {})?, "the load ended early");
        Ok(())
    }
}

impl Loaded {
    fn start(name: &'static str, database: String, folder: &Path, asked_to_stop: &AtomicBool) -> Result<Self> {
        let port = free_port()?;
        let mut command = Command::new(program("loyalty-backend"));
        command.args(["serve", "--no-rate-limits", "--listen", &format!("127.0.0.1:{port}"), "--database", &database]);
        // A line for each request would be measured too.
        command.arg("--apply").arg(document()).env("RUST_LOG", "warn");
        let mut server = Server::start(name, command, folder.join(format!("{name}.log")))?;
        server.wait_until_ready(port, "/readyz", asked_to_stop)?;
        Ok(Self { name, database, port, server })
    }

    fn audit(self) -> Result<()> {
        self.server.stop();
        let said = run::output(Command::new(program("loyalty-backend")).args(["audit", "--database", &self.database]));
        print!("{}: {}", self.name, said.with_context(|| format!("the ledger on {}", self.name))?);
        Ok(())
    }
}

/// The programme that is served: the example, with everything a programme can have.
fn document() -> std::path::PathBuf {
    paths::root().join("crates/backend/examples/demo-shop.json")
}

fn program(name: &str) -> std::path::PathBuf {
    paths::target().join("release").join(name)
}

/// A port that nobody listens on.
pub(super) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
