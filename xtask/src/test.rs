//! x
use anyhow::Result;
use clap::Args;
/// x
#[derive(Args)]
pub(crate) struct Test;
impl Test {
    pub(crate) fn run(&self) -> Result<()> {
        Ok(())
    }
}
