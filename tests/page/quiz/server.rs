//! A server inside the page: it takes the place of `fetch`, answers in real `Response`s, and scores by the real rules.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use loyalty_api::page::{FromJs, ToJs, new_object, set};
use loyalty_api::product::Product;
use loyalty_api::quiz::{
    Quiz, QuizAction, QuizBlock, QuizChoice, QuizCondition, QuizEffect, QuizElement, QuizKind, QuizLogic, QuizOperator,
    QuizOutcome, QuizResult, QuizResults, QuizScore, Submission, SubmissionRequest, SubmissionState,
};
use loyalty_rules::quiz::{result, walk};
use loyalty_widget::browser::json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{Request, Response, ResponseInit};

/// In the place of `fetch` until it is dropped.
pub(super) struct Server {
    books: Rc<Books>,
    fetch: JsValue,
    _callback: Closure<dyn Fn(JsValue) -> Promise>,
}

#[derive(Default)]
struct Books {
    /// Every answer is a failure.
    fails: Cell<bool>,
    /// How many answers the last completed submission had.
    answered: Cell<usize>,
}

impl Server {
    pub(super) fn new() -> Self {
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

    /// From now on every answer is a failure, or none is.
    pub(super) fn fail(&self, fails: bool) {
        self.books.fails.set(fails);
    }

    /// How many answers the completed submission had.
    pub(super) fn answered(&self) -> usize {
        self.books.answered.get()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        Reflect::set(&js_sys::global(), &"fetch".into(), &self.fetch).unwrap();
    }
}

fn respond(status: u16, body: &JsValue) -> Response {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(Some(&json::stringify(body)), &init).unwrap()
}

impl Books {
    async fn answer(&self, request: Request) -> Response {
        let (method, url) = (request.method(), request.url());
        if self.fails.get() {
            return respond(503, &new_object());
        }
        let quiz = ["qz_tea", "qz_all"].into_iter().find(|id| url.contains(id));
        if url.ends_with("/v1/sessions") {
            let session = new_object();
            set(&session, "token", &"ses".into());
            return respond(200, &session);
        }
        if url.contains("/engagement") {
            let engagement = new_object();
            set(&engagement, "submissions", &js_sys::Array::new());
            return respond(200, &engagement);
        }
        match (method.as_str(), quiz) {
            ("GET", Some(id)) if url.contains("/shops/") => respond(200, &quiz_of(id).to_js()),
            ("PUT", Some(id)) => {
                let body = JsFuture::from(request.text().unwrap()).await.unwrap().as_string().unwrap();
                let request = SubmissionRequest::from_js(&json::parse(&body).unwrap()).unwrap();
                respond(200, &self.take(id, request).to_js())
            }
            _ => {
                let problem = new_object();
                for (name, value) in [("type", "about:blank"), ("title", "No such quiz"), ("code", "unknown_quiz")] {
                    set(&problem, name, &value.into());
                }
                set(&problem, "status", &404.into());
                respond(404, &problem)
            }
        }
    }

    fn take(&self, id: &str, request: SubmissionRequest) -> Submission {
        let quiz = quiz_of(id);
        let walk = walk(&quiz, &request.answers, usize::MAX);
        let came = request.complete.then(|| QuizResult { points: Some(30), ..result(&quiz, &walk, &shelf()) });
        if request.complete {
            self.answered.set(walk.answers.len());
        }
        let submission = Submission {
            id: "sub".into(),
            quiz: id.into(),
            state: if request.complete { SubmissionState::Complete } else { SubmissionState::Partial },
            answers: walk.answers.into_iter().cloned().collect(),
            step: request.step,
            consent: request.consent == Some(true),
            updated_at: crate::example::PAST.into(),
            result: came,
            account: None,
        };
        submission
    }
}

fn shelf() -> Vec<Product> {
    vec![Product {
        id: "mist".into(),
        title: "Morning mist".into(),
        url: "/products/mist".into(),
        image: None,
        price: 1250,
        collections: vec![],
        tags: vec![],
        available: true,
    }]
}

fn element(id: &str, kind: QuizKind, required: bool) -> QuizElement {
    let chosen = matches!(kind, QuizKind::Single | QuizKind::Multiple | QuizKind::Picture);
    let choice = |id: &str| QuizChoice {
        id: id.into(),
        label: id.to_uppercase(),
        image: None,
        scores: if id == "b" {
            vec![QuizScore { to: "product:mist".into(), effect: QuizEffect::Up, weight: Some(2) }]
        } else {
            vec![]
        },
    };
    QuizElement {
        id: id.into(),
        kind,
        headline: [id, "?"].concat(),
        help: None,
        required,
        choices: if chosen { ["a", "b", "c"].map(choice).into() } else { vec![] },
        min: None,
        max: None,
        step: None,
        low: None,
        high: None,
        placeholder: None,
        consent: None,
        profile: None,
    }
}

fn block(id: &str, elements: Vec<QuizElement>, logic: Vec<QuizLogic>) -> QuizBlock {
    QuizBlock { id: id.into(), headline: None, elements, logic, fallback: None }
}

/// Who chooses `c` is done at once; `qz_all` asks every kind of question in one step.
fn quiz_of(id: &str) -> Quiz {
    let chose = |choice: &str| QuizCondition {
        and: vec![],
        or: vec![],
        element: Some("taste".into()),
        variable: None,
        is: Some(QuizOperator::AnyOf),
        choices: vec![choice.into()],
        number: None,
        text: None,
    };
    let ends = QuizLogic { when: Some(chose("c")), then: vec![QuizAction::End { outcome: None }] };
    let blocks = if id == "qz_all" {
        let all = QuizKind::ALL.iter().map(|kind| element(kind.name(), *kind, false));
        vec![block("all", all.collect(), vec![])]
    } else {
        vec![
            block("taste", vec![element("taste", QuizKind::Single, true)], vec![ends]),
            block("score", vec![element("score", QuizKind::Nps, true)], vec![]),
            block("why", vec![element("why", QuizKind::Text, false)], vec![]),
        ]
    };
    let bold = QuizOutcome { id: "bold".into(), title: "Bold".into(), text: None, image: None, when: Some(chose("b")) };
    Quiz {
        id: id.into(),
        title: "Find your tea".into(),
        description: None,
        consent: None,
        blocks,
        variables: vec![],
        outcomes: vec![bold],
        results: Some(QuizResults { count: 3, fallback: vec![] }),
    }
}
