//! What opens over the page beside the panel.

use super::Store;
use crate::parts::Part;

/// What opens over the page beside the panel, one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    /// The quiz of this id.
    Quiz(String),
}

impl Store {
    /// Opens a quiz in a dialog.
    pub fn open_quiz(self, id: &str) {
        self.want(Part::Quiz);
        self.change(|state| state.overlay = Some(Overlay::Quiz(id.into())));
    }

    /// Closes the dialog. What was answered in it stays.
    pub fn close_overlay(self) {
        self.change(|state| state.overlay = None);
    }
}
