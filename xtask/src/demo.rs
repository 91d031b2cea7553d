//! `cargo xtask demo`: the preview shop with a real backend behind it.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::step::Steps;
use crate::{dist, paths, run, setup};

pub(crate) mod server;

use server::Server;

/// Where `trunk serve` shows the page from source beside this (Trunk.toml).
const TRUNK_PORT: u16 = 8080;

/// Runs the preview shop and the loyalty backend until Ctrl-C.
#[derive(Args)]
pub(crate) struct Demo {
    /// The shop's port; the two after it are the loyalty origin and the backend behind it.
    #[arg(long, default_value_t = 4400)]
    port: u16,
    /// Begins with an empty database.
    #[arg(long)]
    fresh: bool,
}

impl Demo {
    /// Sets up, builds, starts both servers, and stops them on Ctrl-C.
    ///
    /// # Errors
    /// If a port is taken, something does not build, or a server ends by itself.
    pub(crate) fn run(&self) -> Result<()> {
        self.check_ports()?;
        setup::ensure(setup::Purpose::Demo)?;
        let asked_to_stop = Arc::new(AtomicBool::new(false));
        let mut steps = Steps::new(dist::STEPS + 2);
        dist::build(&paths::root().join("dist"), &mut steps)?;
        steps.run("compiling the backend and the shop", || {
            let mut cargo = Command::new("cargo");
            cargo.args(["build", "--package", "loyalty-backend", "--package", "demo-shop"]).current_dir(paths::root());
            run::quietly("compiling", &mut cargo)
        })?;
        let flag = Arc::clone(&asked_to_stop);
        ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("listening for Ctrl-C")?;
        let mut servers = steps.run("starting both", || self.start(&asked_to_stop))?;
        if !asked_to_stop.load(Ordering::SeqCst) {
            self.welcome();
        }
        while !asked_to_stop.load(Ordering::SeqCst) {
            sleep(Duration::from_millis(200));
            for server in &mut servers {
                server.check()?;
            }
        }
        println!("\nStopping …");
        // The shop first: it may still have something to tell the backend.
        while let Some(server) = servers.pop() {
            server.stop();
        }
        Ok(())
    }

    /// Before minutes of building, not after.
    fn check_ports(&self) -> Result<()> {
        ensure!(self.port <= u16::MAX - 2, "--port leaves no room for the two ports after it");
        for port in self.port..=self.port + 2 {
            if TcpListener::bind(("127.0.0.1", port)).is_err() {
                let other = if self.port == 4500 { 4600 } else { 4500 };
                bail!("port {port} is taken. Choose three free ones in a row by their first: cargo xtask demo --port {other}");
            }
        }
        Ok(())
    }

    fn start(&self, asked_to_stop: &AtomicBool) -> Result<Vec<Server>> {
        let folder = paths::target().join("demo");
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let (database, shop_file) = (folder.join("loyalty.sqlite"), folder.join("shop.json"));
        if self.fresh {
            remove_database(&database)?;
        }
        let programs = paths::target().join("debug");
        let (backend, shop) = (self.port + 2, self.port);
        let mut describe = Command::new(programs.join("demo-shop"));
        describe.arg("shop-file").args(names_of(shop).flat_map(|origin| ["--shop-origin".to_owned(), origin]));
        let described = run::output(describe.current_dir(paths::root()))?;
        fs::write(&shop_file, described)?;

        let mut command = Command::new(programs.join("loyalty-backend"));
        command.args(["serve", "--listen", &format!("127.0.0.1:{backend}")]);
        command.arg("--database").arg(format!("sqlite:{}", database.display()));
        command.arg("--assets").arg(paths::root().join("dist")).arg("--apply").arg(&shop_file);
        command.args(names_of(TRUNK_PORT).flat_map(|origin| ["--allow-origin".to_owned(), origin]));
        // Every shopper of the demo has the same address.
        command.arg("--no-rate-limits");
        let backend_server = Server::start("the backend", command, folder.join("backend.log"))?;
        let mut servers = vec![backend_server];
        servers[0].wait_until_ready(backend, "/readyz", asked_to_stop)?;

        let mut command = Command::new(programs.join("demo-shop"));
        command.args(["serve", "--port", &shop.to_string(), "--backend", &format!("http://127.0.0.1:{backend}")]);
        command.arg("--root").arg(paths::root()).arg("--shop-file").arg(&shop_file);
        servers.push(Server::start("the shop", command, folder.join("shop.log"))?);
        servers[1].wait_until_ready(shop, "/", asked_to_stop)?;
        Ok(servers)
    }

    fn welcome(&self) {
        println!(
            "
The shop is open: http://127.0.0.1:{}

  Sign in as Tomasz in the bar for developers, put something in the cart and buy it: the points you were promised on the
  product's page arrive as pending. Then open the launcher in the corner, take a reward, and see its discount in the cart.
  The same bar switches the language, the theme and trouble in the network.

  Logs and the database: {}
  Ctrl-C stops everything; --fresh begins with an empty database.",
            self.port,
            paths::target().join("demo").display()
        );
    }
}

/// The origins a browser may see a port of this machine as.
fn names_of(port: u16) -> impl Iterator<Item = String> {
    ["127.0.0.1", "localhost"].into_iter().map(move |host| format!("http://{host}:{port}"))
}

/// SQLite keeps up to two files beside the database.
fn remove_database(database: &Path) -> Result<()> {
    for suffix in ["", "-shm", "-wal"] {
        let file = database.with_extension(format!("sqlite{suffix}"));
        if file.exists() {
            fs::remove_file(&file).with_context(|| format!("removing {}", file.display()))?;
        }
    }
    Ok(())
}
