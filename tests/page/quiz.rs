//! Quizzes: every kind of question, going on and back, what is wrong, and what came of it.
//!
//! # Layout
//! - `server`: answers the widget's real requests inside the page; `submissions`: by the real rules; `questions`: what is asked.
//! - `pressing`: going on, and what does not go on. `fields`: days and addresses. `resuming`: on this device, on another.
//!   `signing_in`: what a guest answered becomes a member's. `leaving`: consent and shoppers that go. `telling`: the page's events.

mod fields;
mod leaving;
mod pressing;
mod questions;
mod resuming;
mod server;
mod signing_in;
mod submissions;
mod telling;

use js_sys::Function;
use loyalty_api::page::{new_object, set};
use loyalty_api::program::{EarningKind, EarningRule, Program};
use loyalty_widget::features::overlay;
use loyalty_widget::mount::Mounted;
use loyalty_widget::parts;
use loyalty_widget::session::Load;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, HtmlInputElement};

use crate::example;
use crate::stage::{Stage, settle, until};
use server::Server;
use wasm_bindgen::JsCast;

const NEXT: &str = "button[type=submit]";
const BACK: &str = ".quiz-doors button[type=button]";
const AGREED: [(&str, &str); 1] = [("consent", "granted")];

/// The example's programme, in which the tea quiz brings points.
fn program() -> Program {
    let mut program = example::program();
    let rule = program.earning[0].clone();
    program.earning.push(EarningRule {
        id: "ern_quiz".into(),
        kind: EarningKind::Quiz,
        points: 30,
        quiz: Some("qz_tea".into()),
        ..rule
    });
    program
}

/// Somebody opens a page of the shop with a quiz on it: a member, or `""` for a guest.
async fn opens(attributes: &[(&str, &str)], who: &str, id: &'static str) -> (Stage, Mounted) {
    let stage = Stage::new(attributes);
    let view = stage.show("inline", move |view| parts::show_quiz(view, &|part| (part.page)(view, id))).await;
    stage.set(|state| state.program = Load::Ready(program())).await;
    signs_in(&stage, who).await;
    (stage, view)
}

/// The page says who is there now. The quiz follows.
async fn signs_in(stage: &Stage, who: &str) {
    stage.store.identify(&if who.is_empty() { JsValue::UNDEFINED } else { who.into() });
    settle().await;
    until("the quiz, or why there is none", || stage.count(".loading") == 0).await;
}

/// A member at the first step of a quiz, on a page of the shop.
async fn at_quiz(id: &'static str) -> (Server, Stage, Mounted) {
    let server = Server::new();
    let (stage, view) = opens(&[], "ada", id).await;
    (server, stage, view)
}

/// Whether a box is ticked, or one of several buttons chosen.
fn is_chosen(stage: &Stage, selector: &str) -> bool {
    stage.find(selector).unchecked_into::<HtmlInputElement>().checked()
}

/// What has the focus.
fn focused(stage: &Stage) -> String {
    stage.shadow.active_element().map(|element| element.id() + &element.class_name()).unwrap_or_default()
}

async fn pass(stage: &Stage) {
    stage.click(NEXT).await;
}

#[wasm_bindgen_test]
async fn going_back_loses_nothing_and_a_changed_answer_leads_elsewhere() {
    let (_server, stage, _view) = at_quiz("qz_tea").await;
    assert_eq!((stage.text("[role=status]"), stage.text("h3")), ("Step 1 of 3".into(), "taste?".into()));
    assert_eq!(focused(&stage), "", "on a page of the shop it does not take the focus");
    stage.click("#quiz-taste-b").await;
    pass(&stage).await;
    assert_eq!((stage.text("[role=status]"), stage.text("h3")), ("Step 2 of 3".into(), "score?".into()));
    assert_eq!(focused(&stage), "quiz-heading");
    stage.click(BACK).await;
    assert!(is_chosen(&stage, "#quiz-taste-b"));
    stage.click("#quiz-taste-c").await;
    assert_eq!((stage.text("[role=status]"), stage.text(NEXT)), ("Step 1 of 1".into(), "Finish".into()), "this answer ends it");
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_at_the_question_and_gets_the_focus() {
    let (_server, stage, _view) = at_quiz("qz_tea").await;
    assert_eq!(stage.count(".quiz-problem"), 0);
    pass(&stage).await;
    assert_eq!((stage.text(".quiz-problem"), focused(&stage)), ("Choose an answer.".into(), "quiz-taste-a".into()));
    let group = stage.find("fieldset");
    assert_eq!(group.get_attribute("aria-invalid").as_deref(), Some("true"));
    let note = group.get_attribute("aria-describedby").unwrap();
    assert!(stage.text(&["#", &note].concat()).contains("Choose an answer."));
    stage.click("#quiz-taste-a").await;
    assert_eq!(stage.count(".quiz-problem"), 0);
}

#[wasm_bindgen_test]
async fn every_kind_of_question_can_be_answered() {
    let (server, stage, _view) = at_quiz("qz_all").await;
    for (place, value) in [
        ("#quiz-rating-4", ""),
        ("#quiz-nps-9", ""),
        ("#quiz-csat-5", ""),
        ("#quiz-single-a", ""),
        ("#quiz-multiple-a", ""),
        ("#quiz-multiple-b", ""),
        ("#quiz-picture-c", ""),
        ("#quiz-slider", "30"),
        ("#quiz-number", "7"),
        ("#quiz-text", "Green"),
        ("#quiz-email", "ada@example.com"),
        ("#quiz-date", "2026-01-31"),
    ] {
        if value.is_empty() { stage.click(place).await } else { stage.enter(place, value).await }
    }
    assert_eq!(stage.value("#quiz-slider-range"), "30", "slider and field are the same number");
    pass(&stage).await;
    until("the end", || stage.count(".quiz-problem") > 0 || stage.count("form") == 0).await;
    assert_eq!(stage.texts(".quiz-problem"), [""; 0]);
    assert_eq!(server.answered(), 11, "all but the statement");
}

#[wasm_bindgen_test]
async fn what_does_not_fit_is_not_left_out_silently() {
    let (server, stage, _view) = at_quiz("qz_all").await;
    for (place, value) in [("#quiz-slider", "101"), ("#quiz-email", "ada@")] {
        stage.enter(place, value).await;
    }
    pass(&stage).await;
    assert_eq!(stage.texts(".quiz-problem").len(), 2, "{:?}", stage.texts(".quiz-problem"));
    assert_eq!((stage.value("#quiz-email"), server.answered()), ("ada@".into(), 0));
}

#[wasm_bindgen_test]
async fn the_end_shows_products_with_reasons_and_puts_them_into_the_cart() {
    let (_server, stage, _view) = at_quiz("qz_tea").await;
    let hooks = new_object();
    set(&hooks, "addToCart", &Function::new_with_args("product", "return product.id === 'mist'"));
    stage.store.set_hooks(&hooks);
    stage.click("#quiz-taste-b").await;
    pass(&stage).await;
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    pass(&stage).await;
    until("the result", || stage.count(".quiz-shelf .product") > 0).await;
    assert_eq!((stage.text("h3"), focused(&stage)), ("Bold".into(), "quiz-heading".into()));
    assert_eq!(stage.texts(".quiz-shelf .product .detail"), ["Because you chose: B"]);
    assert_eq!(stage.text(".plus"), "30 points added");
    stage.click(".quiz-shelf .product button").await;
    assert_eq!(stage.texts(".quiz-shelf .product [role=status]"), ["In your cart"]);
    stage.click(".link").await;
    assert_eq!((stage.text("h3"), stage.count("input:checked")), ("taste?".into(), 0), "it starts again");
}

#[wasm_bindgen_test]
async fn a_failure_at_the_end_keeps_every_answer_and_can_be_tried_again() {
    let (server, stage, _view) = at_quiz("qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.fail(true);
    pass(&stage).await;
    until("the failure", || stage.count(".quiz-failed") > 0).await;
    assert_eq!(stage.text(NEXT), "Try again");
    assert!(stage.text("[role=alert]").contains("Your answers are kept."));
    server.fail(false);
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    assert_eq!(stage.text("h3"), "Thank you");
}

#[wasm_bindgen_test]
async fn a_quiz_that_is_gone_says_so() {
    let (_server, stage, _view) = at_quiz("qz_gone").await;
    assert_eq!(stage.text(".state"), "This quiz is closed.");
}

#[wasm_bindgen_test]
async fn the_dialog_closes_and_keeps_the_answers() {
    let _server = Server::new();
    let stage = Stage::new(&[]);
    let _view = stage.show("panel-root overlay", overlay::view).await;
    stage.member().await;
    stage.store.open_quiz("qz_tea");
    until("the quiz", || stage.count("form") > 0).await;
    settle().await;
    assert_eq!(focused(&stage), "quiz-heading");
    stage.click("#quiz-taste-b").await;
    stage.find("dialog").unchecked_into::<HtmlDialogElement>().close();
    until("that it is closed", || stage.state().overlay.is_none()).await;
    stage.store.open_quiz("qz_tea");
    settle().await;
    assert!(is_chosen(&stage, "#quiz-taste-b"));
    stage.store.set_hooks(&JsValue::UNDEFINED);
}
