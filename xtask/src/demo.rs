//! x
use anyhow::Result;
use clap::Args;
/// x
#[derive(Args)]
pub(crate) struct Demo;
impl Demo {
    pub(crate) fn run(&self) -> Result<()> {
        Ok(())
    }
}
