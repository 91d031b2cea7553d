//! Names between the glue and the module become one or two letters long.
//!
//! wasm-bindgen ends the name of every import in a hash and spells closures' types out; both files carry them, and hashes do
//! not compress.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use serde::Deserialize;

use super::module::Module;
use super::optimise;
use crate::run;
use crate::tools::npm;

/// What wasm-opt calls the one module all imports come from.
const MODULE: &str = "a";

/// Shortens the names in the module at `named` and the glue at `script`, and gives the glue and the stripped module.
///
/// # Errors
/// If a tool fails, or the two no longer fit each other.
pub(crate) fn shorten(script: &Path, named: &Path, work: &Path) -> Result<(String, Vec<u8>)> {
    let small = work.join("small.wasm");
    let mut opt = npm::command("wasm-opt")?;
    opt.args(optimise::FEATURES).args(optimise::STRIP);
    opt.arg("--minify-imports-and-exports-and-modules").arg(named).arg("-o").arg(&small);
    let names: Names = serde_json::from_str(&run::output(&mut opt)?).context("reading the names wasm-opt gave")?;
    let wasm = fs::read(&small)?;
    let (before, after) = (Module::read(&fs::read(named)?)?, Module::read(&wasm)?);
    ensure!(before.imports.len() == after.imports.len() && before.exports.len() == after.exports.len(), "wasm-opt dropped names");

    let mut text = fs::read_to_string(script).with_context(|| format!("reading {}", script.display()))?;
    for (module, import, short) in &names.imports {
        text = replace_key(&text, import, short)?;
        text = text.replace(&format!("{module:?}: import0"), &format!("{MODULE}: import0"));
    }
    for (export, short) in &names.exports {
        text = replace_members(&text, export, short);
    }
    Ok((text, wasm))
}

/// What wasm-opt prints.
#[derive(Deserialize)]
struct Names {
    /// The module it came from, the old name, the new one.
    imports: Vec<(String, String, String)>,
    /// The old name and the new one.
    exports: Vec<(String, String)>,
}

/// Renames a function of the import object: a key at the start of a line, once.
fn replace_key(text: &str, from: &str, to: &str) -> Result<String> {
    let line = format!("\n    {from}");
    let places: Vec<_> = text.match_indices(&line).filter(|(at, _)| text[at + line.len()..].starts_with([':', '('])).collect();
    ensure!(places.len() == 1, "{from} is {} times in the glue's import object", places.len());
    let at = places[0].0;
    Ok(format!("{}\n    {to}{}", &text[..at], &text[at + line.len()..]))
}

fn replace_members(text: &str, name: &str, short: &str) -> String {
    let from = format!("wasm.{name}");
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(&from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let whole = !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$');
        out.push_str(before);
        out.push_str(&if whole { format!("wasm.{short}") } else { from.clone() });
        rest = after;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{replace_key, replace_members};

    #[test]
    fn only_whole_names_are_replaced() {
        assert_eq!(replace_members("wasm.add(1); wasm.add_all(2)", "add", "a"), "wasm.a(1); wasm.add_all(2)");
        assert_eq!(replace_key("{\n    get_1: x,\n    get: y", "get", "b").unwrap(), "{\n    get_1: x,\n    b: y");
        assert!(replace_key("{}", "get", "b").is_err());
    }
}
