//! Going on, and what does not go on: a double click, a press while answers are on their way, a failure.

use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{BACK, NEXT, at_quiz, focused, is_chosen, opens, pass};
use crate::popups::hear;
use crate::stage::{Stage, settle, until};

/// A click as a mouse makes it, the first or the second of a double click.
async fn click_by_mouse(stage: &Stage, selector: &str, count: i32) {
    let click = "target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: count }))";
    let click = Function::new_with_args("target, count", click);
    click.call2(&JsValue::UNDEFINED, &stage.find(selector), &count.into()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn a_double_click_passes_one_step() {
    let (server, stage, _view) = at_quiz("qz_tea").await;
    for (choice, asked) in [("#quiz-taste-b", "score?"), ("#quiz-score-9", "why? (optional)")] {
        stage.click(choice).await;
        click_by_mouse(&stage, NEXT, 1).await;
        click_by_mouse(&stage, NEXT, 2).await;
        assert_eq!((stage.text("h3"), stage.count(".quiz-problem")), (asked.into(), 0));
    }
    until("both steps", || server.sent().len() == 2).await;
    click_by_mouse(&stage, NEXT, 1).await;
    until("the end", || stage.count("form") == 0).await;
    click_by_mouse(&stage, ".link", 2).await;
    assert_eq!(stage.text("h3"), "Bold", "the second click was meant for what stood there before");
    assert_eq!(server.sent().iter().filter(|sent| sent.complete).count(), 1);
}

#[wasm_bindgen_test]
async fn while_the_end_is_on_its_way_nothing_else_is_done() {
    let (server, stage, _view) = at_quiz("qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.hold();
    pass(&stage).await;
    until("that it is sent", || server.sent().len() == 1).await;
    pass(&stage).await;
    pass(&stage).await;
    stage.click("#quiz-taste-b").await;
    assert!(is_chosen(&stage, "#quiz-taste-c"), "what comes of it is of the answers that stand there");
    assert_eq!((stage.text(NEXT), stage.find(NEXT).get_attribute("aria-busy").as_deref()), ("Finish".into(), Some("true")));
    assert_eq!((stage.count(".quiz-problem"), server.sent().len()), (0, 1));
    server.release();
    until("the result", || stage.count("form") == 0).await;
    settle().await;
    assert_eq!(server.sent().len(), 1);
}

#[wasm_bindgen_test]
async fn answers_overtake_no_others() {
    let (server, stage, _view) = at_quiz("qz_tea").await;
    server.hold();
    stage.click("#quiz-taste-a").await;
    pass(&stage).await;
    until("the first", || server.sent().len() == 1).await;
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    stage.enter("#quiz-why", "Because").await;
    pass(&stage).await;
    assert_eq!((server.sent().len(), stage.text("h3")), (1, "why? (optional)".into()), "the rest waits for the first");
    server.release();
    until("the end", || stage.count("form") == 0).await;
    let sent: Vec<_> = server.sent().iter().map(|sent| (sent.complete, sent.answers.len())).collect();
    assert_eq!(sent, [(false, 1), (true, 3)], "what was waiting went together");
}

#[wasm_bindgen_test]
async fn a_failed_end_is_sent_again_as_the_same_and_counts_once() {
    let answered = hear("quiz-answered");
    let (server, stage, _view) = at_quiz("qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.fail(true);
    pass(&stage).await;
    until("the failure", || stage.count(".quiz-failed") > 0).await;
    assert!(server.sent().is_empty());
    server.fail(false);
    server.lose(true);
    pass(&stage).await;
    until("the second failure", || server.sent().len() == 1 && stage.count(".quiz-failed") > 0).await;
    server.lose(false);
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    assert_eq!((server.sent().len(), server.submissions().len(), server.submissions()[0].2), (2, 1, Some(30)));
    assert_eq!((stage.text(".plus"), answered.borrow().len()), ("30 points added".into(), 1), "it is told once too");
    // Another try of the quiz is another submission, and brings nothing more.
    stage.click(".link").await;
    stage.click("#quiz-taste-c").await;
    pass(&stage).await;
    until("the second result", || stage.count("form") == 0).await;
    assert_eq!(server.submissions().iter().map(|(.., points)| *points).collect::<Vec<_>>(), [Some(30), None]);
    assert_eq!(stage.count(".plus"), 0);
}

#[wasm_bindgen_test]
async fn after_a_failure_another_answer_may_lead_on() {
    let (server, stage, _view) = at_quiz("qz_tea").await;
    stage.click("#quiz-taste-c").await;
    server.fail(true);
    pass(&stage).await;
    until("the failure", || stage.count(".quiz-failed") > 0).await;
    assert_eq!((stage.text("[role=status]"), stage.text("h3")), ("Step 1 of 1".into(), "taste?".into()));
    stage.click("#quiz-taste-b").await;
    assert_eq!((stage.text(NEXT), stage.count(".quiz-failed")), ("Next".into(), 0), "that said nothing of this answer");
    pass(&stage).await;
    assert_eq!((stage.text("h3"), stage.text(NEXT), stage.count(".quiz-failed")), ("score?".into(), "Next".into(), 0));
}

#[wasm_bindgen_test]
async fn answers_that_became_anothers_elsewhere_go_on_here_as_new_ones() {
    let server = super::Server::new();
    let (stage, _view) = opens(&super::AGREED, "", "qz_tea").await;
    stage.click("#quiz-taste-a").await;
    pass(&stage).await;
    until("that it is sent", || server.sent().len() == 1).await;
    server.give_all_to("bob");
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    pass(&stage).await;
    until("the end", || stage.count("form") == 0 || stage.count(".quiz-failed") > 0).await;
    if stage.count("form") > 0 {
        assert!(!stage.text(".quiz-failed").contains("closed"), "{}", stage.text(".quiz-failed"));
        pass(&stage).await;
        until("the result", || stage.count("form") == 0).await;
    }
    let whose: Vec<_> = server.submissions().into_iter().map(|(_, of, _)| of).collect();
    assert_eq!(whose, ["bob", ""]);
}

#[wasm_bindgen_test]
async fn every_step_has_the_focus_and_is_told() {
    let (_server, stage, _view) = at_quiz("qz_tea").await;
    let region = stage.find("[role=status]");
    let stands = |step: &str, focus: &str| {
        assert_eq!((region.text_content().unwrap().as_str(), focused(&stage).as_str()), (step, focus));
        assert!(region.is_connected(), "what is told is told by what was there before");
    };
    stage.click("#quiz-taste-b").await;
    pass(&stage).await;
    stands("Step 2 of 3", "quiz-heading");
    pass(&stage).await;
    stands("Step 2 of 3", "quiz-score-0");
    stage.click("#quiz-score-9").await;
    pass(&stage).await;
    stands("Step 3 of 3", "quiz-heading");
    stage.click(BACK).await;
    stands("Step 2 of 3", "quiz-heading");
    assert!(is_chosen(&stage, "#quiz-score-9"));
    pass(&stage).await;
    pass(&stage).await;
    until("the result", || stage.count("form") == 0).await;
    assert_eq!((stage.text("h3"), focused(&stage)), ("Bold".into(), "quiz-heading".into()));
    stage.click(".link").await;
    assert_eq!((stage.text("h3"), focused(&stage)), ("taste?".into(), "quiz-heading".into()));
}
