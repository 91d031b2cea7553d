//! The ways a tool comes to a machine.

use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::schemathesis;
use crate::{paths, run};

/// One way to install something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Install {
    /// Debian (or Ubuntu) packages.
    Apt(&'static [&'static str]),
    /// A program from crates.io, into the cache folder.
    Cargo {
        /// The crate's name.
        krate: &'static str,
        /// Its exact version.
        version: String,
        /// Whether with the dependencies its authors locked.
        locked: bool,
    },
    /// The packages of `xtask/npm`, into the cache folder.
    Npm,
    /// The packages of `xtask/schemathesis` from PyPI, into the cache folder.
    Pip,
    /// Parts of the active rustup toolchain.
    Rustup {
        /// The target whose standard library is wanted.
        target: Option<&'static str>,
        /// The components wanted.
        components: &'static [&'static str],
    },
    /// The first of several ways that works.
    FirstOf(Vec<Install>),
}

impl Install {
    /// Installs.
    ///
    /// # Errors
    /// If it did not work; the text says what did not.
    pub(crate) fn run(&self, what: &str) -> Result<()> {
        match self {
            Self::Apt(packages) => apt(what, packages),
            Self::Cargo { krate, version, locked } => cargo(what, krate, version, *locked),
            Self::Npm => npm(what),
            Self::Pip => pip(what),
            Self::Rustup { target, components } => {
                if let Some(target) = target {
                    run::quietly(what, Command::new("rustup").args(["target", "add", target]))?;
                }
                run::quietly(what, Command::new("rustup").args(["component", "add"]).args(*components))
            }
            Self::FirstOf(ways) => {
                let mut failures = Vec::new();
                for way in ways {
                    match way.run(what) {
                        Ok(()) => return Ok(()),
                        Err(error) => failures.push(format!("{error:#}")),
                    }
                }
                bail!("no way worked:\n{}", failures.join("\n"))
            }
        }
    }
}

impl fmt::Display for Install {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Apt(packages) => write!(to, "apt-get install {}", packages.join(" ")),
            Self::Cargo { krate, version, .. } => write!(to, "cargo install {krate} --version {version}"),
            Self::Npm => write!(to, "npm ci (the packages of xtask/npm)"),
            Self::Pip => write!(to, "pip install (the packages of xtask/schemathesis)"),
            Self::Rustup { target, components } => {
                if let Some(target) = target {
                    write!(to, "rustup target add {target}; ")?;
                }
                write!(to, "rustup component add {}", components.join(" "))
            }
            Self::FirstOf(ways) => {
                write!(to, "{}", ways.iter().map(Self::to_string).collect::<Vec<_>>().join(", or if that fails: "))
            }
        }
    }
}

/// Whether Debian packages can be installed here.
pub(crate) fn has_apt() -> bool {
    paths::program("apt-get").is_some() && (is_root() || paths::program("sudo").is_some())
}

fn is_root() -> bool {
    run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn apt(what: &str, packages: &[&str]) -> Result<()> {
    let apt = || {
        let mut command = if is_root() { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root() {
            command.args(["-E", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run::quietly("refreshing the list of packages", apt().arg("update"))?;
    run::quietly(what, apt().args(["install", "--yes", "--no-install-recommends"]).args(packages))
        .with_context(|| format!("install these packages yourself, then run this again: {}", packages.join(" ")))
}

fn cargo(what: &str, krate: &str, version: &str, locked: bool) -> Result<()> {
    let build = paths::cache().join("tools/target");
    let mut command = Command::new("cargo");
    command.args(["install", krate, "--version", version, "--root"]).arg(paths::cache().join("tools"));
    command.args(locked.then_some("--locked"));
    // These tools run for seconds: minutes of optimising them, as their own profiles ask for, would never be paid back.
    command.env("CARGO_TARGET_DIR", &build).env("CARGO_PROFILE_RELEASE_LTO", "off");
    command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    command.env_remove("RUSTFLAGS").current_dir(paths::home());
    run::quietly(what, &mut command)
        .with_context(|| format!("{krate} {version} could not be built; is crates.io within reach? A copy on PATH does as well"))
}

fn npm(what: &str) -> Result<()> {
    let (from, to) = (paths::root().join("xtask/npm"), paths::cache().join("npm"));
    fs::create_dir_all(&to)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(from.join(file), to.join(file)).with_context(|| format!("copying {file} to {}", to.display()))?;
    }
    let npm = paths::program("npm").ok_or_else(|| anyhow!("npm is not there: install Node.js 18 or newer"))?;
    // None of the packages needs its install script, so none is run.
    let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    run::quietly(what, Command::new(npm).args(arguments).current_dir(&to))
        .context("the packages of xtask/npm could not be installed; is npm's registry within reach?")
}

fn pip(what: &str) -> Result<()> {
    let (list, environment) = (schemathesis::requirements(), schemathesis::environment());
    run::quietly(what, Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    let mut pip = Command::new(environment.join("bin/pip"));
    // Everything is in the list, so nothing else is to be looked for.
    run::quietly(what, pip.args(["install", "--no-deps", "--disable-pip-version-check", "--requirement"]).arg(&list))
        .context("the packages of xtask/schemathesis could not be installed; is PyPI within reach?")?;
    fs::copy(&list, environment.join("requirements.txt")).with_context(|| format!("noting what {what} installed"))?;
    Ok(())
}

/// Removes what building the tools left behind.
pub(crate) fn tidy() -> Result<()> {
    let build = paths::cache().join("tools/target");
    if Path::new(&build).exists() {
        fs::remove_dir_all(&build).with_context(|| format!("removing {}", build.display()))?;
    }
    Ok(())
}
