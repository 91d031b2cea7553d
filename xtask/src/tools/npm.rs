//! The tools from npm, pinned in `xtask/npm`: binaryen (wasm-opt, wasm-metadce), esbuild, axe-core.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, ensure};

use super::Tool;
use super::install::Install;
use crate::paths;

/// The packages of `xtask/npm`.
pub(crate) const TOOL: Tool = Tool {
    name: "binaryen, esbuild, axe-core",
    purpose: "make the wasm and the JavaScript small; axe-core checks accessibility in the tests",
    minutes: 1,
    is_here,
    install: || Ok(Install::Npm),
};

/// A program of one of the packages.
///
/// # Errors
/// If it is not installed.
pub(crate) fn command(program: &str) -> Result<Command> {
    let file = modules().join(".bin").join(program);
    ensure!(file.exists(), "{program} is missing: run `cargo xtask setup`");
    Ok(Command::new(file))
}

/// axe-core's script, which the end-to-end tests inject.
pub(crate) fn axe() -> PathBuf {
    modules().join("axe-core/axe.min.js")
}

fn modules() -> PathBuf {
    paths::cache().join("npm/node_modules")
}

/// The packages are as the lock file says if they were installed from the very same one.
fn is_here() -> bool {
    let lock = fs::read(paths::root().join("xtask/npm/package-lock.json")).ok();
    let installed = fs::read(paths::cache().join("npm/package-lock.json")).ok();
    lock.is_some()
        && lock == installed
        && ["wasm-opt", "wasm-metadce", "esbuild"].iter().all(|name| command(name).is_ok())
        && axe().is_file()
}
