//! A guest who signs in: what they answered becomes the member's, with what it brings, once.

use loyalty_widget::browser::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{AGREED, Server, opens, pass, signs_in};
use crate::popups::hear;
use crate::stage::{Stage, settle, until};

/// The points of each time that the page was told that a quiz was completed.
fn points(told: &[JsValue]) -> Vec<Option<f64>> {
    told.iter().map(|detail| json::own(detail, "points").as_f64()).collect()
}

async fn finishes(stage: &Stage) {
    stage.click("#quiz-taste-c").await;
    pass(stage).await;
    until("the result", || stage.count("form") == 0).await;
}

/// Waits for the points, and gives whose the one submission is.
async fn whose(server: &Server, stage: &Stage) -> String {
    until("the points", || stage.texts(".plus") == ["30 points added"]).await;
    settle().await;
    let all = server.submissions();
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].1.clone()
}

#[wasm_bindgen_test]
async fn who_signs_in_on_the_page_gets_the_points() {
    let server = Server::new();
    let told = hear("quiz-completed");
    let (stage, _view) = opens(&[], "", "qz_tea").await;
    finishes(&stage).await;
    assert_eq!(stage.text(".plus"), "Sign in and 30 points are yours");
    assert_eq!(server.submissions()[0].1, "");
    signs_in(&stage, "ada").await;
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!(server.sent().iter().map(|sent| sent.complete).collect::<Vec<_>>(), [true, true]);
    assert_eq!(points(&told.borrow()), [None, Some(30.0)]);
}

#[wasm_bindgen_test]
async fn who_comes_back_signed_in_gets_the_points() {
    let server = Server::new();
    let (stage, view) = opens(&AGREED, "", "qz_tea").await;
    finishes(&stage).await;
    drop((view, stage));
    let told = hear("quiz-completed");
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!(points(&told.borrow()), [Some(30.0)]);
    drop((view, stage));
    let sent = server.sent().len();
    let (stage, _view) = opens(&AGREED, "ada", "qz_tea").await;
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!((server.sent().len(), told.borrow().len()), (sent, 1), "once");
}

#[wasm_bindgen_test]
async fn an_address_that_the_server_does_not_keep_of_guests_comes_along() {
    let server = Server::new();
    let (stage, view) = opens(&AGREED, "", "qz_you").await;
    stage.enter("#quiz-birthday-month", "3").await;
    stage.enter("#quiz-birthday", "4").await;
    pass(&stage).await;
    stage.enter("#quiz-address", "ada@example.com").await;
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    drop((view, stage));
    let (stage, _view) = opens(&AGREED, "ada", "qz_you").await;
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!(server.answered(), 2);
}

#[wasm_bindgen_test]
async fn where_that_fails_it_is_said_and_tried_again_at_a_press() {
    let server = Server::new();
    let told = hear("quiz-completed");
    let (stage, view) = opens(&AGREED, "", "qz_tea").await;
    finishes(&stage).await;
    server.fail(true);
    signs_in(&stage, "ada").await;
    until("the failure", || stage.count(".quiz-failed") > 0).await;
    stage.click(".quiz-doors .button").await;
    until("the second failure", || stage.count(".quiz-failed") > 0).await;
    assert_eq!((stage.text("h3"), stage.count(".plus")), ("Thank you".into(), 0), "the result stays");
    drop((view, stage));
    let (stage, _view) = opens(&AGREED, "ada", "qz_tea").await;
    until("the failure after a reload", || stage.count(".quiz-failed") > 0).await;
    server.fail(false);
    stage.click(".quiz-doors .button").await;
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!((stage.count(".quiz-failed"), stage.count(".quiz-doors .button")), (0, 0));
    assert_eq!(points(&told.borrow()), [None, Some(30.0)]);
}

#[wasm_bindgen_test]
async fn who_signs_in_while_the_end_is_on_its_way_completes_it_once() {
    let server = Server::new();
    let told = hear("quiz-completed");
    let (stage, _view) = opens(&[], "", "qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.hold();
    pass(&stage).await;
    until("that it is sent", || server.sent().len() == 1).await;
    signs_in(&stage, "ada").await;
    server.release();
    assert_eq!(whose(&server, &stage).await, "ada");
    assert_eq!(server.sent().iter().map(|sent| sent.who.as_str()).collect::<Vec<_>>(), ["", "ada"]);
    assert_eq!(points(&told.borrow()), [Some(30.0)]);
}
