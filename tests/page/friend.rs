//! The friend's side: a card beside the launcher for who came by a member's link.

use loyalty_api::redemption::{Redemption, RedemptionState};
use loyalty_api::referral::Click;
use loyalty_widget::client::ApiError;
use loyalty_widget::features::{corner, panel};
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::{Friend, FriendProblem, Load, Tab};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::example;
use crate::stage::{Stage, settle, until};

fn click() -> Click {
    Click { id: "clk_1".into(), referrer: Some("Ada".into()), own: false }
}

fn friend() -> Friend {
    Friend { click: Some(click()), ..Friend::default() }
}

fn problem(code: &str, status: i64) -> ApiError {
    ApiError::Problem(Box::new(loyalty_api::problem::Problem {
        r#type: "about:blank".into(),
        title: "No".into(),
        status,
        code: code.into(),
        detail: None,
        field: None,
        points_needed: None,
        amount_needed: None,
        tier: None,
        until: None,
    }))
}

/// A guest who came by a link.
async fn arrived(friend: Friend) -> (Stage, Mounted) {
    let stage = Stage::new(&[]);
    let corner = stage.show("panel-root corner", corner::view).await;
    stage
        .set(|state| {
            (state.program, state.account) = (Load::Ready(example::full_program()), Load::Ready(None));
            state.friend = Some(friend);
        })
        .await;
    (stage, corner)
}

async fn type_and_send(stage: &Stage, email: &str) {
    let field: HtmlInputElement = stage.find(".field").unchecked_into();
    field.set_value(email);
    stage.click(".friend [type=submit]").await;
}

#[wasm_bindgen_test]
async fn the_card_says_who_gives_what_and_takes_no_focus() {
    let (stage, _corner) = arrived(friend()).await;
    let title = "\u{2068}Ada\u{2069} gives you €10 off your first order";
    assert_eq!((stage.text(".friend .title"), stage.text(".told")), (title.into(), title.into()));
    assert_eq!(stage.text(".friend-head .detail"), "On your first order of €30 or more.");
    assert_eq!(stage.find(".card-away").get_attribute("aria-label").as_deref(), Some("A friend's welcome"));
    assert_eq!(stage.shadow.active_element(), None);
    let nameless = Friend { click: Some(Click { referrer: None, ..click() }), ..friend() };
    stage.set(|state| state.friend = Some(nameless)).await;
    assert_eq!(stage.text(".friend .title"), "A friend gives you €10 off your first order");
}

#[wasm_bindgen_test]
async fn it_can_be_put_away_and_is_found_again_in_the_panel() {
    let (stage, _corner) = arrived(friend()).await;
    let _panel = stage.show("panel-root", panel::view).await;
    stage.find(".field").focus().unwrap();
    stage.press("Escape").await;
    assert_eq!((stage.count(".card-away"), stage.text(".told")), (0, String::new()));
    stage.set(|state| state.tab = Tab::Friends).await;
    assert_eq!(stage.count(".panel .friend"), 1);
    stage.set(|state| state.friend = Some(friend())).await;
    stage.click(".card-away .close").await;
    assert_eq!(stage.count(".card-away"), 0);
}

#[wasm_bindgen_test]
async fn it_is_not_there_while_the_panel_is_open() {
    let (stage, _corner) = arrived(friend()).await;
    stage.set(|state| state.open = true).await;
    assert_eq!(stage.count(".card-away"), 0);
}

#[wasm_bindgen_test]
async fn what_is_no_address_is_said_at_the_field_and_nothing_is_sent() {
    let (stage, _corner) = arrived(friend()).await;
    let field = stage.find(".field");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("false"));
    type_and_send(&stage, "ada at example").await;
    assert_eq!(stage.text("#friend-note"), "An e-mail address looks like name@example.com.");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.get_attribute("aria-describedby").as_deref(), Some("friend-note"));
    assert!(!stage.state().friend.unwrap().working);
    let kept: HtmlInputElement = field.unchecked_into();
    assert_eq!(kept.value(), "ada at example", "what was typed stays");
}

#[wasm_bindgen_test]
async fn a_claim_that_does_not_get_through_can_be_sent_again() {
    let (stage, _corner) = arrived(friend()).await;
    type_and_send(&stage, " bo@example.com ").await;
    until("the failure", || stage.state().friend.is_some_and(|friend| friend.problem.is_some())).await;
    settle().await;
    assert!(stage.text("#friend-note").starts_with("You seem to be offline."), "{}", stage.text("#friend-note"));
    assert_eq!(stage.find("[type=submit]").get_attribute("aria-busy").as_deref(), Some("false"));
}

#[wasm_bindgen_test]
async fn refusals_are_told_in_words() {
    let (stage, _corner) = arrived(friend()).await;
    for (code, status, expected) in [
        ("self_referral", 409, "This link is your own. It works for your friends."),
        ("existing_customer", 409, "You are a customer already: the welcome is for first orders."),
        ("already_claimed", 409, "This welcome has been taken. One for each person."),
        ("unknown_click", 404, "This link no longer works. Ask your friend for a new one."),
        ("same_device", 409, "This welcome can't be given to that address."),
        ("rate_limited", 429, "That was a lot at once. Try again in a minute."),
        ("internal", 500, "The rewards service has a problem. Your points are safe: try again in a moment."),
    ] {
        let refused = Friend { problem: Some(FriendProblem::Api(problem(code, status))), ..friend() };
        stage.set(|state| state.friend = Some(refused)).await;
        assert_eq!(stage.text("#friend-note"), expected, "{code}");
    }
}

#[wasm_bindgen_test]
async fn the_code_is_to_copy_or_on_the_cart_already() {
    let claim = Redemption {
        state: RedemptionState::Issued,
        code: "WELCOME-1".into(),
        expires_at: Some("2030-12-31T10:30:00Z".into()),
        ..example::redemption()
    };
    let (stage, _corner) = arrived(Friend { claim: Some(claim), ..friend() }).await;
    assert_eq!((stage.text(".code"), stage.text(".friend button")), ("WELCOME-1".into(), "Copy code".into()));
    assert_eq!(stage.texts(".friend > .detail"), ["Enter the code at checkout.", "Good until Dec 31, 2030"]);
    stage.set(|state| state.applied.push("rdm_1".into())).await;
    assert_eq!(stage.texts(".friend > .detail")[0], "Applied to your cart");
}

#[wasm_bindgen_test]
async fn ones_own_link_is_told_kindly() {
    let (stage, _corner) = arrived(Friend { click: Some(Click { own: true, ..click() }), ..friend() }).await;
    assert_eq!(stage.texts(".friend p"), ["This link is yours", "It works for your friends: send it to one of them."]);
    assert_eq!(stage.count("form"), 0);
}

#[wasm_bindgen_test]
async fn a_shop_without_an_offer_any_more_shows_no_card() {
    let (stage, _corner) = arrived(friend()).await;
    stage.set(|state| state.program = Load::Ready(example::program())).await;
    assert_eq!(stage.count(".card-away"), 0);
}
