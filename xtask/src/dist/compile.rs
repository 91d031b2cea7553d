//! The widget's Rust to wasm, with the standard library built for size.

use std::path::PathBuf;

use anyhow::{Context, Result};

use super::link;
use crate::tools::wasm_std::{TARGET, Toolchain};
use crate::{paths, run};

/// The cargo profile of the page (see the root Cargo.toml).
const PROFILE: &str = "wasm-release";

/// Compiles the widget and gives the module's path.
///
/// # Errors
/// If no toolchain is there or the code does not compile.
pub(crate) fn widget(what: &str) -> Result<PathBuf> {
    let toolchain = Toolchain::find().context("no Rust for wasm32 here: run `cargo xtask setup`")?;
    let mut cargo = toolchain.cargo();
    cargo.args(["rustc", "--lib", "--package", "loyalty-widget", "--target", TARGET, "--profile", PROFILE]);
    cargo.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort");
    cargo.env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size");
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags().join("\x1f"));
    link::stand_in(&mut cargo, &toolchain.linker()?)?;
    // For the last crate alone: another linker in cargo's settings would compile every dependency again.
    cargo.args(["--", "-C", &format!("linker={}", link::NAME)]);
    // Relocations tell what a function needs: so that parts can be taken out.
    cargo.args(["--cfg", "loyalty_split", "-C", "link-arg=--emit-relocs"]);
    run::quietly(what, &mut cargo)?;
    Ok(paths::wasm_target().join(TARGET).join(PROFILE).join("loyalty_widget.wasm"))
}

/// How the page's code is compiled, besides the profile.
const FLAGS: [&str; 5] = [
    "-Zunstable-options",
    // A panic ends in one instruction; no text, no place in the source and no `{:?}` is kept for it.
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
    // 64 KiB instead of 1 MiB: what the widget needs, and what a page has to give.
    "-Clink-arg=-zstack-size=65536",
];

/// No path of this machine gets into the module: two builds of a commit are the same bytes wherever the clone lies.
fn flags() -> Vec<String> {
    let mut flags = FLAGS.map(str::to_owned).to_vec();
    for (from, to) in [(paths::root(), "/widget"), (paths::cargo_home(), "/cargo"), (paths::target(), "/target")] {
        flags.push(format!("--remap-path-prefix={}={to}", from.display()));
    }
    flags
}
