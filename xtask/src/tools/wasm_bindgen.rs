//! wasm-bindgen's command line and its test runner: the very version that Cargo.lock has.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::Tool;
use super::install::Install;
use crate::{paths, run};

/// wasm-bindgen's programs.
pub(crate) const TOOL: Tool = Tool {
    name: "wasm-bindgen",
    purpose: "writes the JavaScript beside the wasm, and runs the widget's tests in browsers",
    minutes: 3,
    is_here: || find("wasm-bindgen").is_ok() && find("wasm-bindgen-test-runner").is_ok(),
    // Not with its own lock file: that names a release of a dependency which has been withdrawn.
    install: || Ok(Install::Cargo { krate: "wasm-bindgen-cli", version: locked_version()?, locked: false }),
};

/// One of its programs, in the locked version.
///
/// # Errors
/// If it is missing or of another version: then a module would be written that does not fit the library compiled in.
pub(crate) fn find(program: &str) -> Result<PathBuf> {
    let file = paths::program(program).with_context(|| format!("{program} is missing: run `cargo xtask setup`"))?;
    let (found, wanted) = (run::output(Command::new(&file).arg("--version"))?, locked_version()?);
    anyhow::ensure!(
        found.trim().ends_with(&wanted),
        "{} is {}, not {wanted}: run `cargo xtask setup`",
        file.display(),
        found.trim()
    );
    Ok(file)
}

fn locked_version() -> Result<String> {
    let lock = fs::read_to_string(paths::root().join("Cargo.lock")).context("reading Cargo.lock")?;
    version_in(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_package_itself_is_read_not_one_whose_name_starts_alike() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
