//! Quizzes that the shopper takes: what they answered, how far they are, and what came of it.
//!
//! What is kept is answers and the number of blocks passed. Everything else follows from them by [`loyalty_rules::quiz`] whenever
//! it is looked at, so going back loses nothing and a changed answer counts as if it had been the first.
//!
//! # Layout
//! - `walk`: answering, going on, going back. `load`: the quiz itself, and taking up where the shopper left off. `send`: telling
//!   the server. `kept`: what the device keeps.

mod kept;
mod load;
mod send;
mod walk;

use super::{State, Store};
use crate::client::ApiError;
use loyalty_api::quiz::{Quiz, QuizAnswer, QuizResult};
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// All quizzes that were begun on this page.
#[derive(Debug, Default)]
pub struct Quizzes {
    sessions: Vec<Session>,
}

/// One quiz as this shopper takes it.
#[derive(Debug, Default)]
pub struct Session {
    /// The quiz's id.
    pub id: String,
    /// What is asked, once it is there.
    pub quiz: Option<Rc<Quiz>>,
    /// Why the quiz is not there, or why its end was not taken.
    pub error: Option<ApiError>,
    /// The last answer to each element, whether or not its block is on the way now.
    pub answers: Vec<QuizAnswer>,
    /// How many blocks were passed.
    pub steps: usize,
    /// How many blocks were passed before the shopper went back, if they did.
    reached: usize,
    /// The shopper agrees to the quiz's sentence.
    pub consent: bool,
    /// The shopper wanted to go on: what is wrong is said.
    pub checked: bool,
    /// The end is on its way to the server.
    pub finishing: bool,
    /// What came of it.
    pub result: Option<QuizResult>,
    /// Where the focus belongs once the page is up to date.
    pub focus: Rc<Cell<Option<Place>>>,
    /// Where the shopper ended it: there the focus belongs once the result is there.
    ended: Option<Place>,
    /// The id by which the server knows these answers.
    submission: String,
    /// The member whose they are to the server; empty for a guest's.
    of: String,
    /// The page was told that it was begun.
    started: bool,
    /// A request is on its way, and perhaps another is to follow: whether that ends the quiz.
    sending: bool,
    next: Option<bool>,
}

/// Where a quiz is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On a page of the shop.
    Page,
    /// In a dialog of its own.
    Dialog,
}

impl Quizzes {
    /// The quiz of this id, if it was begun.
    pub fn find(&self, id: &str) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }
}

impl Session {
    /// Whether this goes on with a shopper: what nobody has begun to answer does not with who has signed in since, and may
    /// have answered it on another device.
    pub fn is_for(&self, member: Option<&str>) -> bool {
        self.started || self.quiz.is_none() || self.of == member.unwrap_or_default()
    }

    /// The answer to an element; one with nothing in it where there is none.
    pub fn answer(&self, element: &str) -> QuizAnswer {
        self.answers.iter().find(|answer| answer.element == element).cloned().unwrap_or_else(|| nothing(element))
    }
}

impl Store {
    /// The quizzes that were begun. They are no part of the state, whose type the main module has to know; but whoever reads
    /// the state follows their changes too.
    pub fn quizzes(self) -> Option<Rc<RefCell<Quizzes>>> {
        self.services()?.quizzes.get()
    }

    /// Changes all quizzes.
    #[inline(never)]
    fn change_quizzes(self, change: &mut dyn FnMut(&mut Quizzes)) {
        if let Some(quizzes) = self.quizzes() {
            change(&mut quizzes.borrow_mut());
            self.change(|_| {});
        }
    }

    /// Changes a quiz that was begun, and gives what the change gives.
    fn change_quiz<T>(self, id: &str, change: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let (mut change, mut changed) = (Some(change), None);
        self.change_quizzes(&mut |quizzes| {
            let session = quizzes.sessions.iter_mut().find(|session| session.id == id);
            if let (Some(session), Some(change)) = (session, change.take()) {
                changed = Some(change(session));
            }
        });
        changed
    }

    /// The id of the member who looks; nothing in it for a guest.
    pub(super) fn member_id(self) -> String {
        let id = |state: &State| state.member().map(|account| account.customer.id.clone());
        self.peek(|state, _| id(state)).flatten().unwrap_or_default()
    }
}

/// An answer with nothing in it.
fn nothing(element: &str) -> QuizAnswer {
    QuizAnswer { element: element.into(), choices: Vec::new(), number: None, text: None, consent: None }
}
