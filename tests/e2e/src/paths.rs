//! Where things lie. `cargo xtask test` says so by environment variables; without it, where they usually are.

use std::env;
use std::path::{Path, PathBuf};

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The build under test: `LOYALTY_DIST`, or `dist`.
pub fn dist() -> PathBuf {
    named("LOYALTY_DIST").unwrap_or_else(|| root().join("dist"))
}

/// axe-core's `axe.min.js`: `LOYALTY_AXE`, or the one that `cargo xtask setup` put into its cache.
pub fn axe() -> PathBuf {
    named("LOYALTY_AXE").unwrap_or_else(|| cache().join("npm/node_modules/axe-core/axe.min.js"))
}

/// What a failed flow leaves behind: a picture and the page's log.
pub fn failures() -> PathBuf {
    root().join("tests/e2e/failures")
}

/// A program: by its variable, from the cache of tools, or by its name on `PATH`.
pub fn program(variable: &str, name: &str) -> PathBuf {
    let cached = cache().join("tools/bin").join(name);
    named(variable).unwrap_or_else(|| if cached.is_file() { cached } else { name.into() })
}

fn cache() -> PathBuf {
    let home = named("HOME").unwrap_or_default();
    named("XDG_CACHE_HOME").unwrap_or_else(|| home.join(".cache")).join("loyalty-widget")
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
