//! Choosing a point of a scale: stars, faces, or how likely one is to recommend the shop.

use super::question::Question;
use crate::ui::field;
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::{QuizAnswer, QuizKind};
use loyalty_rules::quiz::range;

/// From very unhappy to very happy.
const FACES: [Icon; 5] = [icon::FACE_1, icon::FACE_2, icon::FACE_3, icon::FACE_4, icon::FACE_5];

/// A button for each point, from the least to the most, and what the ends mean.
pub(super) fn view(question: Question<'_>) -> Node {
    let Question { element, answer, id, .. } = question;
    let (low, high) = range(element);
    let points = (low..=high).map(|point| {
        let chosen = answer.number == Some(point);
        // Stars up to the chosen one are filled.
        let reached = answer.number.is_some_and(|number| point <= number);
        let number = point.to_string();
        let input = field::choice(
            "radio",
            &[id, "-", &number].concat(),
            chosen,
            question.enter(move |answer: &mut QuizAnswer, _: &bool| answer.number = Some(point)),
        );
        el("label.quiz-point")
            .attr("data-reached", if reached { "true" } else { "false" })
            .child(input.attr("name", id))
            .child(face(question, point))
    });
    let ends = [&element.low, &element.high].map(|end| text("span", end.clone().unwrap_or_default()));
    el("div")
        .child(el("div.quiz-scale").attr("data-kind", element.kind.name()).children(points))
        .child(el("p.quiz-ends").children(ends))
}

/// What a point looks like, and what it is called.
fn face(question: Question<'_>, point: i64) -> Node {
    let words = question.sight.view.words;
    let drawn = match question.element.kind {
        QuizKind::Rating => Some((icon::STAR, words.plural("quiz.stars", point))),
        QuizKind::Csat => usize::try_from(point - 1)
            .ok()
            .and_then(|place| FACES.get(place))
            .map(|face| (*face, words.t(&["quiz.csat.", &point.to_string()].concat()))),
        _ => None,
    };
    match drawn {
        Some((drawn, name)) => el("span.quiz-face").child(icon::draw(drawn)).child(text("span.quiz-name", name)),
        None => text("span.quiz-face", words.number(point)),
    }
}
