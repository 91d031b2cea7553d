//! `cargo xtask dist`: everything a merchant deploys, in one folder.
//!
//! The steps, each in its own file: [`compile`] (with [`link`]) → [`split`] (parts that are loaded when they are wanted) →
//! [`glue`] (wasm-bindgen's JavaScript, with the guard against panics) → [`shake`] (what the loader does not use goes) →
//! [`shorten`] (names of imports and exports) → [`messages`] (which part says what) → [`assets`] (bundle, hashed names) →
//! [`manifest`].

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::step::Steps;
use crate::{paths, setup};

pub(crate) mod assets;
pub(crate) mod compile;
pub(crate) mod compress;
pub(crate) mod esbuild;
pub(crate) mod glue;
pub(crate) mod link;
pub(crate) mod manifest;
pub(crate) mod messages;
pub(crate) mod module;
pub(crate) mod optimise;
pub(crate) mod shake;
pub(crate) mod shorten;
pub(crate) mod split;

/// The steps [`build`] takes.
pub(crate) const STEPS: usize = 3;

/// Builds what a merchant deploys.
#[derive(Args)]
pub(crate) struct Dist {
    /// The folder to write to, seen from the root of the clone.
    #[arg(long, default_value = "dist")]
    out: PathBuf,
}

impl Dist {
    /// Sets up, builds, and says where the result lies.
    ///
    /// # Errors
    /// If a tool is missing or a step fails.
    pub(crate) fn run(&self) -> Result<()> {
        setup::ensure(setup::Purpose::Dist)?;
        let out = paths::root().join(&self.out);
        build(&out, &mut Steps::new(STEPS))?;
        println!("{} is ready; manifest.json in it has the script tag and every file's hash.", out.display());
        Ok(())
    }
}

/// Where the build leaves the optimised module that still has its names, for `cargo xtask size`.
pub(crate) fn named_module() -> PathBuf {
    paths::work().join("named.wasm")
}

/// Builds into `out`.
///
/// # Errors
/// If a step fails.
pub(crate) fn build(out: &Path, steps: &mut Steps) -> Result<()> {
    let work = paths::work();
    fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let _lock = alone(&work.join("lock"))?;
    let compiled = steps.run("compiling the widget to WebAssembly", || compile::widget("compiling the widget"))?;
    let code = steps.run("making it small", || {
        let split = split::split(&compiled, &work)?;
        let glue = glue::generate(&split.main, &split.shared, &work)?;
        let shaken = shake::shake(glue, &work)?;
        optimise::optimise(&shaken.wasm, &named_module(), &optimise::NAMED)?;
        let (glue, wasm) = shorten::shorten(&shaken.script, &named_module(), &work)?;
        let mut modules = BTreeMap::new();
        for (name, path) in &split.modules {
            let small = path.with_extension("small.wasm");
            optimise::optimise(path, &small, &optimise::STRIP)?;
            modules.insert(name.clone(), fs::read(&small)?);
        }
        Ok(Code { glue, wasm, modules, parts: split.parts })
    })?;
    steps.run("writing and compressing the files", || assets::write(&code, out))
}

/// The widget's code, as small as it gets.
pub(crate) struct Code {
    /// The JavaScript between the module and the browser.
    pub(crate) glue: String,
    /// The module.
    pub(crate) wasm: Vec<u8>,
    /// The modules of the parts, by name.
    pub(crate) modules: BTreeMap<String, Vec<u8>>,
    /// For each part its modules, in the order in which they have to be loaded.
    pub(crate) parts: BTreeMap<String, Vec<String>>,
}

/// Waits while another build of this clone is under way: they would write to the same files. The lock ends with what is given.
fn alone(lock: &Path) -> Result<File> {
    let file = File::create(lock).with_context(|| format!("making {}", lock.display()))?;
    if file.try_lock().is_err() {
        println!("waiting for another build of this clone");
        file.lock().with_context(|| format!("locking {}", lock.display()))?;
    }
    Ok(file)
}
