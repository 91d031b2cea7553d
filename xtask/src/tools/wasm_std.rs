//! A compiler that can build for wasm32, with the standard library's sources.
//!
//! The sources are needed because the release build compiles the standard library for size. Debian's own Rust comes through apt
//! and builds the standard library itself; where there is no such package, rustup has everything.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Tool;
use super::install::{Install, has_apt};
use crate::{paths, run};

/// The target the widget is built for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// The linker that goes with Debian's compiler, which has none of its own for wasm32.
const LINKER: &str = "wasm-ld-22";

/// The compiler for wasm32.
pub(crate) const TOOL: Tool = Tool {
    name: "Rust for WebAssembly",
    purpose: "compiles the widget: a wasm32 standard library and its sources",
    minutes: 2,
    is_here: || Toolchain::find().is_some(),
    install,
};

/// Where the compiler for wasm32 comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Toolchain {
    /// The active rustup toolchain, which has the target and `rust-src`.
    Rustup,
    /// Debian's `rustc-web`, `cargo-web`, `rust-web-src` and `lld-22`, used beside rustup's.
    Debian,
}

impl Toolchain {
    /// The one that is here, rustup's first.
    pub(crate) fn find() -> Option<Self> {
        let active = run::output(Command::new("rustc").args(["--print", "sysroot"])).ok();
        let active = active.map(|path| PathBuf::from(path.trim())).filter(|path| path != Path::new("/usr"));
        if active.is_some_and(|root| root.join("lib/rustlib").join(TARGET).is_dir() && has_sources(&root)) {
            return Some(Self::Rustup);
        }
        let usr = Path::new("/usr");
        let whole = usr.join("bin/rustc").is_file() && has_sources(usr) && paths::program(LINKER).is_some();
        whole.then_some(Self::Debian)
    }

    /// The environment in which plain `cargo … --target wasm32-unknown-unknown` works.
    pub(crate) fn environment(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Rustup => Vec::new(),
            Self::Debian => [
                // A toolchain may be named by its path: nothing has to be linked, and rustup's settings stay as they are.
                ("RUSTUP_TOOLCHAIN", "/usr"),
                ("RUSTC_BOOTSTRAP", "1"),
                ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
                ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER),
            ]
            .map(|(name, value)| (name, value.to_owned()))
            .to_vec(),
        }
    }

    /// The linker's path.
    ///
    /// # Errors
    /// If it is not where it belongs.
    pub(crate) fn linker(self) -> Result<PathBuf> {
        let found = match self {
            Self::Debian => paths::program(LINKER),
            Self::Rustup => {
                let libraries = run::output(Command::new("rustc").args(["--print", "target-libdir"]))?;
                Path::new(libraries.trim()).parent().map(|folder| folder.join("bin/rust-lld"))
            }
        };
        found.filter(|path| path.is_file()).context("the linker for wasm32 is missing: run `cargo xtask setup`")
    }

    /// A `cargo` command for wasm32, in its own target folder.
    pub(crate) fn cargo(self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(paths::root()).env("CARGO_TARGET_DIR", paths::wasm_target()).env_remove("RUSTFLAGS");
        cargo.envs(self.environment());
        cargo
    }
}

fn has_sources(root: &Path) -> bool {
    root.join("lib/rustlib/src/rust/library/std/Cargo.toml").is_file()
}

fn install() -> Result<Install> {
    let rustup = Install::Rustup { target: Some(TARGET), components: &["rust-src"] };
    let debian = Install::Apt(&["rustc-web", "cargo-web", "rust-web-src", "lld-22"]);
    match (paths::program("rustup").is_some(), has_apt()) {
        // apt first: a machine whose packages come from a mirror of its own often reaches no other server.
        (true, true) => Ok(Install::FirstOf(vec![debian, rustup])),
        (true, false) => Ok(rustup),
        (false, true) => Ok(debian),
        (false, false) => bail!("install rustup (rustup.rs) and run this again: it brings Rust for {TARGET}"),
    }
}
