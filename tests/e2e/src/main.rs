//! `cargo run -p e2e`: real browsers against the real backend and the preview shop.

use anyhow::{Result, bail, ensure};
use clap::Parser;
use e2e::{paths, runner};
use std::time::Instant;

/// Runs the end-to-end flows. `LOYALTY_BROWSERS=chromium,firefox` chooses browsers.
#[derive(Parser)]
struct Arguments {
    /// Runs the flows alone whose name contains this.
    filter: Option<String>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    ensure!(paths::dist().join("manifest.json").is_file(), "there is no build to test: run `cargo xtask dist`");
    let started = Instant::now();
    let tally = tokio::select! {
        tally = runner::run(arguments.filter.as_deref()) => tally?,
        // Ends by itself, so that browsers and drivers end as well.
        _ = tokio::signal::ctrl_c() => bail!("stopped"),
    };
    runner::report(tally, started.elapsed())
}
