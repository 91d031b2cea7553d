//! The tools the chores need. One file per tool: how it is found, what it is for, how it comes to the machine.

use anyhow::Result;

pub(crate) mod browsers;
pub(crate) mod deny;
pub(crate) mod geckodriver;
pub(crate) mod install;
pub(crate) mod lints;
pub(crate) mod machete;
pub(crate) mod node;
pub(crate) mod npm;
pub(crate) mod postgres;
pub(crate) mod schemathesis;
pub(crate) mod trunk;
pub(crate) mod wasm_bindgen;
pub(crate) mod wasm_std;

use install::Install;

/// A tool, and how it comes to the machine.
pub(crate) struct Tool {
    /// What it is called in the list of what is missing.
    pub(crate) name: &'static str,
    /// What the project needs it for.
    pub(crate) purpose: &'static str,
    /// How long installing it takes on two cores, roughly.
    pub(crate) minutes: u32,
    /// Whether a version that will do is there.
    pub(crate) is_here: fn() -> bool,
    /// How to install it here; an error's text says what the user has to do instead.
    pub(crate) install: fn() -> Result<Install>,
}
