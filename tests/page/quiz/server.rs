//! A server inside the page: it takes the place of `fetch`, answers in real `Response`s, and scores by the real rules. Whose
//! token is `ada` is Ada.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use loyalty_api::account::Account;
use loyalty_api::campaign::Submitted;
use loyalty_api::page::{FromJs, ToJs, new_object, set};
use loyalty_api::quiz::{QuizAnswer, SubmissionRequest};
use loyalty_api::session::Session;
use loyalty_widget::browser::json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response, ResponseInit};

use super::questions::{QUIZZES, quiz_of};
use super::submissions::{Row, refused, take};
use crate::{example, popups};

/// In the place of `fetch` until it is dropped. What the device keeps goes with it.
pub(super) struct Server {
    books: Rc<Books>,
    fetch: JsValue,
    _callback: Closure<dyn Fn(JsValue) -> Promise>,
}

/// Answers that a page sent, whether or not it got word of what came of it.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// Who sent them: empty for a guest.
    pub(super) who: String,
    pub(super) complete: bool,
    pub(super) consent: bool,
    pub(super) answers: Vec<QuizAnswer>,
}

#[derive(Default)]
struct Books {
    /// What shoppers answer is not taken.
    fails: Cell<bool>,
    /// It is taken, and the word of it is lost.
    loses: Cell<bool>,
    /// The shop has no quizzes any more.
    closed: Cell<bool>,
    /// What has to come before an answer gets through, and how it comes.
    gate: RefCell<Option<(Promise, Function)>>,
    sent: RefCell<Vec<Sent>>,
    rows: RefCell<Vec<Row>>,
}

impl Server {
    pub(super) fn new() -> Self {
        popups::forget();
        let books = Rc::<Books>::default();
        let held = books.clone();
        let callback = Closure::<dyn Fn(JsValue) -> Promise>::new(move |request: JsValue| {
            let books = held.clone();
            future_to_promise(async move { Ok(books.answer(request.unchecked_into()).await.into()) })
        });
        let window = js_sys::global();
        let fetch = Reflect::get(&window, &"fetch".into()).unwrap();
        Reflect::set(&window, &"fetch".into(), callback.as_ref()).unwrap();
        Self { books, fetch, _callback: callback }
    }

    /// From now on nothing that shoppers answer is taken, or everything.
    pub(super) fn fail(&self, fails: bool) {
        self.books.fails.set(fails);
    }

    /// From now on what shoppers answer is taken and they are not told, or they are.
    pub(super) fn lose(&self, loses: bool) {
        self.books.loses.set(loses);
    }

    /// The shop takes its quizzes away.
    pub(super) fn close_quizzes(&self) {
        self.books.closed.set(true);
    }

    /// From now on the server does what it is asked for, but its word does not get through.
    pub(super) fn hold(&self) {
        let mut open = None;
        let gate = Promise::new(&mut |resolve, _| open = Some(resolve));
        self.books.gate.replace(Some((gate, open.unwrap())));
    }

    /// What was held gets through.
    pub(super) fn release(&self) {
        let (_, open) = self.books.gate.take().expect("it is held");
        open.call0(&JsValue::UNDEFINED).unwrap();
    }

    /// What pages sent, in the order in which it came.
    pub(super) fn sent(&self) -> Vec<Sent> {
        self.books.sent.borrow().clone()
    }

    /// How many answers the last submission has that was sent.
    pub(super) fn answered(&self) -> usize {
        self.books.sent.borrow().last().map_or(0, |sent| sent.answers.len())
    }

    /// All submissions: their id, whose they are, and the points they brought.
    pub(super) fn submissions(&self) -> Vec<(String, String, Option<i64>)> {
        self.books.rows.borrow().iter().map(|row| (row.id.clone(), row.of.clone(), row.points)).collect()
    }

    /// Another tab of the same browser, where somebody has signed in, goes on with every submission there is.
    pub(super) fn give_all_to(&self, who: &str) {
        self.books.rows.borrow_mut().iter_mut().for_each(|row| row.of = who.into());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.fetch).unwrap();
        popups::forget();
    }
}

/// A member's account.
pub(super) fn account(who: &str) -> Account {
    let mut account = example::account();
    account.customer.id = ["cus_", who].concat();
    account
}

fn respond(status: u16, body: &JsValue) -> Response {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(Some(&json::stringify(body)), &init).unwrap()
}

impl Books {
    async fn answer(&self, request: Request) -> Response {
        let (method, url) = (request.method(), request.url());
        let who = request.headers().get("authorization").unwrap().unwrap_or_default().replace("Bearer ses-", "");
        let body = JsFuture::from(request.text().unwrap()).await.unwrap().as_string().unwrap();
        let body = json::parse(&body).unwrap_or_else(new_object);
        if self.fails.get() && method == "PUT" {
            return respond(503, &new_object());
        }
        if url.ends_with("/v1/sessions") {
            let who = json::own(&body, "token").as_string().unwrap_or_default();
            let account = Some(account(&who)).filter(|_| !who.is_empty());
            let token = ["ses-", &who].concat();
            return respond(200, &Session { token, expires_at: "2030-01-01T00:00:00Z".into(), account }.to_js());
        }
        if url.contains("/engagement") {
            let engagement = new_object();
            set(&engagement, "submissions", &self.engagement(&who));
            return respond(200, &engagement);
        }
        let Some(quiz) = QUIZZES.into_iter().find(|id| url.contains(id) && !self.closed.get()) else {
            return respond(404, &refused(404, "unknown_quiz"));
        };
        let Some((_, id)) = url.split_once("/submissions/") else { return respond(200, &quiz_of(quiz).to_js()) };
        let (status, told) = if method == "PUT" { self.put(quiz, &who, id, &body) } else { self.get(&who, id) };
        let gate = self.gate.borrow().as_ref().map(|(gate, _)| gate.clone()).filter(|_| method == "PUT");
        if let Some(gate) = gate {
            JsFuture::from(gate).await.unwrap();
        }
        if self.loses.get() && method == "PUT" {
            return respond(502, &new_object());
        }
        respond(status, &told)
    }

    fn put(&self, quiz: &str, who: &str, id: &str, body: &JsValue) -> (u16, JsValue) {
        let request = SubmissionRequest::from_js(body).unwrap();
        self.sent.borrow_mut().push(Sent {
            who: who.into(),
            complete: request.complete,
            consent: request.consent == Some(true),
            answers: request.answers.clone(),
        });
        take(&mut self.rows.borrow_mut(), quiz, who, id, request)
    }

    fn get(&self, who: &str, id: &str) -> (u16, JsValue) {
        match self.rows.borrow().iter().find(|row| row.id == id && (row.of.is_empty() || row.of == who)) {
            Some(row) => (200, row.told(None).to_js()),
            None => (404, refused(404, "unknown_submission")),
        }
    }

    fn engagement(&self, who: &str) -> Array {
        let state = |row: &Row| if row.complete { "complete" } else { "partial" };
        let submitted = |row: &Row| Submitted { quiz: row.quiz.clone(), id: row.id.clone(), state: state(row).into() }.to_js();
        self.rows.borrow().iter().filter(|row| !who.is_empty() && row.of == who).map(submitted).collect()
    }
}
