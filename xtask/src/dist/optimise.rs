//! wasm-opt.

use std::path::Path;

use anyhow::Result;

use crate::run;
use crate::tools::npm;

/// What the module may use. Named one by one: with `--all-features` wasm-opt writes modules that browsers refuse.
pub(crate) const FEATURES: [&str; 8] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-call-indirect-overlong",
];

/// What takes names and other sections out that browsers don't read.
pub(crate) const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Makes the module at `from` as small as it gets, keeping the names of its functions: they tell what weighs how much.
///
/// # Errors
/// If wasm-opt refuses the module.
pub(crate) fn optimise(from: &Path, to: &Path) -> Result<()> {
    let mut opt = npm::command("wasm-opt")?;
    // What is smallest before compression is not what is smallest after it: functions with one caller stay functions, small ones
    // go into those that call them, what is computed twice stays there twice, and functions lie beside those of their module.
    let smaller = [
        "-Os",
        "--one-caller-inline-max-function-size=0",
        "--always-inline-max-function-size=6",
        "--skip-pass=local-cse",
        "--reorder-functions-by-name",
        "-g",
    ];
    opt.args(FEATURES).args(smaller).arg(from).arg("-o").arg(to);
    run::quietly("wasm-opt", &mut opt)
}

/// The module at `from` without names and other sections that browsers don't read.
///
/// # Errors
/// If wasm-opt refuses the module.
pub(crate) fn strip(from: &Path, to: &Path) -> Result<()> {
    let mut opt = npm::command("wasm-opt")?;
    opt.args(FEATURES).args(STRIP).arg(from).arg("-o").arg(to);
    run::quietly("wasm-opt", &mut opt)
}
