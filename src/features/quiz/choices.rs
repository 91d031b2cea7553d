//! Choosing one, or some, of a question's choices, in words or pictures.

use super::question::Question;
use crate::browser::link;
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::{QuizAnswer, QuizElement, QuizKind};
use loyalty_rules::quiz::range;

/// Every choice with its box or button, as large as a finger.
pub(super) fn view(question: Question<'_>) -> Node {
    let Question { element, answer, id, .. } = question;
    let pictures = element.kind == QuizKind::Picture;
    let one = takes_one(element);
    let choices = element.choices.iter().map(|choice| {
        let ticked = answer.choices.contains(&choice.id);
        let name = choice.id.clone();
        let input = field::choice(
            if one { "radio" } else { "checkbox" },
            &[id, "-", &choice.id].concat(),
            ticked,
            question.enter(move |answer, ticked| choose(answer, &name, one, *ticked)),
        )
        .attr("name", id);
        // What is wrong with one of several buttons is told of the whole group.
        let input = if one { input } else { question.describe(input) };
        let picture = choice.image.as_deref().and_then(link::safe).filter(|_| pictures);
        let picture = picture.map(|address| el("img.picture").attr("src", address).attr("alt", "").attr("loading", "lazy"));
        el("label.quiz-choice").child(input).maybe(picture).child(text("span", choice.label.clone()))
    });
    el("div.quiz-choices").attr("data-kind", element.kind.name()).children(choices)
}

/// What the set of choices is called.
pub(super) fn role(element: &QuizElement) -> &'static str {
    if takes_one(element) { "radiogroup" } else { "group" }
}

fn takes_one(element: &QuizElement) -> bool {
    element.kind == QuizKind::Single || element.kind == QuizKind::Picture && range(element).1 == 1
}

fn choose(answer: &mut QuizAnswer, choice: &str, one: bool, ticked: bool) {
    answer.choices.retain(|known| !one && known != choice);
    if ticked {
        answer.choices.push(choice.into());
    }
}
