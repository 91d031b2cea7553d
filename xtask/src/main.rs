//! `cargo xtask`: every chore of the project.
//!
//! # Layout
//! One file per command: [`demo`], [`mod@test`], [`dist`] (its steps in `dist/`), [`size`], [`check`], [`setup`], [`mod@env`],
//! [`mod@bench`], [`traces`]. [`tools`] has one file per tool they need. [`mod@run`] starts other programs, [`step`] shows progress, [`paths`]
//! knows where things lie.

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

mod bench;
mod check;
mod demo;
mod dist;
mod env;
mod paths;
mod run;
mod setup;
mod size;
mod step;
mod test;
mod tools;
mod traces;

/// Every chore of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
enum Xtask {
    Demo(demo::Demo),
    Test(test::Test),
    Dist(dist::Dist),
    Size(size::Size),
    Check(check::Check),
    Setup(setup::Setup),
    Env(env::Env),
    Bench(bench::Bench),
    Traces(traces::Traces),
}

fn main() -> ExitCode {
    if let Some(linked) = dist::link::called() {
        return linked;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // A sentence that says what to do; nobody is helped by a backtrace through this program.
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    match Xtask::parse() {
        Xtask::Demo(demo) => demo.run(),
        Xtask::Test(test) => test.run(),
        Xtask::Dist(dist) => dist.run(),
        Xtask::Size(size) => size.run(),
        Xtask::Check(check) => check.run(),
        Xtask::Traces(traces) => traces.run(),
        Xtask::Setup(setup) => setup.run(),
        Xtask::Env(env) => env.run(),
        Xtask::Bench(bench) => bench.run(),
    }
}
