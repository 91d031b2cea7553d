//! What came of a quiz: the outcome, points, and products with the answers that earned them.

use super::{Sight, heading, is_repeated, shelf, step};
use crate::browser::link;
use crate::features::View;
use crate::session::Place;
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::{QuizReason, QuizResult};

/// The last page of a quiz.
pub(super) fn view(sight: Sight<'_>, result: &QuizResult) -> Node {
    let Sight { view, session, quiz, place } = sight;
    let (store, words) = (view.store, view.words);
    let outcome = quiz.outcomes.iter().find(|outcome| Some(&outcome.id) == result.outcome.as_ref());
    let title = outcome.map(|outcome| outcome.title.clone()).filter(|title| !title.is_empty());
    let picture = outcome.and_then(|outcome| outcome.image.as_deref()).and_then(link::safe);
    let said = outcome.and_then(|outcome| outcome.text.clone());
    let id = session.id.clone();
    let (adopted, retried) = (id.clone(), id.clone());
    let again = text("button.link", words.t("quiz.again")).attr("type", "button").on("click", move |event| {
        if !is_repeated(&event) {
            store.restart_quiz(&id, place);
        }
    });
    let retry = session.error.as_ref().map(|_| {
        text("button.button", words.t("status.retry"))
            .attr("type", "button")
            .on("click", move |_| store.pass_quiz(&retried, place))
    });
    let cards = result.recommendations.iter().map(|found| shelf::card(view, &found.product, because(sight, &found.reasons)));
    el("div.quiz")
        .maybe((place == Place::Page).then(|| text("h2.quiz-title", quiz.title.clone())))
        .maybe(picture.map(|address| el("img.quiz-picture").attr("src", address).attr("alt", "")))
        .child(heading(text("span", title.unwrap_or_else(|| words.t("quiz.done"))), place))
        .maybe(said.map(|said| text("p", said)))
        .maybe(points(sight, result))
        .maybe(
            (!result.recommendations.is_empty())
                .then(|| el("ul.quiz-shelf").attr("aria-label", &words.t("quiz.products")).children(cards)),
        )
        // In a box of its own: after a sign-in it sends what a guest has answered.
        .maybe(step::problem(sight))
        .child(el("div.quiz-doors").child(again).maybe(retry).after(move |_| store.adopt_quiz(&adopted)))
}

/// The points it gave, or would give who signs in.
fn points(sight: Sight<'_>, result: &QuizResult) -> Option<Node> {
    let View { store, state, words } = sight.view;
    if let Some(points) = result.points {
        return Some(text("p.plus", words.fill_points("earn.earned", points)).attr("role", "status"));
    }
    let rules = &state.program.value()?.earning;
    let rule = rules.iter().find(|rule| rule.quiz.as_ref() == Some(&sight.session.id) && rule.points > 0)?;
    if state.member().is_some() {
        return None;
    }
    let services = store.services()?;
    let offer = words.fill_points("quiz.sign_in", rule.points);
    Some(match services.config.sign_in_url.as_deref() {
        Some(address) => el("p.plus").child(text("a", offer).attr("href", address)),
        None => text("p.plus", offer),
    })
}

/// "Because you chose …"; nothing where no answer earned it.
fn because(sight: Sight<'_>, reasons: &[QuizReason]) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for reason in reasons {
        for element in sight.quiz.blocks.iter().flat_map(|block| &block.elements) {
            if element.id == reason.element {
                let chosen = element.choices.iter().find(|choice| choice.id == reason.choice);
                names.extend(chosen.map(|choice| choice.label.as_str()));
            }
        }
    }
    (!names.is_empty()).then(|| sight.view.words.fill("quiz.because", &[("choices", &names.join(", "))]))
}
