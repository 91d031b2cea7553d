//! cargo-machete, which finds dependencies nothing uses.

use super::Tool;
use super::install::Install;
use crate::paths;

/// cargo-machete; any release on PATH will do.
pub(crate) const TOOL: Tool = Tool {
    name: "cargo-machete",
    purpose: "finds dependencies that nothing uses",
    minutes: 1,
    is_here: || paths::program("cargo-machete").is_some(),
    install: || Ok(Install::Cargo { krate: "cargo-machete", version: "0.9.2".to_owned(), locked: true }),
};
