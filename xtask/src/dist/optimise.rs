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

/// Makes the module at `from` as small as it gets, keeping the names of its functions: they tell what weighs how much.
///
/// # Errors
/// If wasm-opt refuses the module.
pub(crate) fn optimise(from: &Path, to: &Path) -> Result<()> {
    let mut opt = npm::command("wasm-opt")?;
    // Functions with one caller stay functions, and what is computed twice stays there twice: larger before compression, and
    // 3 % and 0.6 % smaller after it.
    let smaller = ["-Oz", "--one-caller-inline-max-function-size=0", "--skip-pass=local-cse", "-g"];
    opt.args(FEATURES).args(smaller).arg(from).arg("-o").arg(to);
    run::quietly("wasm-opt", &mut opt)
}
