//! geckodriver, by which the tests drive Firefox.

use super::Tool;
use super::install::Install;
use crate::paths;

/// geckodriver; any release on PATH will do.
pub(crate) const TOOL: Tool = Tool {
    name: "geckodriver",
    purpose: "drives Firefox in the tests",
    minutes: 3,
    is_here: || paths::program("geckodriver").is_some(),
    install: || Ok(Install::Cargo { krate: "geckodriver", version: "0.37.1".to_owned(), locked: true }),
};
