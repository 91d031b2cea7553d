//! The compiled module taken apart: what every page needs, and what is loaded when it is wanted (`src/parts.rs`).
//!
//! The tool follows the relocations that the linker left, so it knows what each function and each piece of data needs. What only
//! the entry of a part reaches goes into a module of the part's own; what several parts share and the main module does not need
//! becomes a module that each of them loads first. They all share one memory and one table of functions.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, transform};

use super::module::Module;

/// What the compiled module became.
pub(crate) struct Split {
    /// The module that every page gets; wasm-bindgen comes next.
    pub(crate) main: PathBuf,
    /// The other modules by their names.
    pub(crate) modules: BTreeMap<String, PathBuf>,
    /// For each part the modules it consists of, in the order in which they have to be loaded.
    pub(crate) parts: BTreeMap<String, Vec<String>>,
    /// What the other modules take from the first: names of its exports.
    pub(crate) shared: Vec<String>,
}

/// Splits `compiled`, which must have its relocations.
///
/// # Errors
/// If it cannot be split, or the parts take something else from the main module than memory, table and globals.
pub(crate) fn split(compiled: &Path, work: &Path) -> Result<Split> {
    let wasm = fs::read(compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let (out, main) = (work.join("parts"), work.join("main.wasm"));
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("emptying {}", out.display()))?;
    }
    let mut options = Options::new(&wasm);
    options.output_dir = &out;
    options.main_out_path = &main;
    let done = transform(options).map_err(|error| anyhow!("splitting the module: {error:#}"))?;
    let mut split = Split { main, modules: BTreeMap::new(), parts: done.prefetch_map.into_iter().collect(), shared: Vec::new() };
    for path in done.split_modules {
        let name = path.file_stem().context("a part without a name")?.to_string_lossy().into_owned();
        for import in Module::read(&fs::read(&path)?)?.imports {
            if !split.shared.contains(&import) {
                split.shared.push(import);
            }
        }
        split.modules.insert(name, path);
    }
    split.shared.sort();
    let exported = Module::read(&fs::read(&split.main)?)?.exports;
    for name in &split.shared {
        ensure!(exported.contains(name), "a part needs `{name}`, which the main module does not export");
    }
    Ok(split)
}
