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

/// What keeps the names of functions: they tell what weighs how much.
pub(crate) const NAMED: [&str; 1] = ["-g"];

/// Makes the module at `from` as small as it gets, with [`STRIP`] or [`NAMED`].
///
/// # Errors
/// If wasm-opt refuses the module.
pub(crate) fn optimise(from: &Path, to: &Path, names: &[&str]) -> Result<()> {
    let mut opt = npm::command("wasm-opt")?;
    // What is smallest before compression is not what is smallest after it: functions with one caller stay functions, small ones
    // go into those that call them, what is computed twice stays there twice, and functions lie beside those of their module.
    let smaller = [
        "-Os",
        "--one-caller-inline-max-function-size=0",
        "--always-inline-max-function-size=6",
        "--skip-pass=local-cse",
        "--reorder-functions-by-name",
    ];
    opt.args(FEATURES).args(smaller).args(names).arg(from).arg("-o").arg(to);
    run::quietly("wasm-opt", &mut opt)
}
