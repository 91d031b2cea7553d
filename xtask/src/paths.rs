//! Where things lie: the clone, cargo's target folder, and the cache of tools outside the clone.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The clone's root folder.
pub(crate) fn root() -> PathBuf {
    // `cargo run` tells where the manifest is now; the compiled-in path is only right while the clone stays where it was.
    let manifest = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
    Path::new(&manifest).parent().map(Path::to_owned).unwrap_or_default()
}

/// Cargo's target folder, as the environment says or `target` in the clone.
pub(crate) fn target() -> PathBuf {
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| PathBuf::from("target"), PathBuf::from);
    root().join(folder)
}

/// The target folder of builds for wasm32. Apart from the host's, so that neither waits for the other's lock and a second
/// toolchain does not rebuild the first one's work.
pub(crate) fn wasm_target() -> PathBuf {
    target().join("wasm")
}

/// Where the steps of a build leave what they hand to each other.
pub(crate) fn work() -> PathBuf {
    target().join("dist-work")
}

/// `$XDG_CACHE_HOME/loyalty-widget` (or in `~/.cache`): tools outlive a clone and serve several.
pub(crate) fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()).map(PathBuf::from);
    base.unwrap_or_else(|| home().join(".cache")).join("loyalty-widget")
}

/// The cache's folder of programs.
pub(crate) fn bin() -> PathBuf {
    cache().join("tools/bin")
}

/// The user's home folder.
pub(crate) fn home() -> PathBuf {
    env::var_os("HOME").or_else(|| env::var_os("USERPROFILE")).map(PathBuf::from).unwrap_or_default()
}

/// Cargo's home: where the sources of dependencies lie.
pub(crate) fn cargo_home() -> PathBuf {
    env::var_os("CARGO_HOME").map_or_else(|| home().join(".cargo"), PathBuf::from)
}

/// A program by its name: from the cache of tools, else from PATH.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    env::split_paths(&search_path()).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// PATH with the cache of tools in front, for programs that start others by their names.
pub(crate) fn search_path() -> OsString {
    let path = env::var_os("PATH").unwrap_or_default();
    // Only a folder with a colon in its name cannot be joined: then the tools have to be on PATH already.
    env::join_paths(std::iter::once(bin()).chain(env::split_paths(&path))).unwrap_or(path)
}
