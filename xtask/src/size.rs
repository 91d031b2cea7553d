//! `cargo xtask size`: what the widget weighs, against its budgets.

use std::fs;

use anyhow::{Result, bail, ensure};
use clap::Args;
use serde::Serialize;

use crate::dist::manifest::{File, Manifest, Role};
use crate::dist::module::Module;
use crate::step::Steps;
use crate::{dist, paths, setup};

mod budget;
mod weights;

use budget::Budget;
use weights::Weight;

/// Shows what the widget weighs and fails above a budget.
#[derive(Args)]
pub(crate) struct Size {
    /// Measures the last build instead of building.
    #[arg(long)]
    no_build: bool,
    /// Prints JSON.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Report {
    files: Vec<File>,
    budgets: Vec<Budget>,
    imports: usize,
    exports: Vec<String>,
    memory_pages: u64,
    code: Vec<Weight>,
}

impl Size {
    /// Builds if asked to, prints the report, and fails above a ceiling.
    ///
    /// # Errors
    /// If there is no build to measure, or it is too heavy.
    pub(crate) fn run(&self) -> Result<()> {
        if !self.no_build && !self.json {
            setup::ensure(setup::Purpose::Dist)?;
            dist::build(&paths::root().join("dist"), &mut Steps::new(dist::STEPS))?;
        }
        let report = Report::of_the_last_build()?;
        if self.json {
            println!("{}", serde_json::to_string_pretty(&report)?);
        } else {
            report.print();
        }
        report.judge()
    }
}

/// Measures the build in `dist`, prints, and fails above a ceiling.
///
/// # Errors
/// If there is no build, or it is too heavy.
pub(crate) fn measure() -> Result<()> {
    let report = Report::of_the_last_build()?;
    report.print();
    report.judge()
}

impl Report {
    fn of_the_last_build() -> Result<Self> {
        let manifest = Manifest::read(&paths::root().join("dist"))?;
        let wasm = fs::read(paths::root().join("dist").join(&manifest.the(Role::Wasm)?.name))?;
        let named = fs::read(dist::named_module())?;
        let (short, long) = (Module::read(&wasm)?, Module::read(&named)?);
        ensure!(short.exports.len() == long.exports.len(), "dist is not of the last build: run `cargo xtask dist`");
        Ok(Self {
            budgets: budget::all(&manifest)?,
            files: manifest.files,
            imports: long.imports.len(),
            exports: long.exports,
            memory_pages: long.memory_pages,
            code: weights::by_crate(&named)?,
        })
    }

    fn print(&self) {
        println!("\n{:<34} {:>9} {:>9} {:>9}", "file", "raw", "gzip", "brotli");
        for file in &self.files {
            println!("{:<34} {:>9} {:>9} {:>9}", file.name, file.raw, file.gzip, file.brotli);
        }
        println!("\n{:<64} {:>7} {:>8} {:>7}", "budget (bytes, brotli)", "is", "ceiling", "goal");
        for budget in &self.budgets {
            println!("{:<64} {:>7} {:>8} {:>7}  {}", budget.what, budget.is, budget.ceiling, budget.goal, budget.verdict());
        }
        let parts: usize = self.files.iter().filter(|file| file.role == Role::Part).map(|file| file.brotli).sum();
        println!("parts, each loaded when it is wanted: {parts}");
        println!(
            "\nwasm: {} imports, {} exports, {} pages of memory at the start ({} kB)",
            self.imports,
            self.exports.len(),
            self.memory_pages,
            self.memory_pages * 64
        );
        println!("\n{:<34} {:>9}  (uncompressed bytes of code)", "largest crates", "code");
        for weight in self.code.iter().take(12) {
            println!("{:<34} {:>9}", weight.name, weight.bytes);
        }
    }

    fn judge(&self) -> Result<()> {
        let over: Vec<_> = self.budgets.iter().filter(|budget| budget.is > budget.ceiling).map(|budget| budget.what).collect();
        if over.is_empty() {
            return Ok(());
        }
        bail!("above the ceiling: {}", over.join("; "))
    }
}
