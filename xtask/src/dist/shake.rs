//! Drops what the loader does not use: exports of dependencies survive every optimiser, since the page might call them.
//!
//! What is used is listed in [`EXPORTS`]. esbuild drops what that does not need from the glue; wasm-metadce drops from the
//! module what the rest of the glue does not need; and since a dropped function may have been the last to need an import, both
//! are repeated until nothing more goes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use super::glue::{GUARD, Glue, LINK};
use super::module::Module;
use super::{esbuild, optimise};
use crate::tools::npm;
use crate::{paths, run};

/// The glue and the module with nothing unused in them.
pub(crate) struct Shaken {
    /// The JavaScript's path.
    pub(crate) script: PathBuf,
    /// The module's path.
    pub(crate) wasm: PathBuf,
}

/// What static/boot.js takes from the glue: the four functions of src/lib.rs, and three of the glue's own.
pub(crate) const EXPORTS: [&str; 7] = ["attach", "command", "detach", "start", "initSync", GUARD, LINK];

/// Shakes both until nothing more falls out.
///
/// # Errors
/// If a tool fails, or an export is left that the loader does not use.
pub(crate) fn shake(glue: Glue, work: &Path) -> Result<Shaken> {
    check_exports(&fs::read_to_string(paths::root().join("static/boot.js")).context("reading static/boot.js")?)?;
    let (script, wasm) = (work.join("shaken.js"), work.join("shaken.wasm"));
    fs::copy(&glue.wasm, &wasm)?;
    let mut text = without_disposal(&glue.script);
    let mut module = Module::read(&fs::read(&wasm)?)?;
    loop {
        fs::write(&script, &text)?;
        text = esbuild::shake("./shaken.js", &EXPORTS)?;
        let used = members_of("wasm", &text).into_iter().filter(|name| module.exports.contains(name)).collect();
        reduce(&wasm, &used, work)?;
        let smaller = Module::read(&fs::read(&wasm)?)?;
        text = without_imports(&text, &smaller.imports)?;
        // Not their order: wasm-metadce gives imports another one each time.
        if (smaller.imports.len(), smaller.exports.len()) == (module.imports.len(), module.exports.len()) {
            break;
        }
        module = smaller;
    }
    fs::write(&script, &text)?;
    if let Some(left) = module.exports.iter().find(|export| !members_of("wasm", &text).contains(*export)) {
        bail!("the module still exports `{left}`, which nothing in the glue calls");
    }
    Ok(Shaken { script, wasm })
}

/// The list and the script that uses it must not drift apart.
fn check_exports(boot: &str) -> Result<()> {
    let called = boot.match_indices("call(\"").filter_map(|(at, found)| boot[at + found.len()..].split('"').next());
    let used: BTreeSet<_> = members_of("glue", boot).into_iter().chain(called.map(str::to_owned)).collect();
    for name in &used {
        ensure!(
            EXPORTS.contains(&name.as_str()),
            "static/boot.js uses glue.{name}: add it to EXPORTS in xtask/src/dist/shake.rs"
        );
    }
    for name in EXPORTS {
        ensure!(
            used.contains(name),
            "static/boot.js no longer uses glue.{name}: take it out of EXPORTS in xtask/src/dist/shake.rs"
        );
    }
    Ok(())
}

/// `using` is what these lines are for, and the loader does not write it; they keep every class alive.
fn without_disposal(script: &str) -> String {
    script.lines().filter(|line| !line.starts_with("if (Symbol.dispose) ")).flat_map(|line| [line, "\n"]).collect()
}

/// Drops the functions of the import object that are not in `kept`.
fn without_imports(script: &str, kept: &[String]) -> Result<String> {
    let (head, rest) = script.split_once("__proto__: null,\n").context("the glue has no import object")?;
    let (object, tail) = rest.split_once("\n  };\n").context("the glue's import object does not end")?;
    let mut out = format!("{head}__proto__: null,\n");
    let mut keeping = true;
    for line in object.lines() {
        if let Some(name) = line.strip_prefix("    ").filter(|line| !line.starts_with([' ', '}'])) {
            let name = name.split([':', '(']).next().unwrap_or_default();
            keeping = kept.iter().any(|kept| kept == name);
        }
        if keeping {
            out.push_str(line);
            out.push('\n');
        }
    }
    for name in kept {
        ensure!(out.contains(&format!("\n    {name}")), "the glue has no import {name}, which the module needs");
    }
    Ok(format!("{out}  }};\n{tail}"))
}

/// Removes from the module at `wasm` all exports but `used`, and what only they needed.
fn reduce(wasm: &Path, used: &BTreeSet<String>, work: &Path) -> Result<()> {
    let graph: Vec<_> = used.iter().map(|name| json!({ "name": name, "root": true, "export": name })).collect();
    let (list, out) = (work.join("used.json"), work.join("reduced.wasm"));
    fs::write(&list, serde_json::to_string(&graph)?)?;
    let mut metadce = npm::command("wasm-metadce")?;
    metadce.args(optimise::FEATURES).arg("-g").arg(wasm).arg("--graph-file").arg(&list).arg("-o").arg(&out);
    run::quietly("wasm-metadce", &mut metadce)?;
    fs::rename(&out, wasm).context("replacing the module")
}

/// Every `name` in `object.name`, where `object` stands alone.
pub(crate) fn members_of(object: &str, script: &str) -> BTreeSet<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let dotted = format!("{object}.");
    script
        .match_indices(&dotted)
        .filter(|(at, _)| !script[..*at].ends_with(|c| is_part(c) || c == '.'))
        .map(|(at, _)| script[at + dotted.len()..].chars().take_while(|c| is_part(*c)).collect::<String>())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{check_exports, members_of, without_imports};

    #[test]
    fn the_list_of_exports_is_what_the_script_uses() {
        let boot = r#"glue.guard(f); glue.link(m); glue.initSync(m); glue.start(p); call("attach", e); call("detach", e); call("command")"#;
        assert!(check_exports(boot).is_ok());
        assert!(check_exports(&boot.replace("attach", "catch")).is_err());
        assert!(check_exports(&format!("{boot}; glue.more()")).is_err());
    }

    #[test]
    fn members_are_those_of_the_object_itself() {
        let found = members_of("wasm", "wasm.a(); x = wasm.b_1; my.wasm.c; mywasm.d; f('./wasm')");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["a", "b_1"]);
    }

    #[test]
    fn an_import_nobody_needs_goes_whole() {
        let script = "const import0 = {\n    __proto__: null,\n    a: function() {\n      one;\n    },\n    b() {\n      two;\n    }\n  };\nrest";
        let kept = without_imports(script, &["b".to_owned()]).unwrap();
        assert_eq!(kept, "const import0 = {\n    __proto__: null,\n    b() {\n      two;\n    }\n  };\nrest");
        assert!(without_imports(script, &["c".to_owned()]).is_err());
    }
}
