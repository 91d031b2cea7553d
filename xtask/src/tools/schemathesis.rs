//! Schemathesis, from PyPI into an environment of its own: it tries the served OpenAPI document against the server.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::bail;

use super::Tool;
use super::install::{Install, has_apt};
use crate::{paths, run};

/// Python with its environments.
pub(crate) const PYTHON: Tool = Tool {
    name: "Python 3",
    purpose: "starts Schemathesis (nothing of it reaches a shop)",
    minutes: 1,
    is_here: || run::output(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok(),
    install: || {
        if has_apt() {
            return Ok(Install::Apt(&["python3", "python3-venv"]));
        }
        bail!("install Python 3 with venv (python.org), then run this again")
    },
};

/// Schemathesis in the versions of `xtask/schemathesis/requirements.txt`.
pub(crate) const TOOL: Tool = Tool {
    name: "Schemathesis",
    purpose: "tests the API against its OpenAPI document",
    minutes: 1,
    is_here,
    install: || Ok(Install::Pip),
};

/// The program.
pub(crate) fn program() -> PathBuf {
    environment().join("bin/schemathesis")
}

/// The folder of the environment.
pub(crate) fn environment() -> PathBuf {
    paths::cache().join("schemathesis")
}

/// The list of what is installed there.
pub(crate) fn requirements() -> PathBuf {
    paths::root().join("xtask/schemathesis/requirements.txt")
}

/// The packages are as listed if they were installed from the very same list.
fn is_here() -> bool {
    let listed = fs::read(requirements()).ok();
    let installed = fs::read(environment().join("requirements.txt")).ok();
    listed.is_some() && listed == installed && program().is_file()
}
