//! One question: its headline, what is to be filled in, and what is wrong with it.

use super::{Sight, choices, entry, heading, problem, scale};
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::{QuizAnswer, QuizElement, QuizKind};
use loyalty_rules::quiz::Walk;

/// What each kind of question is a function of.
#[derive(Clone, Copy)]
pub(super) struct Question<'a> {
    pub(super) sight: Sight<'a>,
    pub(super) element: &'a QuizElement,
    pub(super) answer: &'a QuizAnswer,
    /// The id of what the question consists of; its error's begins with it.
    pub(super) id: &'a str,
    /// Something is wrong, and said.
    pub(super) wrong: bool,
}

impl Question<'_> {
    /// Changes the answer whenever what comes in changes it.
    pub(super) fn enter<T>(&self, change: impl Fn(&mut QuizAnswer, &T) + 'static) -> impl Fn(T) + 'static {
        let (store, id, element) = (self.sight.view.store, self.sight.session.id.clone(), self.element.id.clone());
        move |value| store.answer_quiz(&id, &element, &|answer| change(answer, &value))
    }

    /// Says of an input what is wrong with it, and where that is written.
    pub(super) fn describe(&self, input: Node) -> Node {
        input
            .attr("aria-describedby", &[self.id, "-note"].concat())
            .attr("aria-invalid", if self.wrong { "true" } else { "false" })
    }
}

/// A question or statement. `leads`: its headline is the step's heading.
pub(super) fn view(sight: Sight<'_>, element: &QuizElement, walk: &Walk<'_>, leads: bool) -> Node {
    let words = sight.view.words;
    let answer = sight.session.answer(&element.id);
    let required = walk.requires(element);
    let wrong = if sight.session.checked { problem::of(sight, element, &answer, required) } else { None };
    let id = ["quiz-", &element.id].concat();
    let question = Question { sight, element, answer: &answer, id: &id, wrong: wrong.is_some() };
    let optional = !required && element.kind != QuizKind::Statement;
    let mut headline = element.headline.clone();
    if optional {
        headline = words.fill("quiz.optional", &[("question", &headline)]);
    }
    let field = matches!(element.kind, QuizKind::Slider | QuizKind::Number | QuizKind::Text | QuizKind::Email);
    let headline = if field { text("label", headline).attr("for", &id) } else { text("span", headline) };
    let headline = if leads { heading(headline, sight.place) } else { el("p.quiz-question").child(headline) };
    // Help and error in one place, so that one reference describes both.
    let note = el("div.quiz-note")
        .attr("id", &[&id, "-note"].concat())
        .maybe(element.help.as_ref().map(|help| text("p.detail", help.clone())))
        .maybe(wrong.map(|wrong| text("p.quiz-problem", wrong)));
    if field {
        return el("div.quiz-field").child(headline).child(note).child(entry::view(question));
    }
    let (inside, group) = match element.kind {
        QuizKind::Statement => return el("section.quiz-statement").child(headline).child(note),
        QuizKind::Single | QuizKind::Multiple | QuizKind::Picture => (choices::view(question), choices::role(element)),
        QuizKind::Rating | QuizKind::Nps | QuizKind::Csat => (scale::view(question), "radiogroup"),
        // A date may consist of two lists.
        _ => (entry::view(question), "group"),
    };
    let set = el("fieldset.quiz-field").attr("role", group).attr("aria-describedby", &[&id, "-note"].concat());
    let set = if group == "radiogroup" {
        set.attr("aria-invalid", if question.wrong { "true" } else { "false" })
            .attr("aria-required", if required { "true" } else { "false" })
    } else {
        set
    };
    set.child(el("legend").child(headline)).child(note).child(inside)
}
