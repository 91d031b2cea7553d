//! The stages that run tests.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::tally::Tally;
use crate::dist::assets;
use crate::tools::wasm_std::{TARGET, Toolchain};
use crate::tools::{browsers, npm, wasm_bindgen};
use crate::{env, paths, run};

/// Tests of the ledger that are worth more the longer they run, by parts of their names.
const LONG: [&str; 2] = ["random_sequences_", "every_broken_store_"];
/// How many random sequences, on which database.
const SEQUENCES: [(&str, &str); 2] = [("LOYALTY_SEQUENCES", "10000"), ("LOYALTY_SEQUENCES_PG", "500")];

/// The tests of the host: rules, ledger, API, shop, and this program. Without a filter the long ones run by themselves, at
/// their full length and saying how much they did.
///
/// # Errors
/// If one fails or does not compile.
pub(crate) fn host(filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let test = |of: &[&str]| {
        let mut cargo = Command::new("cargo");
        cargo.arg("test").args(of).current_dir(paths::root());
        cargo
    };
    let everything = ["--workspace", "--exclude", "e2e"];
    run::quietly("compiling the tests", test(&everything).arg("--no-run"))?;
    if filter.is_some() {
        return passes(&mut test(&everything), filter, tally);
    }
    let skip = LONG.map(|name| ["--skip", name]).concat();
    passes(test(&everything).arg("--").args(skip), None, tally)?;
    let mut long = test(&["--package", "loyalty-backend", "--test", "backend", "--", "--nocapture", "--test-threads=1"]);
    for (variable, count) in SEQUENCES {
        if std::env::var_os(variable).is_none() {
            long.env(variable, count);
        }
    }
    passes(long.args(LONG), None, tally)
}

/// The widget's own tests, in one browser after the other.
///
/// # Errors
/// If one fails or does not compile.
pub(crate) fn page(filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let toolchain = Toolchain::find().context("no Rust for wasm32 here: run `cargo xtask setup`")?;
    let runner = wasm_bindgen::find("wasm-bindgen-test-runner")?;
    let test = || {
        let mut cargo = toolchain.cargo();
        cargo.args(["test", "--package", "loyalty-widget", "--tests", "--target", TARGET]);
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner).env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        cargo.env_remove("CHROMEDRIVER").env_remove("GECKODRIVER");
        cargo
    };
    run::quietly("compiling the widget's tests", test().arg("--no-run"))?;
    for (browser, variable, driver) in [("Chromium", "CHROMEDRIVER", "chromedriver"), ("Firefox", "GECKODRIVER", "geckodriver")] {
        println!("--- in {browser} ---");
        passes(test().env(variable, program(driver)?), filter, tally).with_context(|| format!("in {browser}"))?;
    }
    Ok(())
}

/// Whether Trunk builds the preview, puts the loader beside what it loads, and leaves the loading to it.
///
/// # Errors
/// If it does not.
pub(crate) fn preview() -> Result<()> {
    let toolchain = Toolchain::find().context("no Rust for wasm32 here: run `cargo xtask setup`")?;
    let mut trunk = Command::new(program("trunk")?);
    trunk.arg("build").current_dir(paths::root()).envs(env::variables(toolchain)).env_remove("RUSTFLAGS");
    // Trunk takes wasm-bindgen from PATH if that has the locked version.
    trunk.env("PATH", paths::search_path()).env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR");
    let built = paths::root().join("target/trunk");
    run::quietly("trunk build", &mut trunk)?;
    let plain = ["index.html", "embed.js", "boot.js", "loyalty-widget.js", "loyalty-widget_bg.wasm"];
    let styles = assets::STYLES.map(|(style, _)| format!("css/{style}.css"));
    for file in plain.into_iter().chain(["widget.css", "locales/en.json"]).chain(styles.iter().map(String::as_str)) {
        ensure!(built.join(file).is_file(), "trunk's build lacks {file}");
    }
    let page = fs::read_to_string(built.join("index.html"))?;
    ensure!(!page.contains("loyalty-widget.js"), "trunk's page starts the widget at once; only the loader may");
    println!("the preview builds");
    Ok(())
}

/// Real browsers against the real backend and shop.
///
/// # Errors
/// If a test fails, does not compile, or there is nothing in `dist` to test.
pub(crate) fn end_to_end(filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let dist = paths::root().join("dist");
    ensure!(dist.join("manifest.json").is_file(), "there is no build to test: run `cargo xtask dist`");
    let harness = |verb: &str| {
        let mut cargo = Command::new("cargo");
        cargo.args([verb, "--package", "e2e"]).current_dir(paths::root()).env("LOYALTY_DIST", &dist);
        cargo.env("LOYALTY_AXE", npm::axe());
        cargo
    };
    run::quietly("compiling the end-to-end tests", &mut harness("build"))?;
    let mut cargo = harness("run");
    let programs =
        [("CHROMEDRIVER", "chromedriver"), ("GECKODRIVER", "geckodriver"), ("WEBKITDRIVER", "WebKitWebDriver"), ("XVFB", "Xvfb")];
    for (variable, name) in programs {
        cargo.env(variable, program(name)?);
    }
    cargo.env("CHROMIUM", browsers::chromium().context("Chromium is missing: run `cargo xtask setup`")?);
    cargo.env("FIREFOX", browsers::firefox().context("Firefox is missing: run `cargo xtask setup`")?);
    passes(cargo.args(filter.map(|_| "--")), filter, tally)
}

/// Runs a test runner. With a filter it may have nothing to run; that no runner had is for the caller to see. Without one, none
/// at all having run is a failure too.
fn passes(command: &mut Command, filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    let before = tally.ran();
    command.args(filter);
    let succeeded = run::watch(command, |line| tally.see(line))?;
    if !succeeded {
        bail!("`{}` failed; see above", run::name(command));
    }
    ensure!(filter.is_some() || tally.ran() > before, "`{}` ran no test", run::name(command));
    Ok(())
}

fn program(name: &str) -> Result<PathBuf> {
    paths::program(name).with_context(|| format!("{name} is missing: run `cargo xtask setup`"))
}
