//! What the page is told of quizzes: that one was begun, each answer that is not personal, and what came of it.

use loyalty_widget::browser::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{BACK, at_quiz, pass};
use crate::popups::hear;
use crate::stage::until;

fn written(told: &[JsValue]) -> Vec<String> {
    told.iter().map(json::stringify).collect()
}

#[wasm_bindgen_test]
async fn beginning_answering_and_completing_are_told() {
    let (started, answered, completed) = (hear("quiz-started"), hear("quiz-answered"), hear("quiz-completed"));
    let (_server, stage, _view) = at_quiz("qz_tea").await;
    assert_eq!(started.borrow().len(), 0, "looking at it is not beginning it");
    stage.click("#quiz-taste-a").await;
    stage.click("#quiz-taste-b").await;
    assert_eq!(written(&started.borrow()), [r#"{"quiz":"qz_tea"}"#]);
    assert_eq!(answered.borrow().len(), 0, "what is chosen may be changed yet");
    pass(&stage).await;
    stage.click("#quiz-score-9").await;
    stage.click(BACK).await;
    pass(&stage).await;
    pass(&stage).await;
    stage.enter("#quiz-why", "Ada Lovelace, 12 St James's Square").await;
    pass(&stage).await;
    until("the end", || stage.count("form") == 0).await;
    let texts = |name: &str| -> Vec<_> { answered.borrow().iter().map(|one| json::own(one, name).as_string()).collect() };
    let some = |names: [&str; 4]| names.map(|name| Some(name.to_owned()));
    assert_eq!(texts("element"), some(["taste", "taste", "score", "why"]));
    assert_eq!(texts("kind"), some(["single", "single", "nps", "text"]));
    assert!(texts("quiz").iter().all(|quiz| quiz.as_deref() == Some("qz_tea")));
    assert_eq!(json::stringify(&json::own(&answered.borrow()[0], "choices")), r#"["b"]"#);
    assert_eq!(json::own(&answered.borrow()[2], "number").as_f64(), Some(9.0));
    assert_eq!(written(&completed.borrow()), [r#"{"quiz":"qz_tea","outcome":"bold","points":30,"products":["mist"]}"#]);
    assert_eq!(started.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn nothing_personal_is_told() {
    let names = ["quiz-started", "quiz-answered", "quiz-completed", "error"];
    let heard = names.map(hear);
    let (_server, stage, _view) = at_quiz("qz_you").await;
    stage.enter("#quiz-birthday-month", "3").await;
    stage.enter("#quiz-birthday", "4").await;
    stage.enter("#quiz-since", "2024-02-29").await;
    pass(&stage).await;
    stage.enter("#quiz-address", "ada@example.com").await;
    stage.click("#quiz-address-consent").await;
    pass(&stage).await;
    until("the end", || stage.count("form") == 0).await;
    assert_eq!(heard[1].borrow().len(), 3, "that it was answered is told");
    for (name, heard) in names.iter().zip(&heard) {
        for detail in written(&heard.borrow()) {
            for personal in ["--03", "2024", "ada@", "true"] {
                assert!(!detail.contains(personal), "{name}: {detail}");
            }
        }
    }
}
