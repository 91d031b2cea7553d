//! What the device keeps of quizzes, for a shopper who consented: all answers, whose they are, and how far they came.

use super::super::snapshot::quizzes_key;
use super::{Session, Store};
use crate::browser::{json, storage};
use loyalty_api::page::{FromJs, ToJs, new_object, set};
use loyalty_api::quiz::{QuizAnswer, Submission, SubmissionRequest, SubmissionState};
use wasm_bindgen::JsValue;

/// Answers that were given before: on this device, or on another.
pub(super) struct Known {
    pub(super) submission: String,
    pub(super) answers: Vec<QuizAnswer>,
    pub(super) steps: usize,
    pub(super) reached: usize,
    /// The member whose they are; empty for a guest's.
    pub(super) of: String,
    pub(super) consent: bool,
    /// The quiz was completed; only the server knows what came of it.
    pub(super) complete: bool,
}

impl Known {
    /// As the server has it of this shopper.
    pub(super) fn of(submission: &Submission, member: &str) -> Self {
        let steps = usize::try_from(submission.step).unwrap_or_default();
        Self {
            submission: submission.id.clone(),
            answers: submission.answers.clone(),
            steps,
            reached: steps,
            of: member.into(),
            consent: submission.consent,
            complete: submission.state == SubmissionState::Complete,
        }
    }
}

impl Session {
    /// These answers, as the server takes them.
    pub(super) fn request(&self, answers: Vec<QuizAnswer>, step: usize, complete: bool) -> JsValue {
        let step = i64::try_from(step).unwrap_or_default();
        SubmissionRequest { answers, step, complete, consent: Some(self.consent) }.to_js()
    }
}

impl Store {
    /// Keeps a quiz on the device of a shopper who consented.
    pub(super) fn keep_quiz(self, id: &str) {
        let Some(services) = self.services() else { return };
        if !services.consent.get() {
            return;
        }
        let member = self.member_id();
        let kept = self.change_quiz(id, |session| {
            let kept = session.request(session.answers.clone(), session.steps, session.result.is_some());
            set(&kept, "id", &JsValue::from_str(&session.submission));
            // One that is done is a guest's until the server has it as the member's.
            let of = if session.result.is_some() { &session.of } else { &member };
            set(&kept, "of", &JsValue::from_str(of));
            set(&kept, "reached", &JsValue::from_f64(session.reached as f64));
            kept
        });
        if let Some(kept) = kept {
            put(&services.config.shop, id, &kept);
        }
    }
}

/// What the device keeps of a quiz, if it is a guest's or this member's.
pub(super) fn read(shop: &str, quiz: &str, member: &str) -> Option<Known> {
    let kept = json::own(&all(shop), quiz);
    let of = json::own(&kept, "of").as_string()?;
    if !of.is_empty() && of != member {
        forget(shop, quiz);
        return None;
    }
    let number = |name| json::own(&kept, name).as_f64().map(|number| number as usize);
    let steps = number("step")?;
    Some(Known {
        submission: json::own(&kept, "id").as_string()?,
        answers: Vec::from_js(&json::own(&kept, "answers")).ok()?,
        steps,
        reached: number("reached").unwrap_or(steps),
        of,
        consent: json::own(&kept, "consent").is_truthy(),
        complete: json::own(&kept, "complete").is_truthy(),
    })
}

/// Deletes what is kept of a quiz.
pub(super) fn forget(shop: &str, quiz: &str) {
    if json::own(&all(shop), quiz).is_object() {
        put(shop, quiz, &JsValue::NULL);
    }
}

fn put(shop: &str, quiz: &str, kept: &JsValue) {
    let all = all(shop);
    set(&all, quiz, kept);
    storage::write(&quizzes_key(shop), &json::stringify(&all));
}

fn all(shop: &str) -> JsValue {
    storage::read(&quizzes_key(shop)).and_then(|text| json::parse(&text)).filter(JsValue::is_object).unwrap_or_else(new_object)
}
