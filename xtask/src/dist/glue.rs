//! wasm-bindgen's JavaScript ("glue"), changed in one respect: a panic stays inside.
//!
//! A panic in WebAssembly is a trap: an exception in whatever JavaScript called, which is the merchant's page. Everything the
//! page calls in Rust (listeners, timers, promises, microtasks) passes through one generated function. There the exception is
//! caught and handed to whom [`GUARD`] registered; from then on the dead instance is not called again. The text must match
//! exactly, or the build fails: a new wasm-bindgen is to be looked at first.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::run;
use crate::tools::wasm_bindgen;

/// The function that is added: `guard(error => …)` registers who is told of a trap, and gives back the function by which a
/// caller of the module's exports tells of one itself.
pub(crate) const GUARD: &str = "guard";

/// The function that is added to load a part: `link(module)` makes an instance of it that shares what the main module has.
pub(crate) const LINK: &str = "link";

/// The name of the generated files.
const NAME: &str = "loyalty-widget";

/// The glue and the module it belongs to.
pub(crate) struct Glue {
    /// The JavaScript's text.
    pub(crate) script: String,
    /// The module's path.
    pub(crate) wasm: PathBuf,
}

/// Runs wasm-bindgen on `module` and puts the guard in.
///
/// # Errors
/// If wasm-bindgen fails or wrote something else than is known.
pub(crate) fn generate(module: &Path, shared: &[String], work: &Path) -> Result<Glue> {
    let mut bindgen = Command::new(wasm_bindgen::find("wasm-bindgen")?);
    bindgen.args(["--target", "web", "--no-typescript", "--no-demangle", "--keep-lld-exports", "--out-name", NAME, "--out-dir"]);
    bindgen.arg(work).arg(module);
    run::quietly("wasm-bindgen", &mut bindgen)?;
    let file = work.join(NAME).with_extension("js");
    let script = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    Ok(Glue { script: guarded(&script)? + &linker(shared), wasm: work.join(format!("{NAME}_bg.wasm")) })
}

fn linker(shared: &[String]) -> String {
    let shared: Vec<_> = shared.iter().map(|name| format!("{name:?}: wasm.{name}")).collect();
    format!(
        "\nexport function {LINK}(module) {{\n    new WebAssembly.Instance(module, {{ __wasm_split: {{ {} }} }});\n}}\n",
        shared.join(", ")
    )
}

/// What is replaced, and how often it has to be there.
const CHANGES: [(&str, &str, Times); 4] = [
    (
        "    const real = (...args) => {\n\n        // First up",
        "    const real = (...args) => {\n        if (dead) return;\n        // First up",
        Times::Once,
    ),
    ("        } finally {\n            state.a = a;\n            real._wbg", CAUGHT, Times::Once),
    ("        if (--state.cnt === 0) {", "        if (!dead && --state.cnt === 0) {", Times::Once),
    ("    : new FinalizationRegistry(", "    : /* @__PURE__ */ finalizer(", Times::AtLeastOnce),
];

const CAUGHT: &str = "        } catch (error) {\n            contain(error);\n        } finally {\n            state.a = a;\n            real._wbg";

/// `finalizer`: the garbage collector calls Rust too, with nobody to catch. It is marked pure where it is used, so that what
/// belongs to an unused class can go.
const HELPERS: &str = "
let onTrap, dead = false;
export function guard(handler) {
    onTrap = handler;
    return contain;
}
function contain(error) {
    if (dead) return;
    dead = true;
    if (onTrap) onTrap(error);
}
function finalizer(free) {
    return new FinalizationRegistry(held => {
        if (dead) return;
        try { free(held); } catch (error) { contain(error); }
    });
}
";

#[derive(Clone, Copy)]
enum Times {
    Once,
    AtLeastOnce,
}

fn guarded(script: &str) -> Result<String> {
    ensure!(script.matches("function makeMutClosure(").count() == 1, "the glue has no makeMutClosure: nothing to guard");
    ensure!(
        !script.contains("function makeClosure("),
        "the widget hands a `Closure<dyn Fn>` to the page; the guard knows `dyn FnMut` only: use that"
    );
    let mut guarded = script.to_owned();
    for (from, to, times) in CHANGES {
        let found = guarded.matches(from).count();
        let right = match times {
            Times::Once => found == 1,
            Times::AtLeastOnce => found >= 1,
        };
        ensure!(right, "the glue has {found} times what the guard expects once (has wasm-bindgen changed?):\n{from}");
        guarded = guarded.replace(from, to);
    }
    Ok(guarded + HELPERS)
}
