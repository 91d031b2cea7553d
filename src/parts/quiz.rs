//! Quizzes and surveys.

use super::{Part, Presence, waiting};
use crate::features::{View, quiz};
use crate::ui::node::Node;

/// Quizzes and surveys.
#[derive(Debug)]
pub struct Quiz {
    /// `<loyalty-quiz>`, by the quiz's id.
    pub page: fn(View<'_>, &str) -> Node,
    /// The dialog's title and content, by the quiz's id.
    pub dialog: fn(View<'_>, &str) -> (String, Node),
}

static QUIZ: Quiz = Quiz { page: quiz::page, dialog: quiz::dialog };

entry!(
    QUIZ: Quiz,
    "__wasm_split_00quiz00_import_00000000000000000000000000000003",
    "__wasm_split_00quiz00_export_00000000000000000000000000000003"
);

/// The part, once it is there.
pub fn quiz(view: View<'_>) -> Option<&'static Quiz> {
    (view.state.parts.get(Part::Quiz) == Presence::Ready).then(entry)
}

/// A view of [`Quiz`], or in its place why it is not there yet.
pub fn show_quiz(view: View<'_>, show: &dyn Fn(&Quiz) -> Node) -> Node {
    quiz(view).map_or_else(|| waiting(view, Part::Quiz, |store| store.want(Part::Quiz)), show)
}
