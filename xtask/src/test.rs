//! `cargo xtask test`: everything that can be checked, the quick things first.

use std::time::Instant;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

use crate::step::Steps;
use crate::{check, dist, paths, setup, size};

mod schema;
mod stage;
mod tally;

use tally::Tally;

/// Runs all tests: lints, host, the API against its description, build and size, the widget in browsers, the preview's build, end to end.
#[derive(Args)]
pub(crate) struct Test {
    /// Runs one kind alone.
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Runs the tests alone whose name contains this (host, page, e2e).
    filter: Option<String>,
}

/// The kinds of tests, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Lints, documents, licences, catalogues.
    Check,
    /// Tests of the host: rules, ledger, API.
    Host,
    /// The API against its OpenAPI document.
    Schema,
    /// What a merchant deploys, and its size.
    Size,
    /// The widget's own tests, in Chromium and Firefox.
    Page,
    /// Whether the preview builds by Trunk.
    Preview,
    /// Real browsers against the real backend and shop.
    E2e,
}

impl Kind {
    const ALL: [Self; 7] = [Self::Check, Self::Host, Self::Schema, Self::Size, Self::Page, Self::Preview, Self::E2e];

    /// As one types it after `--only`.
    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn purpose(self) -> setup::Purpose {
        match self {
            Self::Check => setup::Purpose::Check,
            Self::Size => setup::Purpose::Dist,
            Self::Page => setup::Purpose::Page,
            Self::Host => setup::Purpose::Host,
            Self::Schema => setup::Purpose::Schema,
            Self::Preview | Self::E2e => setup::Purpose::Test,
        }
    }
}

impl Test {
    /// Runs what was asked for and ends with the sum over what all runners printed.
    ///
    /// # Errors
    /// If something failed: the text says what, and how to run it alone.
    pub(crate) fn run(&self) -> Result<()> {
        setup::ensure(self.only.map_or(setup::Purpose::Test, Kind::purpose))?;
        let mut tally = Tally::default();
        for kind in Kind::ALL.into_iter().filter(|kind| self.only.is_none_or(|only| only == *kind)) {
            println!("\n=== {} ===", kind.name());
            let started = Instant::now();
            let result = self.stage(kind, &mut tally);
            println!("=== {}: {:.0} s ===", kind.name(), started.elapsed().as_secs_f32());
            if let Err(error) = result {
                println!("\n{tally}");
                bail!("{} failed: {error:#}\nRun it alone: cargo xtask test --only {}", kind.name(), kind.name());
            }
        }
        println!("\n{tally}");
        if let Some(filter) = self.filter.as_deref().filter(|_| tally.ran() == 0) {
            // A typing error must not look like success.
            bail!("no test has `{filter}` in its name");
        }
        Ok(())
    }

    fn stage(&self, kind: Kind, tally: &mut Tally) -> Result<()> {
        let filter = self.filter.as_deref();
        match kind {
            Kind::Check => check::all(),
            Kind::Host => stage::host(filter, tally),
            Kind::Schema => schema::test(),
            Kind::Size => {
                dist::build(&paths::root().join("dist"), &mut Steps::new(dist::STEPS))?;
                size::measure()
            }
            Kind::Page => stage::page(filter, tally),
            Kind::Preview => stage::preview(),
            Kind::E2e => stage::end_to_end(filter, tally),
        }
    }
}
