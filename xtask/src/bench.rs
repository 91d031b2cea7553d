//! `cargo xtask bench`: how much the parts can take.

use anyhow::Result;
use clap::{Args, Subcommand};

mod backend;
mod postgres;

/// Measures how much a part can take.
#[derive(Args)]
pub(crate) struct Bench {
    #[command(subcommand)]
    part: Part,
}

#[derive(Subcommand)]
enum Part {
    Backend(backend::Backend),
}

impl Bench {
    /// Measures and prints.
    ///
    /// # Errors
    /// If something does not build or start, or what was measured broke.
    pub(crate) fn run(&self) -> Result<()> {
        match &self.part {
            Part::Backend(backend) => backend.run(),
        }
    }
}
