//! esbuild: bundles and minifies.

use std::io::Write;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::paths;
use crate::tools::npm;

/// The oldest JavaScript the widget speaks: what every browser with the WebAssembly features it needs has.
const TARGET: &str = "--target=es2022";

/// Minifies a classic script.
///
/// # Errors
/// If esbuild refuses it.
pub(crate) fn script(source: &str) -> Result<String> {
    pipe(&["--loader=js", TARGET, "--minify"], source)
}

/// Bundles an ES module with what it imports from the folder of [`paths::work`], and minifies.
///
/// # Errors
/// If esbuild refuses it.
pub(crate) fn bundle(source: &str) -> Result<String> {
    pipe(&["--loader=js", TARGET, "--minify", "--bundle", "--format=esm"], source)
}

/// Drops what an ES module's `exports` do not need, keeping it readable.
///
/// # Errors
/// If esbuild refuses it.
pub(crate) fn shake(file: &str, exports: &[&str]) -> Result<String> {
    pipe(&["--bundle", "--format=esm", TARGET], &format!("export {{ {} }} from {file:?};", exports.join(", ")))
}

/// Minifies a stylesheet.
///
/// # Errors
/// If esbuild refuses it.
pub(crate) fn css(source: &str) -> Result<String> {
    pipe(&["--loader=css", "--minify"], source)
}

fn pipe(arguments: &[&str], source: &str) -> Result<String> {
    let mut esbuild = npm::command("esbuild")?;
    // Its working folder must not matter to what it writes.
    esbuild.args(arguments).args(["--charset=utf8", "--log-level=warning"]).current_dir(paths::work());
    let mut child = esbuild.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("starting esbuild")?;
    child.stdin.take().context("esbuild's input")?.write_all(source.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("esbuild refused its input; see above");
    }
    Ok(String::from_utf8(output.stdout)?)
}
