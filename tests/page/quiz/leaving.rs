//! Consent that is withdrawn, and shoppers who go, in the middle of a quiz.

use wasm_bindgen_test::wasm_bindgen_test;

use super::{AGREED, Server, is_chosen, opens, pass, signs_in};
use crate::stage::{Stage, settle, until};

/// What the device keeps, by name.
fn stored() -> Vec<String> {
    let window = web_sys::window().unwrap();
    let (local, session) = (window.local_storage().unwrap().unwrap(), window.session_storage().unwrap().unwrap());
    [local, session].iter().flat_map(|one| (0..one.length().unwrap()).filter_map(|index| one.key(index).unwrap())).collect()
}

#[wasm_bindgen_test]
async fn who_withdraws_is_forgotten_at_once_and_the_quiz_goes_on() {
    let server = Server::new();
    let (stage, _view) = opens(&AGREED, "", "qz_tea").await;
    stage.click("#quiz-taste-b").await;
    pass(&stage).await;
    until("that the server has it", || server.sent().len() == 1).await;
    assert!(stored().contains(&"loyalty:demo:quizzes".into()));
    stage.store.set_consent(false);
    assert_eq!(stored(), [""; 0], "before anything else happens");
    settle().await;
    assert_eq!(stage.text("h3"), "score?");
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    settle().await;
    assert_eq!((stored(), server.sent().len()), (vec![], 1), "what a guest answers is their own until the end");
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    assert_eq!((stage.text("h3"), stored()), ("Bold".into(), vec![]));
}

#[wasm_bindgen_test]
async fn who_agrees_in_the_middle_is_remembered_from_there() {
    let _server = Server::new();
    let (stage, view) = opens(&[], "", "qz_tea").await;
    stage.click("#quiz-taste-b").await;
    assert_eq!(stored(), [""; 0]);
    stage.store.set_consent(true);
    pass(&stage).await;
    drop((view, stage));
    let (stage, _view) = opens(&AGREED, "", "qz_tea").await;
    assert_eq!(stage.text("h3"), "score?");
}

/// In the middle of Ada's quiz, with an answer that is on its way.
async fn in_the_middle(server: &Server) -> (Stage, loyalty_widget::mount::Mounted) {
    let (stage, view) = opens(&AGREED, "ada", "qz_tea").await;
    stage.click("#quiz-taste-b").await;
    server.hold();
    pass(&stage).await;
    until("that it is sent", || server.sent().len() == 1).await;
    (stage, view)
}

#[wasm_bindgen_test]
async fn who_signs_out_leaves_nothing_behind() {
    let server = Server::new();
    let (stage, _view) = in_the_middle(&server).await;
    stage.store.logout();
    assert!(!stored().iter().any(|name| name.contains("quizzes")), "before anything else happens: {:?}", stored());
    settle().await;
    server.release();
    until("the quiz", || stage.count("form") > 0).await;
    settle().await;
    assert_eq!((stage.text("h3"), stage.count("input:checked")), ("taste?".into(), 0));
    assert_eq!(server.sent().len(), 1, "nothing of hers is sent as anybody else's");
}

#[wasm_bindgen_test]
async fn the_next_shopper_takes_a_quiz_of_their_own() {
    let server = Server::new();
    let (stage, _view) = in_the_middle(&server).await;
    signs_in(&stage, "bob").await;
    server.release();
    settle().await;
    assert_eq!((stage.text("h3"), stage.count("input:checked")), ("taste?".into(), 0));
    stage.click("#quiz-taste-c").await;
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    let whose: Vec<_> = server.submissions().into_iter().map(|(_, of, points)| (of, points)).collect();
    assert_eq!(whose, [("ada".into(), None), ("bob".into(), Some(30))]);
    signs_in(&stage, "ada").await;
    assert_eq!(stage.text("h3"), "score?", "Ada's are where she left them");
}

#[wasm_bindgen_test]
async fn a_quiz_that_closes_meanwhile_says_so_and_keeps_what_was_answered() {
    let server = Server::new();
    let (stage, _view) = opens(&[], "ada", "qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.close_quizzes();
    pass(&stage).await;
    until("why", || stage.count(".quiz-failed") > 0).await;
    assert!(stage.text(".quiz-failed").starts_with("This quiz is closed."));
    assert!(is_chosen(&stage, "#quiz-taste-c"));
}
