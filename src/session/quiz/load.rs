//! The quiz itself, and taking it up where the shopper left off: on this device, or on another.

use super::super::{Overlay, Services, report, spawn};
use super::kept::{self, Known};
use super::{Place, Session, Store};
use crate::browser::{json, random};
use crate::client::{ApiError, read_as};
use loyalty_api::campaign::Submitted;
use loyalty_api::page::FromJs;
use loyalty_api::quiz::{Quiz, QuizResult, Submission};
use std::rc::Rc;

impl Store {
    /// Begins a quiz, or takes it up, unless that was done for this shopper.
    #[inline(never)]
    pub fn begin_quiz(self, id: &str) {
        let mut new = false;
        let member = self.member_id();
        self.change_quizzes(&mut |quizzes| {
            quizzes.sessions.retain(|session| session.id != id || session.is_for(Some(&member)));
            new = quizzes.find(id).is_none();
            if new {
                quizzes.sessions.push(Session { id: id.into(), ..Session::default() });
            }
        });
        if new {
            self.load_quiz(id);
        }
    }

    /// Asks for a quiz again that could not be had.
    pub fn retry_quiz(self, id: &str) {
        self.change_quiz(id, |session| session.error = None);
        self.load_quiz(id);
    }

    fn load_quiz(self, id: &str) {
        let Some(services) = self.services() else { return };
        let id = id.to_owned();
        spawn(async move {
            let quiz = services.client.quiz(&id).await.and_then(|raw| read_as::<Quiz>(&raw));
            let known = if quiz.is_ok() { self.known(&services, &id).await } else { None };
            let opened = self.peek(|state, _| state.overlay == Some(Overlay::Quiz(id.clone()))) == Some(true);
            let of = self.member_id();
            if let Err(error) = &quiz {
                report(error);
            }
            self.change_quiz(&id, |session| match quiz {
                Ok(quiz) => {
                    session.quiz = Some(Rc::new(quiz));
                    session.of = of;
                    session.take_up(known);
                    // On a page of the shop it must not take the focus by itself.
                    if opened {
                        session.focus.set(Some(Place::Dialog));
                    }
                }
                Err(error) => session.error = Some(error),
            });
        });
    }

    /// What was answered before. A member's answers may come from another device; the device's own count where the server has
    /// no more of them.
    async fn known(self, services: &Services, quiz: &str) -> Option<(Known, Option<QuizResult>)> {
        let member = self.member_id();
        let kept = if services.consent.get() { kept::read(&services.config.shop, quiz, &member) } else { None };
        let id = match &kept {
            Some(kept) => Some(kept.submission.clone()),
            None if member.is_empty() => None,
            None => elsewhere(services, quiz).await,
        };
        let told = match id {
            Some(id) => services.client.submission(quiz, &id).await.and_then(|raw| read_as::<Submission>(&raw)).ok(),
            None => None,
        };
        let told = told.map(|told| (Known::of(&told, &member), told.result));
        match (told, kept) {
            (Some((told, _)), Some(kept)) if !told.complete && told.steps <= kept.reached => Some((kept, None)),
            // The server has no e-mail address of a guest, who may become a member yet and then sends all of it again.
            (Some((told, result)), Some(kept)) if told.complete && kept.complete => Some((kept, result)),
            (None, Some(kept)) if !kept.complete => Some((kept, None)),
            (told, _) => told,
        }
    }
}

impl Session {
    fn take_up(&mut self, known: Option<(Known, Option<QuizResult>)>) {
        match known {
            Some((known, result)) => {
                self.submission = known.submission;
                self.answers = known.answers;
                (self.steps, self.reached) = (known.steps, known.reached);
                self.of = known.of;
                self.consent = known.consent;
                self.result = result;
                self.started = true;
            }
            None => self.submission = random::key().unwrap_or_default(),
        }
    }
}

/// The member's submission of this quiz, from wherever it was begun: one that can be gone on with before one that is done.
async fn elsewhere(services: &Services, quiz: &str) -> Option<String> {
    let raw = services.client.engagement().await.map_err(|error: ApiError| report(&error)).ok()?;
    let all = Vec::<Submitted>::from_js(&json::own(&raw, "submissions")).ok()?;
    let mut found: Option<Submitted> = None;
    for submitted in all {
        if submitted.quiz == quiz && found.as_ref().is_none_or(|found| found.state == "complete" && submitted.state != "complete")
        {
            found = Some(submitted);
        }
    }
    found.map(|found| found.id)
}
