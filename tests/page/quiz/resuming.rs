//! Taking a quiz up where it was left: on this device, and on another.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{AGREED, BACK, Server, is_chosen, opens, pass, signs_in};
use crate::popups::{forget, hear};
use crate::stage::{Stage, settle, until};

/// The first step with this answer.
async fn answers(stage: &Stage, choice: &str) {
    stage.click(choice).await;
    pass(stage).await;
}

/// What is kept of quizzes on the device.
fn kept() -> Option<String> {
    web_sys::window().unwrap().local_storage().unwrap().unwrap().get_item("loyalty:demo:quizzes").unwrap()
}

#[wasm_bindgen_test]
async fn who_agreed_goes_on_after_a_reload_and_who_did_not_begins_again() {
    for (attributes, asked, told) in [(&AGREED[..], "score?", 1), (&[][..], "taste?", 2)] {
        let _server = Server::new();
        let started = hear("quiz-started");
        let (stage, view) = opens(attributes, "", "qz_tea").await;
        answers(&stage, "#quiz-taste-b").await;
        stage.click("#quiz-score-9").await;
        assert_eq!(kept().is_some(), !attributes.is_empty());
        drop((view, stage));
        let (stage, _view) = opens(attributes, "", "qz_tea").await;
        assert_eq!(stage.text("h3"), asked);
        if asked == "score?" {
            assert!(is_chosen(&stage, "#quiz-score-9"), "what was chosen and not passed is there too");
            stage.click(BACK).await;
            assert!(is_chosen(&stage, "#quiz-taste-b"));
        }
        stage.click("#quiz-taste-a").await;
        assert_eq!(started.borrow().len(), told, "taking it up is not beginning it");
    }
}

#[wasm_bindgen_test]
async fn a_member_goes_on_on_another_device_and_nobody_else_does() {
    let server = Server::new();
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    answers(&stage, "#quiz-taste-b").await;
    until("that the server has it", || server.sent().len() == 1).await;
    settle().await;
    drop((view, stage));
    forget();
    for (who, asked) in [("ada", "score?"), ("bob", "taste?"), ("", "taste?")] {
        let (stage, _view) = opens(&[], who, "qz_tea").await;
        assert_eq!(stage.text("h3"), asked, "{who}");
        assert!(kept().is_none());
        if who == "ada" {
            stage.click(BACK).await;
            assert!(is_chosen(&stage, "#quiz-taste-b"));
        }
    }
}

#[wasm_bindgen_test]
async fn who_signs_in_before_answering_goes_on_where_they_were_elsewhere() {
    let server = Server::new();
    let (stage, view) = opens(&[], "ada", "qz_tea").await;
    answers(&stage, "#quiz-taste-b").await;
    until("that the server has it", || server.sent().len() == 1).await;
    drop((view, stage));
    let (stage, view) = opens(&[], "", "qz_tea").await;
    assert_eq!(stage.text("h3"), "taste?");
    signs_in(&stage, "ada").await;
    assert_eq!(stage.text("h3"), "score?");
    drop((view, stage));
    let (stage, _view) = opens(&[], "", "qz_tea").await;
    stage.click("#quiz-taste-a").await;
    signs_in(&stage, "ada").await;
    assert_eq!(stage.text("h3"), "taste?", "who has begun here goes on here");
    assert!(is_chosen(&stage, "#quiz-taste-a"));
}

#[wasm_bindgen_test]
async fn what_was_changed_on_the_way_back_is_there_after_a_reload() {
    let server = Server::new();
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    answers(&stage, "#quiz-taste-b").await;
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    until("that the server has it", || server.sent().len() == 2).await;
    settle().await;
    stage.click(BACK).await;
    stage.click(BACK).await;
    stage.click("#quiz-taste-a").await;
    drop((view, stage));
    let (stage, _view) = opens(&AGREED, "ada", "qz_tea").await;
    assert_eq!((stage.text("h3"), is_chosen(&stage, "#quiz-taste-a")), ("taste?".into(), true));
    pass(&stage).await;
    assert!(is_chosen(&stage, "#quiz-score-9"), "and so is what was answered further on");
}

#[wasm_bindgen_test]
async fn what_another_device_added_counts() {
    let server = Server::new();
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    answers(&stage, "#quiz-taste-b").await;
    until("that the server has it", || server.sent().len() == 1).await;
    settle().await;
    drop((view, stage));
    // The other keeps nothing, and so has what the server has.
    let (other, view) = opens(&[], "ada", "qz_tea").await;
    other.click("#quiz-score-9").await;
    pass(&other).await;
    until("that the server has more", || server.sent().len() == 2).await;
    drop((view, other));
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    assert_eq!(stage.text("h3"), "why? (optional)");
    drop((view, stage));
    let (other, view) = opens(&[], "ada", "qz_tea").await;
    pass(&other).await;
    until("the end", || other.count("form") == 0).await;
    drop((view, other));
    let completed = hear("quiz-completed");
    let (stage, _view) = opens(&AGREED, "ada", "qz_tea").await;
    assert_eq!((stage.text("h3"), stage.text(".plus")), ("Bold".into(), "30 points added".into()));
    settle().await;
    assert_eq!((completed.borrow().len(), server.sent().len()), (0, 3), "it was told and sent when it came about");
}

#[wasm_bindgen_test]
async fn what_a_member_left_on_the_device_is_nobody_elses() {
    for who in ["bob", ""] {
        let server = Server::new();
        let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
        answers(&stage, "#quiz-taste-b").await;
        until("that the server has it", || server.sent().len() == 1).await;
        drop((view, stage));
        assert!(kept().unwrap().contains("taste"));
        let (stage, _view) = opens(&AGREED, who, "qz_tea").await;
        assert_eq!((stage.text("h3"), stage.count("input:checked")), ("taste?".into(), 0), "{who}");
        assert!(!kept().unwrap().contains("taste"), "{who}");
    }
}
