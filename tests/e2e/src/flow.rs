//! The shape that all flows share.

use crate::browser::Kind;
use crate::stage::Stage;
use crate::world::World;
use anyhow::Result;
use serde_json::{Value, json};
use std::future::Future;
use std::pin::Pin;

/// What a flow does.
pub type Run = for<'a> fn(&'a Stage) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;

/// What a flow changes in the shop's programme before it is published.
pub type Change = fn(&mut Value);

/// Who is in the world before a flow begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Nobody yet.
    None,
    /// The preview's regular shoppers with their orders.
    Regulars,
    /// Half a year of everybody, as `cargo xtask demo` shows it.
    HalfAYear,
}

/// One thing that a person does, from start to end.
#[derive(Clone, Copy, Debug)]
pub struct Flow {
    /// A sentence that is true when it passes.
    pub name: &'static str,
    /// Where it runs.
    pub browsers: &'static [Kind],
    /// What was before.
    pub past: Past,
    /// What the programme is like.
    pub programme: Change,
    /// What happens.
    pub run: Run,
}

impl Flow {
    /// A flow for every browser, in a world without a past and without campaigns.
    pub const fn new(name: &'static str, run: Run) -> Self {
        Self { name, browsers: &Kind::ALL, past: Past::None, programme: without_campaigns, run }
    }

    /// The same with the regular shoppers' past.
    pub const fn with_regulars(self) -> Self {
        Self { past: Past::Regulars, ..self }
    }

    /// The same with half a year of history.
    pub const fn with_history(self) -> Self {
        Self { past: Past::HalfAYear, ..self }
    }

    /// The same in Chromium alone, whose DevTools see what WebDriver does not.
    pub const fn only_chromium(self) -> Self {
        Self { browsers: &[Kind::Chromium], ..self }
    }

    /// The same where the shop's own programme, campaigns and all, was changed like this.
    pub const fn with_programme(self, programme: Change) -> Self {
        Self { programme, ..self }
    }

    pub(crate) async fn world(&self) -> Result<World> {
        match self.past {
            Past::None => World::open(false, self.programme).await,
            Past::Regulars => World::open(true, self.programme).await,
            Past::HalfAYear => World::open_with_history(self.programme).await,
        }
    }
}

/// Nothing appears unasked: a flow that is about something else meets nothing else.
pub fn without_campaigns(programme: &mut Value) {
    programme["campaigns"] = json!([]);
}
