//! `cargo xtask demo`: the preview shop with a real backend behind it.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;

use crate::step::Steps;
use crate::{dist, paths, run, setup};

mod past;
pub(crate) mod server;

use past::Past;
use server::Server;

/// Where `trunk serve` shows the page from source beside this (Trunk.toml).
const TRUNK_PORT: u16 = 8080;

/// Runs the preview shop and the loyalty backend until Ctrl-C.
#[derive(Args)]
pub(crate) struct Demo {
    /// The shop's port; the two after it are the loyalty origin and the backend behind it.
    #[arg(long, default_value_t = 4400)]
    port: u16,
    /// Begins again: an empty database, half a year of history told anew.
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
        let mut steps = Steps::new(dist::STEPS + 4);
        dist::build(&paths::root().join("dist"), &mut steps)?;
        steps.run("compiling the backend and the shop", || {
            let mut cargo = Command::new("cargo");
            cargo.args(["build", "--package", "loyalty-backend", "--package", "demo-shop"]).current_dir(paths::root());
            // The preview's clock can be moved: a person will not wait for the return window to close.
            run::quietly("compiling", cargo.args(["--features", "loyalty-backend/demo-clock"]))
        })?;
        let flag = Arc::clone(&asked_to_stop);
        ctrlc::set_handler(move || flag.store(true, Ordering::SeqCst)).context("listening for Ctrl-C")?;
        let folder = paths::target().join("demo");
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        let past = Past::of(&folder);
        let backend = steps.run("starting the backend", || self.start_backend(&past, &folder, &asked_to_stop))?;
        steps.run("telling it half a year of history", || {
            if past.is_told() {
                Ok(())
            } else {
                past.tell(self.shop("history", &folder).args(["--port", &self.port.to_string()]))
            }
        })?;
        let mut servers = vec![backend, steps.run("opening the shop", || self.start_shop(&past, &folder, &asked_to_stop))?];
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
        past.keep_time(&mut self.shop("time", &folder))?;
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

    fn start_backend(&self, past: &Past, folder: &Path, asked_to_stop: &AtomicBool) -> Result<Server> {
        let begin = past.begin(self.fresh)?;
        let shop_file = folder.join("shop.json");
        let mut describe = Command::new(program("demo-shop"));
        describe.arg("shop-file").args(names_of(self.port).flat_map(|origin| ["--shop-origin".to_owned(), origin]));
        let described = run::output(describe.current_dir(paths::root()))?;
        fs::write(&shop_file, described)?;

        let mut command = Command::new(program("loyalty-backend"));
        command.args(["serve", "--listen", &format!("127.0.0.1:{}", self.backend())]);
        command.arg("--database").arg(format!("sqlite:{}", past.database.display()));
        command.arg("--assets").arg(paths::root().join("dist")).arg("--apply").arg(&shop_file);
        command.args(names_of(TRUNK_PORT).flat_map(|origin| ["--allow-origin".to_owned(), origin]));
        // Every shopper of the demo has the same address; the shop's proxy gives each a believable one of their own.
        command.args(["--no-rate-limits", "--trust-forwarded-for"]);
        // The shop is told what happens at an address of this machine.
        command.arg("--loopback-endpoints").args(["--clock-start", &begin.to_string()]);
        let mut server = Server::start("the backend", command, folder.join("backend.log"))?;
        server.wait_until_ready(self.backend(), "/readyz", asked_to_stop)?;
        Ok(server)
    }

    fn start_shop(&self, past: &Past, folder: &Path, asked_to_stop: &AtomicBool) -> Result<Server> {
        let mut command = self.shop("serve", folder);
        command.args(["--port", &self.port.to_string()]).arg("--orders").arg(&past.orders);
        let mut server = Server::start("the shop", command, folder.join("shop.log"))?;
        server.wait_until_ready(self.port, "/", asked_to_stop)?;
        Ok(server)
    }

    /// A command of the shop's program that speaks to the backend.
    fn shop(&self, command: &str, folder: &Path) -> Command {
        let mut shop = Command::new(program("demo-shop"));
        shop.args([command, "--backend", &format!("http://127.0.0.1:{}", self.backend())]);
        shop.arg("--root").arg(paths::root()).arg("--shop-file").arg(folder.join("shop.json"));
        shop
    }

    fn backend(&self) -> u16 {
        self.port + 2
    }

    fn welcome(&self) {
        println!(
            "
The shop is open: http://127.0.0.1:{}

  Sign in as Tomasz in the bar for developers, put something in the cart and buy it: the points you were promised on the
  product's page arrive as pending. Then open the launcher in the corner, take a reward, and see its discount in the cart.
  The same bar switches the language, the theme and trouble in the network, shows what campaigns do and why, and opens the
  shop's desk: let half a month pass there, look at friends' referrals, and see what the programme tells the shop.

  Logs and the database: {}
  Ctrl-C stops everything; --fresh begins again with half a year of history.",
            self.port,
            paths::target().join("demo").display()
        );
    }
}

/// The origins a browser may see a port of this machine as.
fn names_of(port: u16) -> impl Iterator<Item = String> {
    ["127.0.0.1", "localhost"].into_iter().map(move |host| format!("http://{host}:{port}"))
}

/// A program of this workspace as `run` compiled it.
fn program(name: &str) -> PathBuf {
    paths::target().join("debug").join(name)
}
