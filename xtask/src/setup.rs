//! `cargo xtask setup`: what is missing on this machine, said first and then installed.

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

use crate::tools::install::{self, Install};
use crate::tools::{
    Tool, browsers, deny, geckodriver, lints, machete, node, npm, postgres, schemathesis, trunk, wasm_bindgen, wasm_std,
};

/// Installs what the chores need and this machine has not.
#[derive(Args)]
pub(crate) struct Setup {
    /// What the machine is to be made ready for.
    #[arg(long = "for", value_enum, default_value_t = Purpose::Test)]
    purpose: Purpose,
}

/// What a set-up is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Purpose {
    /// Building what a merchant deploys.
    Dist,
    /// The preview shop.
    Demo,
    /// Lints, licences, documents.
    Check,
    /// The tests of the host, which need PostgreSQL.
    Host,
    /// Trying the API against its description.
    Schema,
    /// The widget's tests in browsers.
    Page,
    /// Everything.
    Test,
}

impl Setup {
    /// Installs what is missing.
    ///
    /// # Errors
    /// If something cannot be installed here; the text says what to do.
    pub(crate) fn run(&self) -> Result<()> {
        if ensure(self.purpose)? == 0 {
            println!("Everything is here.");
        }
        Ok(())
    }
}

/// Installs what `purpose` needs and is missing; gives how many things that were.
///
/// # Errors
/// If something cannot be installed here; the text says what to do.
pub(crate) fn ensure(purpose: Purpose) -> Result<usize> {
    let mut plan = Vec::new();
    for tool in purpose.tools().into_iter().filter(|tool| !(tool.is_here)()) {
        let how = (tool.install)().with_context(|| format!("{} is missing ({})", tool.name, tool.purpose))?;
        plan.push((tool, how));
    }
    if plan.is_empty() {
        return Ok(0);
    }
    let minutes: u32 = plan.iter().map(|(tool, _)| tool.minutes).sum();
    println!("Missing here and installed now (about {minutes} min in all on two cores):");
    for (tool, how) in &plan {
        println!("  {} {}\n      by: {how} (about {} min)", tool.name, tool.purpose, tool.minutes);
    }
    for (tool, how) in &plan {
        install_one(tool, how)?;
    }
    install::tidy()?;
    Ok(plan.len())
}

fn install_one(tool: &Tool, how: &Install) -> Result<()> {
    println!("Installing {} …", tool.name);
    how.run(&format!("installing {}", tool.name)).with_context(|| format!("{} could not be installed", tool.name))?;
    anyhow::ensure!((tool.is_here)(), "{} was installed ({how}) but is still not found in a version that will do", tool.name);
    Ok(())
}

impl Purpose {
    fn tools(self) -> Vec<&'static Tool> {
        let dist = [&wasm_std::TOOL, &node::TOOL, &npm::TOOL, &wasm_bindgen::TOOL];
        let check = [&lints::TOOL, &machete::TOOL, &deny::TOOL];
        let schema = [&schemathesis::PYTHON, &schemathesis::TOOL];
        let page = [&browsers::CHROMIUM, &browsers::FIREFOX, &geckodriver::TOOL];
        match self {
            Self::Dist | Self::Demo => dist.to_vec(),
            Self::Check => check.to_vec(),
            Self::Host => vec![&postgres::TOOL],
            Self::Schema => schema.to_vec(),
            Self::Page => [&dist[..], &page].concat(),
            Self::Test => [&dist[..], &check, &[&postgres::TOOL], &schema, &page, &[&browsers::WEBKIT, &trunk::TOOL]].concat(),
        }
    }
}
