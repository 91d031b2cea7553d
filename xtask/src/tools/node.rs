//! Node.js: binaryen's and esbuild's programs are started by it.

use std::process::Command;

use anyhow::{Result, bail};

use super::Tool;
use super::install::{Install, has_apt};
use crate::{paths, run};

/// The oldest major version that runs the packages of `xtask/npm`.
const OLDEST: u32 = 18;

/// Node.js with npm.
pub(crate) const TOOL: Tool = Tool {
    name: "Node.js",
    purpose: "starts wasm-opt and esbuild (nothing of it reaches a shop)",
    minutes: 1,
    is_here: || version().is_some_and(|version| version >= OLDEST) && paths::program("npm").is_some(),
    install,
};

fn version() -> Option<u32> {
    major(&run::output(Command::new("node").arg("--version")).ok()?)
}

fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn install() -> Result<Install> {
    if has_apt() {
        return Ok(Install::Apt(&["nodejs", "npm"]));
    }
    bail!("install Node.js {OLDEST} or newer with npm (nodejs.org), then run this again")
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20.20.2"), None);
    }
}
