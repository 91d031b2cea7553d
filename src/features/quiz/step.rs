//! What is asked now: how far it is, the block's questions, and the way back and on.

use super::{Sight, heading, is_closed, is_repeated, question};
use crate::session::Place;
use crate::ui::node::{Node, el, text};
use crate::ui::{field, meter};
use loyalty_rules::quiz::{Walk, length, walk};

/// A form: Enter goes on.
pub(super) fn view(sight: Sight<'_>) -> Node {
    let Sight { view, session, quiz, place } = sight;
    let store = view.store;
    let walk = walk(quiz, &session.answers, session.steps);
    let passed = walk.path.len();
    let all = length(quiz, &session.answers).max(passed.saturating_add(1));
    let title = (place == Place::Page).then(|| text("h2.quiz-title", quiz.title.clone()));
    // It says what this is about, once.
    let description = quiz.description.as_ref().filter(|_| passed == 0);
    let id = session.id.clone();
    el("form.quiz")
        .attr("novalidate", "")
        .on("submit", move |event| {
            event.prevent_default();
            store.pass_quiz(&id, place);
        })
        .maybe(title)
        .maybe(description.map(|description| text("p.detail", description.clone())))
        .child(progress(sight, passed, all))
        .child(asked(sight, &walk))
        .maybe(consent(sight, passed.saturating_add(1) == all))
        .maybe(problem(sight))
        .child(doors(sight, passed, passed.saturating_add(1) == all))
}

/// "Step 2 of 5", told whenever it changes, and as a bar.
fn progress(sight: Sight<'_>, passed: usize, all: usize) -> Node {
    let words = sight.view.words;
    let [now, passed, all] = [passed.saturating_add(1), passed, all].map(|number| i64::try_from(number).unwrap_or_default());
    let sentence = words.fill("quiz.step", &[("n", &words.number(now)), ("all", &words.number(all))]);
    el("div.quiz-progress")
        .child(text("p.section", sentence.clone()).attr("role", "status"))
        .child(meter::meter(&sentence, passed, all))
}

/// The block's heading and its questions. Where the block has no heading of its own, its first question is it.
fn asked(sight: Sight<'_>, walk: &Walk<'_>) -> Node {
    let Some(block) = walk.at else {
        return el("div.quiz-block").child(heading(text("span", sight.quiz.title.clone()), sight.place));
    };
    let headline = block.headline.as_ref();
    let questions = block.elements.iter().enumerate();
    el("div.quiz-block")
        .maybe(headline.map(|headline| heading(text("span", headline.clone()), sight.place)))
        .children(questions.map(|(index, element)| question::view(sight, element, walk, headline.is_none() && index == 0)))
}

/// The sentence that lets answers be kept in the profile, before the last step is sent. Nobody agrees by default.
fn consent(sight: Sight<'_>, last: bool) -> Option<Node> {
    let Sight { view, session, quiz, .. } = sight;
    let sentence = quiz.consent.clone().filter(|_| last && view.state.member().is_some())?;
    let (store, id) = (view.store, session.id.clone());
    Some(field::tick("quiz-consent", sentence, session.consent, move |agreed| store.agree_to_quiz(&id, agreed)))
}

/// Why the end was not taken. The answers are all still there.
pub(super) fn problem(sight: Sight<'_>) -> Option<Node> {
    let words = sight.view.words;
    let error = sight.session.error.as_ref()?;
    let reason = if is_closed(error) { words.t("quiz.closed") } else { words.explain(error) };
    Some(el("div.quiz-failed").attr("role", "alert").child(text("p", reason)).child(text("p.detail", words.t("quiz.kept"))))
}

fn doors(sight: Sight<'_>, passed: usize, last: bool) -> Node {
    let Sight { view, session, place, .. } = sight;
    let (store, words) = (view.store, view.words);
    let id = session.id.clone();
    let back = (passed > 0).then(|| {
        text("button.button", words.t("quiz.back"))
            .attr("type", "button")
            .attr("data-look", "quiet")
            .on("click", move |_| store.unpass_quiz(&id, place))
    });
    let on = match (&session.error, last) {
        (Some(_), _) => "status.retry",
        (None, true) => "quiz.finish",
        (None, false) => "quiz.next",
    };
    let on = text("button.button", words.t(on))
        .attr("type", "submit")
        .attr("aria-busy", if session.finishing { "true" } else { "false" })
        // The next question is there by then, and nobody has read it.
        .on("click", |event| {
            if is_repeated(&event) {
                event.prevent_default();
            }
        });
    el("div.quiz-doors").maybe(back).child(on)
}
