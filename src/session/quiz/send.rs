//! Telling the server: what was answered so far, where it may know, and the end.

use super::super::{report, spawn};
use super::{Session, Store};
use crate::browser::{event, random};
use crate::client::{ApiError, read_as};
use loyalty_api::quiz::{QuizAnswer, QuizResult, Submission};
use loyalty_rules::quiz::walk;
use wasm_bindgen::JsValue;

/// What the server says of a submission that is another member's.
const UNKNOWN: &str = "unknown_submission";

impl Session {
    /// What the server is to be told now: the submission's id and the answers on the way. Nothing while a request is on its
    /// way, because an older one must not arrive after a newer; it is remembered that there is more.
    fn begin_sending(&mut self, complete: bool) -> Option<(String, JsValue)> {
        let quiz = self.quiz.clone()?;
        if complete {
            (self.finishing, self.error) = (true, None);
        }
        if self.sending {
            self.next = Some(complete || self.next == Some(true));
            return None;
        }
        self.sending = true;
        let walk = walk(&quiz, &self.answers, if complete { usize::MAX } else { self.steps });
        let answers: Vec<QuizAnswer> = walk.answers.into_iter().cloned().collect();
        Some((self.submission.clone(), self.request(answers, walk.path.len(), complete)))
    }
}

impl Store {
    /// Sends what was answered so far, or the end. What is not the end is sent for members, and for guests who agreed to storage.
    pub(super) fn send_quiz(self, id: &str, complete: bool) {
        let Some(services) = self.services() else { return };
        let member = self.member_id();
        if !complete && member.is_empty() && !services.consent.get() {
            return;
        }
        let begun = self.change_quiz(id, |session| session.begin_sending(complete));
        let Some(Some((submission, body))) = begun else { return };
        let id = id.to_owned();
        spawn(async move {
            let answer = services.client.submit(&id, &submission, &body).await;
            let answer = answer.and_then(|raw| Ok((read_as::<Submission>(&raw)?, raw)));
            if let Err(error) = &answer
                && *error != ApiError::Gone
            {
                report(error);
            }
            let ended = self.change_quiz(&id, |session| {
                let before = session.result.as_ref().map(|result| result.points);
                (session.end_sending(&submission, complete, &member, &answer), before)
            });
            let Some((next, before)) = ended else { return };
            if let (true, Ok((told, raw))) = (complete, &answer) {
                if told.account.is_some() {
                    self.take_account(&services, raw);
                }
                self.keep_quiz(&id);
                // Once; and once more where signing in brought the points.
                if before != Some(told.result.as_ref().and_then(|result| result.points)) {
                    completed(&id, told.result.as_ref());
                }
            }
            if let Some(next) = next {
                self.send_quiz(&id, next);
            }
        });
    }

    /// A quiz that a guest completed becomes the member's who looks now, with what it earns. Where that fails it is for them to
    /// try again.
    pub fn adopt_quiz(self, id: &str) {
        let (member, Some(quizzes)) = (self.member_id(), self.quizzes()) else { return };
        // Looked at, not changed: this follows every drawing, and a change would bring about the next.
        let anothers = quizzes.borrow().find(id).is_some_and(|session| {
            session.result.is_some() && session.of != member && !session.finishing && session.error.is_none()
        });
        if anothers && !member.is_empty() {
            self.send_quiz(id, true);
        }
    }
}

impl Session {
    /// Takes over what the server said of these answers. Returns what is to be sent next: whether it ends the quiz.
    fn end_sending(
        &mut self,
        sent: &str,
        complete: bool,
        member: &str,
        answer: &Result<(Submission, JsValue), ApiError>,
    ) -> Option<bool> {
        self.sending = false;
        let next = self.next.take();
        // The shopper has started again meanwhile.
        if self.submission != sent {
            return next;
        }
        match answer {
            Ok((told, _)) => self.of = told.account.as_ref().map_or(member, |account| &account.customer.id).into(),
            // By another tab it has become somebody's whom this one does not know: here it goes on as another.
            Err(ApiError::Problem(problem)) if problem.code == UNKNOWN => {
                self.submission = random::key().unwrap_or_default();
            }
            Err(_) => {}
        }
        match answer {
            // Somebody signed in meanwhile: now it is theirs.
            Err(ApiError::Gone) => return Some(complete || next == Some(true)),
            Ok((told, _)) if complete => {
                self.finishing = false;
                self.result.clone_from(&told.result);
                self.focus.set(self.ended.take());
            }
            Err(error) if complete => {
                self.finishing = false;
                self.error = Some(error.clone());
            }
            // The end brings everything again.
            _ => {}
        }
        next
    }
}

/// `loyalty:quiz-completed`.
#[derive(serde::Serialize)]
struct Completed<'a> {
    quiz: &'a str,
    outcome: Option<&'a str>,
    points: Option<i64>,
    products: Vec<&'a str>,
}

/// Tells the page that a quiz is done.
fn completed(id: &str, result: Option<&QuizResult>) {
    let recommendations = result.map(|result| result.recommendations.as_slice()).unwrap_or_default();
    let detail = Completed {
        quiz: id,
        outcome: result.and_then(|result| result.outcome.as_deref()),
        points: result.and_then(|result| result.points),
        products: recommendations.iter().map(|found| found.product.id.as_str()).collect(),
    };
    event::emit("quiz-completed", &serde_wasm_bindgen::to_value(&detail).unwrap_or(JsValue::UNDEFINED));
}
