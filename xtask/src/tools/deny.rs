//! cargo-deny, which checks licences, sources and known vulnerabilities of dependencies.

use super::Tool;
use super::install::Install;
use crate::paths;

/// cargo-deny; any release on PATH will do.
pub(crate) const TOOL: Tool = Tool {
    name: "cargo-deny",
    purpose: "checks the licences and the advisories of dependencies",
    minutes: 5,
    is_here: || paths::program("cargo-deny").is_some(),
    install: || Ok(Install::Cargo { krate: "cargo-deny", version: "0.20.2".to_owned(), locked: true }),
};
