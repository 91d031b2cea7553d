//! `cargo xtask check`: what can be said without running the product.

use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::step::Steps;
use crate::tools::lints::Lints;
use crate::{paths, run, setup};

mod catalogues;
mod words;

/// Formatting, lints, documents, dependencies, catalogues.
#[derive(Args)]
pub(crate) struct Check;

impl Check {
    /// Installs what is missing and checks.
    ///
    /// # Errors
    /// At the first check that fails.
    pub(crate) fn run(&self) -> Result<()> {
        setup::ensure(setup::Purpose::Check)?;
        all()
    }
}

/// Every check, the quickest first.
///
/// # Errors
/// At the first that fails.
pub(crate) fn all() -> Result<()> {
    let lints = Lints::find().context("rustfmt and clippy are missing: run `cargo xtask setup --for check`")?;
    let mut steps = Steps::new(8);
    steps.run("words that don't belong in the project's files", words::check)?;
    steps.run("catalogues: every message and plural form in every language", catalogues::check)?;
    steps.run("formatting", || run::quietly("cargo fmt", cargo(&["fmt", "--all", "--check"]).envs(lints.environment())))?;
    // `cargo run`, which started us, sets this variable, and by its absence machete knows that it is a cargo subcommand.
    steps.run("unused dependencies", || run::quietly("cargo machete", cargo(&["machete"]).env_remove("CARGO_PKG_NAME")))?;
    steps.run("licences, sources and bans of dependencies", || {
        let deny = ["deny", "--all-features", "check", "licenses", "bans", "sources"];
        run::quietly("cargo deny", &mut cargo(&deny))
    })?;
    steps.run("advisories", advisories)?;
    steps.run("lints", || {
        let clippy = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        run::quietly("cargo clippy", cargo(&clippy).envs(lints.environment()))
    })?;
    steps.run("documents", || {
        let doc = ["doc", "--workspace", "--no-deps", "--document-private-items"];
        run::quietly("cargo doc", cargo(&doc).env("RUSTDOCFLAGS", "--deny warnings"))
    })
}

/// The database of advisories is a git repository: where it was never fetched and cannot be, this check is left out, aloud.
fn advisories() -> Result<()> {
    let fetched = run::output(&mut cargo(&["deny", "fetch", "db"]));
    if let Err(error) = fetched {
        println!("        SKIPPED: the database of advisories cannot be fetched here ({})", last_line(&format!("{error:#}")));
        return Ok(());
    }
    run::quietly("cargo deny", &mut cargo(&["deny", "check", "advisories"]))
}

fn last_line(text: &str) -> &str {
    text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default()
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(paths::root()).env("PATH", paths::search_path());
    command
}
