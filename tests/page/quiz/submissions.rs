//! What the server does with answers, as docs/api.md says it.

use loyalty_api::account::Account;
use loyalty_api::page::{ToJs, new_object, set};
use loyalty_api::quiz::{QuizAnswer, QuizKind, QuizResult, Submission, SubmissionRequest, SubmissionState};
use loyalty_rules::quiz::{result, walk};
use wasm_bindgen::JsValue;

use super::questions::{quiz_of, shelf};
use super::server::account;

/// What completing a quiz brings a member, once.
const POINTS: i64 = 30;

/// A submission.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) quiz: String,
    /// Whose it is: empty for a guest's.
    pub(super) of: String,
    pub(super) complete: bool,
    pub(super) points: Option<i64>,
    answers: Vec<QuizAnswer>,
    step: i64,
    consent: bool,
    result: Option<QuizResult>,
}

impl Row {
    /// As its shopper is told it.
    pub(super) fn told(&self, account: Option<Account>) -> Submission {
        Submission {
            id: self.id.clone(),
            quiz: self.quiz.clone(),
            state: if self.complete { SubmissionState::Complete } else { SubmissionState::Partial },
            answers: self.answers.clone(),
            step: self.step,
            consent: self.consent,
            updated_at: crate::example::PAST.into(),
            result: self.result.clone().map(|result| QuizResult { points: self.points, ..result }),
            account,
        }
    }
}

/// Takes answers: the status, and what is told.
pub(super) fn take(rows: &mut Vec<Row>, quiz: &str, who: &str, id: &str, request: SubmissionRequest) -> (u16, JsValue) {
    let place = rows.iter().position(|row| row.id == id).unwrap_or_else(|| {
        rows.push(Row {
            id: id.into(),
            quiz: quiz.into(),
            of: who.into(),
            complete: false,
            points: None,
            answers: vec![],
            step: 0,
            consent: false,
            result: None,
        });
        rows.len() - 1
    });
    let mut row = rows[place].clone();
    if !row.of.is_empty() && row.of != who {
        return (404, refused(404, "unknown_submission"));
    }
    row.of = who.into();
    row.consent = request.consent.unwrap_or(row.consent);
    if request.complete || !row.complete {
        let quiz = quiz_of(quiz);
        let walk = walk(&quiz, &request.answers, usize::MAX);
        if request.complete && !walk.is_over() {
            return (422, refused(422, "quiz_not_finished"));
        }
        // Of a guest no address is stored.
        let addresses = quiz.blocks.iter().flat_map(|block| &block.elements).filter(|element| element.kind == QuizKind::Email);
        let addresses: Vec<&str> = addresses.map(|element| element.id.as_str()).filter(|_| who.is_empty()).collect();
        let stored = walk.answers.iter().filter(|answer| !addresses.contains(&answer.element.as_str()));
        row.answers = stored.map(|answer| (*answer).clone()).collect();
        row.step = request.step;
        if request.complete {
            row.result = Some(result(&quiz, &walk, &shelf()));
            row.complete = true;
        }
    }
    let awarded = rows.iter().any(|other| other.quiz == quiz && other.of == who && other.points.is_some());
    if row.complete && !who.is_empty() && !awarded {
        row.points = Some(POINTS);
    }
    rows[place] = row.clone();
    (200, row.told((row.complete && !who.is_empty()).then(|| account(who))).to_js())
}

/// A problem.
pub(super) fn refused(status: i32, code: &str) -> JsValue {
    let problem = new_object();
    for (name, value) in [("type", "about:blank"), ("title", "No"), ("code", code)] {
        set(&problem, name, &value.into());
    }
    set(&problem, "status", &status.into());
    problem
}
