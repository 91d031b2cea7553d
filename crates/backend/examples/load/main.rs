//! Load on running backends over HTTP, in a stated mix: what a page asks for when it opens, the activity, a reward taken and
//! undone, and orders by signed webhook. `cargo xtask bench backend` starts the backends and this.
//!
//! Several servers are loaded in turns, not at once, so that what else the machine does meets all of them.
//!
//! # Layout
//! - [`shop`]: the requests, as a page and a merchant's server send them.
//! - [`mix`]: what is asked for, and how often.
//! - [`run`]: members to begin with, then many at once for a time.
//! - [`report`]: what came of it.

mod mix;
mod report;
mod run;
mod shop;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use report::Report;
use run::{Load, Population};
use shop::Shop;
use std::path::PathBuf;
use std::time::Duration;

/// Loads running backends and prints what they did.
#[derive(Parser)]
struct Cli {
    /// A backend by a name of one's own, `NAME=http://127.0.0.1:4402`; may be repeated. Its rate limits have to be lifted.
    #[arg(long = "server", value_name = "NAME=ORIGIN", required = true)]
    servers: Vec<String>,
    /// The programme document that the backends serve; its keys sign tokens and webhooks.
    #[arg(long)]
    document: PathBuf,
    /// Seconds that each server is loaded in all.
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Turns that those are divided into.
    #[arg(long, default_value_t = 2)]
    rounds: u32,
    /// Members that there are.
    #[arg(long, default_value_t = 500)]
    members: usize,
    /// Visitors at one time: each waits for its answer, then goes on at once.
    #[arg(long, default_value_t = 16)]
    visitors: usize,
}

/// What is not measured at the beginning of each turn: caches fill, connections open.
const WARM_UP: Duration = Duration::from_secs(1);

#[tokio::main]
async fn main() -> Result<()> {
    let cli = Cli::parse();
    ensure!(cli.rounds > 0 && cli.seconds > 0 && cli.members > 0 && cli.visitors > 0, "every number has to be at least 1");
    let document = std::fs::read_to_string(&cli.document).with_context(|| format!("cannot read {}", cli.document.display()))?;
    let document = serde_json::from_str(&document)?;
    let turn = Duration::from_secs(u64::from(cli.seconds)) / cli.rounds;
    println!(
        "{} members, {} visitors at a time, {} s for each server in {} turns.",
        cli.members, cli.visitors, cli.seconds, cli.rounds
    );
    println!("The mix of visits: {}.", mix::description());

    let mut servers = Vec::new();
    for server in &cli.servers {
        let (name, origin) = server.split_once('=').with_context(|| format!("--server {server}: not NAME=ORIGIN"))?;
        let shop = Shop::new(origin, &document)?;
        let population =
            Population::settle(shop, cli.members, cli.visitors).await.with_context(|| format!("making members on {name}"))?;
        servers.push((Report::new(name), population));
    }
    for round in 0..cli.rounds {
        for (report, population) in &mut servers {
            let load = Load { visitors: cli.visitors, warm_up: WARM_UP, measured: turn, seed: u64::from(round) };
            report.add(&population.load(load).await?, turn);
        }
    }
    let reports: Vec<Report> = servers.into_iter().map(|(report, _)| report).collect();
    print!("{}", report::table(&reports));
    Ok(())
}
