//! Trunk, which builds the preview for `trunk serve`.

use super::Tool;
use super::install::Install;
use crate::paths;

/// Newer releases ask for a newer compiler than this workspace does.
const VERSION: &str = "0.21.14";

/// Trunk; any release on PATH will do.
pub(crate) const TOOL: Tool = Tool {
    name: "Trunk",
    purpose: "the tests see that `trunk serve`'s build works",
    minutes: 5,
    is_here: || paths::program("trunk").is_some(),
    install: || Ok(Install::Cargo { krate: "trunk", version: VERSION.to_owned(), locked: true }),
};
