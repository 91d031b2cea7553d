//! Answering, going on and going back.

use super::{Place, Session, Store, kept, nothing};
use crate::browser::{event, random};
use loyalty_api::page::{ToJs, new_object, set};
use loyalty_api::quiz::{QuizAnswer, QuizBlock};
use loyalty_rules::quiz::{fits, walk};
use wasm_bindgen::JsValue;

/// Where a wish to go on leads.
enum Step {
    /// Nowhere: something is wrong.
    Stay,
    /// To another block.
    Next,
    /// To the end.
    End,
}

impl Session {
    /// Forgets answers and progress.
    fn reset(&mut self) {
        *self = Self {
            id: std::mem::take(&mut self.id),
            quiz: self.quiz.take(),
            focus: self.focus.clone(),
            of: std::mem::take(&mut self.of),
            sending: self.sending,
            submission: random::key().unwrap_or_default(),
            ..Self::default()
        };
    }

    /// Goes on, if nothing is wrong. Notes what the page is to be told.
    fn pass(&mut self, told: &mut Vec<JsValue>) -> Step {
        let Some(quiz) = self.quiz.clone() else { return Step::Stay };
        // A walk points into them.
        let answers = self.answers.clone();
        let before = walk(&quiz, &answers, self.steps);
        let Some(block) = before.at else { return Step::End };
        let passed = before.path.len();
        let after = walk(&quiz, &answers, passed.saturating_add(1));
        // An answer that does not fit would be left out: that must not happen silently.
        let wrong = self.wrong(block);
        let stays = after.at.is_some_and(|at| at.id == block.id);
        self.checked = wrong || stays && !after.missing.is_empty();
        if self.checked {
            return Step::Stay;
        }
        // After a failure the same is sent again, and was told.
        if self.error.is_none() {
            self.tell(block, told);
        }
        self.reached = self.reached.max(after.path.len());
        if after.at.is_some() {
            self.steps = after.path.len();
        }
        match after.at {
            // The last step stands there until the end is taken.
            None => Step::End,
            // A block that was passed, or this very one, is asked anew.
            Some(at) if self.steps <= passed => {
                self.answers.retain(|answer| at.elements.iter().all(|element| element.id != answer.element));
                Step::Next
            }
            Some(_) => Step::Next,
        }
    }

    /// Whether something stands in this block that is no answer to its question.
    fn wrong(&self, block: &QuizBlock) -> bool {
        block.elements.iter().any(|element| {
            let answer = self.answer(&element.id);
            answer != nothing(&element.id) && !fits(element, &answer)
        })
    }

    /// Notes the details of `loyalty:quiz-answered` for each answer in a block. Choices and numbers are told, words are not.
    fn tell(&self, block: &QuizBlock, told: &mut Vec<JsValue>) {
        for element in &block.elements {
            let answer = self.answer(&element.id);
            if fits(element, &answer) {
                let answer = QuizAnswer { text: None, consent: None, ..answer };
                let detail = answer.to_js();
                set(&detail, "quiz", &JsValue::from_str(&self.id));
                set(&detail, "kind", &JsValue::from_str(element.kind.name()));
                told.push(detail);
            }
        }
    }
}

impl Store {
    /// The shopper changes their answer to an element.
    #[inline(never)]
    pub fn answer_quiz(self, id: &str, element: &str, change: &dyn Fn(&mut QuizAnswer)) {
        self.change_quiz(id, |session| {
            // What came of it is to be of the answers that stand there.
            if session.finishing {
                return;
            }
            // Why the end was not taken says nothing of another answer.
            session.error = None;
            let mut answer = session.answer(element);
            change(&mut answer);
            session.answers.retain(|known| known.element != element);
            if answer != nothing(element) {
                session.answers.push(answer);
            }
        });
        self.keep_quiz(id);
        self.start_quiz(id);
    }

    /// The shopper agrees to the quiz's sentence, or no longer.
    pub fn agree_to_quiz(self, id: &str, consent: bool) {
        self.change_quiz(id, |session| session.consent = consent);
        self.keep_quiz(id);
    }

    /// Goes on to the next block, or to the end, if nothing is wrong; else says what is.
    pub fn pass_quiz(self, id: &str, place: Place) {
        let mut told = Vec::new();
        let step = self.change_quiz(id, |session| {
            if session.finishing {
                return Step::Stay;
            }
            let step = session.pass(&mut told);
            match step {
                Step::End => session.ended = Some(place),
                Step::Stay | Step::Next => session.focus.set(Some(place)),
            }
            step
        });
        let Some(step) = step else { return };
        if !matches!(step, Step::Stay) {
            self.start_quiz(id);
        }
        told.iter().for_each(|detail| event::emit("quiz-answered", detail));
        self.keep_quiz(id);
        match step {
            Step::Stay => {}
            Step::Next => self.send_quiz(id, false),
            Step::End => self.send_quiz(id, true),
        }
    }

    /// Goes back by one block. Answers stay.
    pub fn unpass_quiz(self, id: &str, place: Place) {
        self.change_quiz(id, |session| {
            if !session.finishing {
                let passed = session.quiz.as_ref().map(|quiz| walk(quiz, &session.answers, session.steps).path.len());
                session.steps = passed.unwrap_or_default().saturating_sub(1);
                (session.checked, session.error, session.result) = (false, None, None);
                session.focus.set(Some(place));
            }
        });
        self.keep_quiz(id);
    }

    /// Starts again from nothing. What was completed stays completed: these are other answers.
    pub fn restart_quiz(self, id: &str, place: Place) {
        self.change_quiz(id, |session| {
            session.reset();
            session.focus.set(Some(place));
        });
        if let Some(services) = self.services() {
            kept::forget(&services.config.shop, id);
        }
    }

    /// Tells the page, once, that the shopper has begun.
    fn start_quiz(self, id: &str) {
        if self.change_quiz(id, |session| std::mem::replace(&mut session.started, true)) == Some(false) {
            let detail = new_object();
            set(&detail, "quiz", &JsValue::from_str(id));
            event::emit("quiz-started", &detail);
        }
    }
}
