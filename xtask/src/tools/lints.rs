//! rustfmt and clippy, which rustup's minimal profile leaves out.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use super::Tool;
use super::install::{Install, has_apt};
use super::wasm_std::Toolchain;
use crate::{paths, run};

/// rustfmt and clippy.
pub(crate) const TOOL: Tool = Tool {
    name: "rustfmt and clippy",
    purpose: "check the form of the code",
    minutes: 1,
    is_here: || Lints::find().is_some(),
    install: || ways(paths::program("rustup").is_some(), has_apt(), Toolchain::find() == Some(Toolchain::Rustup)),
};

/// Where rustfmt and clippy come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lints {
    /// The toolchain that builds for the host.
    Active,
    /// Debian's `rustfmt-web` and `rust-web-clippy`, which check with Debian's compiler.
    Debian,
}

impl Lints {
    /// Those that are here, the active toolchain's first.
    pub(crate) fn find() -> Option<Self> {
        let works = |subcommand| run::output(Command::new("cargo").args([subcommand, "--version"])).is_ok();
        let in_usr = |program: &str| Path::new("/usr/bin").join(program).is_file();
        let debian = ["cargo", "rustc", "cargo-fmt", "cargo-clippy"].into_iter().all(in_usr);
        Self::choose(works("fmt") && works("clippy"), debian)
    }

    fn choose(active: bool, debian: bool) -> Option<Self> {
        if active { Some(Self::Active) } else { debian.then_some(Self::Debian) }
    }

    /// What cargo's environment needs for them.
    pub(crate) fn environment(self) -> Vec<(&'static str, String)> {
        match self {
            Self::Active => Vec::new(),
            // Its own target folder: two compilers in one would throw away each other's work.
            Self::Debian => {
                vec![("RUSTUP_TOOLCHAIN", "/usr".to_owned()), ("CARGO_TARGET_DIR", paths::wasm_target().display().to_string())]
            }
        }
    }
}

/// `reaches_rustup`: the active toolchain has what only rustup's servers give, so they answer here.
fn ways(rustup: bool, apt: bool, reaches_rustup: bool) -> Result<Install> {
    let component = Install::Rustup { target: None, components: &["rustfmt", "clippy"] };
    let debian = Install::Apt(&["rustc-web", "cargo-web", "rustfmt-web", "rust-web-clippy"]);
    match (rustup, apt) {
        (true, true) if reaches_rustup => Ok(Install::FirstOf(vec![component, debian])),
        // apt first, as for the widget's compiler: a machine with a mirror of packages often reaches no other server.
        (true, true) => Ok(Install::FirstOf(vec![debian, component])),
        (true, false) => Ok(component),
        (false, true) => Ok(debian),
        (false, false) => bail!("install rustfmt and clippy for the Rust that is here, then run this again"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Install, Lints, ways};

    #[test]
    fn the_active_toolchains_are_used_where_both_are_here() {
        assert_eq!(Lints::choose(true, true), Some(Lints::Active));
        assert_eq!(Lints::choose(false, true), Some(Lints::Debian));
        assert_eq!(Lints::choose(false, false), None);
        assert!(Lints::Active.environment().is_empty());
        assert!(Lints::Debian.environment().contains(&("RUSTUP_TOOLCHAIN", "/usr".to_owned())));
    }

    #[test]
    fn what_is_tried_first_depends_on_which_servers_answer() {
        let order = |rustup, apt, reaches_rustup| match ways(rustup, apt, reaches_rustup).unwrap() {
            Install::FirstOf(ways) => ways.iter().map(Install::to_string).collect::<Vec<_>>(),
            way => vec![way.to_string()],
        };
        let rustup = "rustup component add rustfmt clippy";
        let apt = "apt-get install rustc-web cargo-web rustfmt-web rust-web-clippy";
        assert_eq!(order(true, true, true), [rustup, apt]);
        assert_eq!(order(true, true, false), [apt, rustup]);
        assert_eq!(order(true, false, true), [rustup]);
        assert_eq!(order(false, true, false), [apt]);
        assert!(ways(false, false, false).is_err());
    }
}
