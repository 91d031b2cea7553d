//! Quizzes and surveys, on a page of the shop or in a dialog of their own.
//!
//! # Layout
//! - `step`: what is asked now, with the way on and back. `question`: one question, by its kind: `choices`, `scale`, `entry`.
//!   `problem`: what is wrong with an answer, in words.
//! - `result`: what came of it. `shelf`: what is recommended.

mod choices;
mod entry;
mod problem;
mod question;
mod result;
mod scale;
mod shelf;
mod step;

use super::{View, status};
use crate::browser::property::number;
use crate::client::ApiError;
use crate::session::{Place, Session, Store};
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::Quiz;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// `<loyalty-quiz>`, by the quiz's id.
pub fn page(view: View<'_>, id: &str) -> Node {
    el("section.page").attr("tabindex", "-1").child(content(view, id, Place::Page).1)
}

/// The dialog's title and content, by the quiz's id.
pub fn dialog(view: View<'_>, id: &str) -> (String, Node) {
    content(view, id, Place::Dialog)
}

/// What each view of a quiz is a function of.
#[derive(Clone, Copy)]
struct Sight<'a> {
    view: View<'a>,
    session: &'a Session,
    quiz: &'a Rc<Quiz>,
    place: Place,
}

/// The title and the content, or why there is none.
fn content(view: View<'_>, id: &str, place: Place) -> (String, Node) {
    let View { store, state, words } = view;
    let waiting = words.t("status.loading");
    let error = state.program.error().or(state.account.error());
    if state.program.value().is_none() || state.account.value().is_none() {
        return (waiting, error.map_or_else(|| status::loading(view), |error| status::failed(view, error, Store::refresh)));
    }
    let quizzes = store.quizzes();
    let quizzes = quizzes.as_ref().map(|quizzes| quizzes.borrow());
    let member = state.member().map(|account| account.customer.id.as_str());
    let session = quizzes.as_ref().and_then(|quizzes| quizzes.find(id)).filter(|session| session.is_for(member));
    let Some(session) = session else {
        let id = id.to_owned();
        return (waiting, status::loading(view).after(move |_| store.begin_quiz(&id)));
    };
    match (&session.quiz, &session.error) {
        (Some(quiz), _) => {
            let sight = Sight { view, session, quiz, place };
            let inside = match &session.result {
                Some(result) => result::view(sight, result),
                None => step::view(sight),
            };
            let focus = session.focus.clone();
            // Around what comes and goes: what has just been made is in the document by the time this is called.
            let around = el("div").child(inside).after(move |root| {
                if focus.get() == Some(place) {
                    focus.set(None);
                    attend(root);
                }
            });
            (quiz.title.clone(), around)
        }
        (None, Some(error)) => (words.t("error.title"), failed(view, id, error)),
        (None, None) => (waiting, status::loading(view)),
    }
}

/// Why the quiz is not there. One that the shop has taken away needs no second try.
fn failed(view: View<'_>, id: &str, error: &ApiError) -> Node {
    let View { store, words, .. } = view;
    if is_closed(error) {
        return status::empty(words.t("quiz.closed"));
    }
    let id = id.to_owned();
    let retry = text("button.button", words.t("status.retry")).attr("type", "button").on("click", move |_| store.retry_quiz(&id));
    el("div.state")
        .attr("role", "alert")
        .child(text("p.state-title", words.t("error.title")))
        .child(text("p", words.explain(error)))
        .child(retry)
}

/// Whether the shop does not have this quiz any more.
fn is_closed(error: &ApiError) -> bool {
    matches!(error, ApiError::Problem(problem) if problem.status == 404 && problem.code != "unknown_submission")
}

/// Whether this is the second click of a double click: meant for what stood there before.
fn is_repeated(click: &Event) -> bool {
    number(click, "detail") > 1
}

/// Puts the focus where a person expects it: on what is wrong, else on the new heading.
fn attend(root: &Element) {
    for place in [
        "[aria-invalid=true] input, input[aria-invalid=true], textarea[aria-invalid=true], select[aria-invalid=true]",
        ".quiz-heading",
    ] {
        let found = root.query_selector(place).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
            let _ = found.focus();
            return;
        }
    }
}

/// A heading that can be given the focus, and has it when a dialog opens.
fn heading(headline: Node, place: Place) -> Node {
    let heading = el("h3.quiz-heading").child(headline).attr("tabindex", "-1");
    if place == Place::Dialog { heading.attr("autofocus", "") } else { heading }
}
