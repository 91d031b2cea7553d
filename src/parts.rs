//! Parts of the widget that are loaded when they are wanted, from files of their own.
//!
//! `cargo xtask dist` takes what only a part's entry reaches out of the module and writes it to another, which shares the
//! first one's memory and table of functions ([wasm_split_cli_support](https://docs.rs/wasm_split_cli_support)). Built in any
//! other way there is one module, and everything is there from the start.
//!
//! A part is a table of functions. What holds the main module together calls it through the table and nothing else of it by
//! name: whatever is called by name is in the main module.
//!
//! # Layout
//! - [`Panel`]: what is in the panel when it opens. [`Later`]: what shoppers don't see at once. [`Product`]: what product pages
//!   show. [`Quiz`]: quizzes and surveys. [`Watch`]: what decides over that which appears unasked. [`Popups`]: what draws it.
//!   [`Rows`]: rows of products. [`Integrations`]: other people's analytics and consent platforms.
//! - `entry`: how a part's table is had from its file.

#[macro_use]
mod entry;

mod integrations;
mod later;
mod panel;
mod popups;
mod product;
mod quiz;
mod rows;
mod watch;

pub use integrations::{Integrations, integrations};
pub use later::{Later, later, later_of, show_later};
pub use panel::{Panel, panel, show_panel};
pub use popups::{Popups, show_offer, show_popups};
pub use product::{Product, product};
pub use quiz::{Quiz, quiz, show_quiz};
pub use rows::{Rows, rows};
pub use watch::{Watch, watch};

use crate::client::ApiError;
use crate::features::{View, status};
use crate::session::Store;
use crate::ui::node::Node;

/// A part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// [`Later`].
    Later,
    /// [`Product`].
    Product,
    /// [`Quiz`].
    Quiz,
    /// [`Popups`].
    Popups,
    /// [`Integrations`].
    Integrations,
    /// [`Rows`].
    Rows,
    /// [`Panel`].
    Panel,
    /// [`Watch`].
    Watch,
}

impl Part {
    /// What the loader calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Later => "later",
            Self::Product => "product",
            Self::Quiz => "quiz",
            Self::Popups => "popups",
            Self::Integrations => "integrations",
            Self::Rows => "rows",
            Self::Panel => "panel",
            Self::Watch => "watch",
        }
    }
}

/// Where a part is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Presence {
    /// Nobody has wanted it yet.
    #[default]
    Absent,
    /// Its files are on their way.
    Loading,
    /// It can be used.
    Ready,
    /// Its files could not be had.
    Failed,
}

/// Where each part is, in the order of [`Part`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts([Presence; 8]);

impl Parts {
    /// All in the same place.
    pub fn all(presence: Presence) -> Self {
        Self([presence; 8])
    }

    /// Where this one is.
    pub fn get(&self, part: Part) -> Presence {
        self.0.get(part as usize).copied().unwrap_or_default()
    }

    /// This one is somewhere else now.
    pub fn set(&mut self, part: Part, presence: Presence) {
        if let Some(place) = self.0.get_mut(part as usize) {
            *place = presence;
        }
    }
}

/// What stands in the place of a part that is not there yet: why. `retry` wants it again.
pub fn waiting(view: View<'_>, part: Part, retry: fn(Store)) -> Node {
    match view.state.parts.get(part) {
        Presence::Failed => status::failed(view, &ApiError::Unreachable, retry),
        _ => status::loading(view),
    }
}
