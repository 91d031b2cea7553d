//! Days and addresses: what is none, and what stays the shopper's to give.

use js_sys::{Object, Reflect};
use loyalty_api::page::{new_object, set};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{NEXT, Server, at_quiz, focused, is_chosen, opens, pass, signs_in};
use crate::stage::{Stage, until};

/// What the server has of an element: the text, and whether they agreed.
fn told(server: &Server, element: &str) -> Option<(Option<String>, Option<bool>)> {
    let sent = server.sent();
    let answer = sent.last()?.answers.iter().find(|answer| answer.element == element)?;
    Some((answer.text.clone(), answer.consent))
}

async fn choose_birthday(stage: &Stage, month: &str, day: &str) {
    stage.enter("#quiz-birthday-month", month).await;
    stage.enter("#quiz-birthday", day).await;
}

#[wasm_bindgen_test]
async fn a_birthday_is_a_day_that_some_year_has() {
    let (server, stage, _view) = at_quiz("qz_you").await;
    pass(&stage).await;
    assert_eq!(
        (stage.text(".quiz-problem"), focused(&stage)),
        ("Choose a whole date.".into(), "quiz-birthday-monthfield".into())
    );
    for list in ["#quiz-birthday-month", "#quiz-birthday"] {
        assert_eq!(stage.find(list).get_attribute("aria-invalid").as_deref(), Some("true"), "{list}");
        let note = stage.find(list).get_attribute("aria-describedby").unwrap();
        assert!(stage.text(&["#", &note].concat()).contains("Choose a whole date."));
    }
    stage.enter("#quiz-birthday-month", "1").await;
    assert_eq!(stage.text(".quiz-problem"), "Choose a whole date.", "half of it is none");
    stage.enter("#quiz-birthday", "31").await;
    assert_eq!(stage.count(".quiz-problem"), 0);
    stage.enter("#quiz-birthday-month", "2").await;
    assert_eq!(
        (stage.count("#quiz-birthday option"), stage.value("#quiz-birthday")),
        (30, String::new()),
        "29 days, or none yet"
    );
    pass(&stage).await;
    assert_eq!(stage.text(".quiz-problem"), "Choose a whole date.");
    stage.enter("#quiz-birthday", "29").await;
    pass(&stage).await;
    until("the day", || told(&server, "birthday").is_some()).await;
    assert_eq!(told(&server, "birthday"), Some((Some("--02-29".into()), None)));
}

#[wasm_bindgen_test]
async fn a_day_that_is_none_is_not_left_out_silently() {
    let (server, stage, _view) = at_quiz("qz_you").await;
    choose_birthday(&stage, "3", "4").await;
    // A browser shows the 31st of February that somebody has typed, and says nothing but that it is bad.
    let validity = new_object();
    set(&validity, "badInput", &true.into());
    let property = new_object();
    set(&property, "value", &validity);
    set(&property, "configurable", &true.into());
    let field = stage.find("#quiz-since");
    Object::define_property(&field, &"validity".into(), property.unchecked_ref::<Object>());
    stage.enter("#quiz-since", "").await;
    pass(&stage).await;
    assert_eq!((stage.text(".quiz-problem"), focused(&stage)), ("Choose a whole date.".into(), "quiz-sincefield".into()));
    Reflect::delete_property::<JsValue>(field.unchecked_ref(), &"validity".into()).unwrap();
    stage.enter("#quiz-since", "2024-02-29").await;
    pass(&stage).await;
    until("the days", || told(&server, "since").is_some()).await;
    assert_eq!(told(&server, "since"), Some((Some("2024-02-29".into()), None)));
}

#[wasm_bindgen_test]
async fn agreeing_to_letters_takes_an_address_and_is_never_assumed() {
    let server = Server::new();
    let (stage, _view) = opens(&[], "", "qz_you").await;
    choose_birthday(&stage, "3", "4").await;
    pass(&stage).await;
    assert!(!is_chosen(&stage, "#quiz-address-consent"));
    stage.click("#quiz-address-consent").await;
    for address in ["", "ada@", "ada@example.com, bea@example.com"] {
        stage.enter("#quiz-address", address).await;
        pass(&stage).await;
        assert_eq!(stage.text(".quiz-problem"), "An e-mail address looks like name@example.com.", "{address}");
        assert_eq!((focused(&stage), stage.value("#quiz-address")), ("quiz-addressfield".into(), address.into()));
    }
    assert!(server.sent().is_empty());
    stage.click("#quiz-address-consent").await;
    stage.enter("#quiz-address", "ada@example.com").await;
    pass(&stage).await;
    until("the end", || stage.count("form") == 0).await;
    assert_eq!(told(&server, "address"), Some((Some("ada@example.com".into()), None)), "the box was unticked again");
    stage.click(".link").await;
    choose_birthday(&stage, "3", "4").await;
    pass(&stage).await;
    assert!(!is_chosen(&stage, "#quiz-address-consent"), "and is for another try");
    stage.enter("#quiz-address", "ada@example.com").await;
    stage.click("#quiz-address-consent").await;
    pass(&stage).await;
    until("the second end", || stage.count("form") == 0).await;
    assert_eq!(told(&server, "address"), Some((Some("ada@example.com".into()), Some(true))));
}

#[wasm_bindgen_test]
async fn keeping_answers_is_for_members_to_agree_to_also_who_sign_in_before_the_end() {
    for agrees in [false, true] {
        let server = Server::new();
        let (stage, _view) = opens(&[], "", "qz_tea").await;
        stage.click("#quiz-taste-c").await;
        assert_eq!((stage.text(NEXT), stage.count("#quiz-consent")), ("Finish".into(), 0), "a guest has no profile");
        signs_in(&stage, "ada").await;
        assert!(is_chosen(&stage, "#quiz-taste-c") && !is_chosen(&stage, "#quiz-consent"));
        if agrees {
            stage.click("#quiz-consent").await;
        }
        pass(&stage).await;
        until("the end", || stage.count("form") == 0).await;
        let sent = server.sent();
        assert_eq!(sent.iter().map(|sent| (sent.who.as_str(), sent.consent)).collect::<Vec<_>>(), [("ada", agrees)]);
    }
}
