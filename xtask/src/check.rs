//! x
use anyhow::Result;
use clap::Args;
/// x
#[derive(Args)]
pub(crate) struct Check;
impl Check {
    pub(crate) fn run(&self) -> Result<()> {
        Ok(())
    }
}
