//! `cargo xtask env`: the environment in which cargo and Trunk build for wasm32 on this machine.

use anyhow::{Context, Result};
use clap::Args;

use crate::paths;
use crate::tools::wasm_std::Toolchain;

/// Prints what `trunk serve` needs in the environment here: `eval "$(cargo xtask env)"`.
#[derive(Args)]
pub(crate) struct Env;

impl Env {
    /// Prints `export` lines; nothing but the PATH of the tools where rustup has the target.
    ///
    /// # Errors
    /// If there is no toolchain for wasm32.
    pub(crate) fn run(&self) -> Result<()> {
        let toolchain = Toolchain::find().context("no Rust for wasm32 here: run `cargo xtask setup --for dist`")?;
        for (name, value) in variables(toolchain) {
            println!("export {name}='{value}'");
        }
        println!("export PATH='{}':\"$PATH\"", paths::bin().display());
        Ok(())
    }
}

/// The environment for Trunk: the toolchain's, and a target folder of its own where the toolchain is not the host's.
pub(crate) fn variables(toolchain: Toolchain) -> Vec<(&'static str, String)> {
    let mut variables = toolchain.environment();
    if toolchain == Toolchain::Debian {
        variables.push(("CARGO_TARGET_DIR", paths::wasm_target().display().to_string()));
    }
    variables
}
