//! What comes when something has changed meanwhile: the campaign was closed, its time is over, the shopper is another, the network
//! is away.

use loyalty_api::campaign::{Campaign, CampaignKind, Content};
use loyalty_api::page::ToJs;
use loyalty_api::session::Session;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::server::{Shop, campaign, content, hear, list, reveal};
use crate::example;
use crate::stage::{settle, until};

const SUBMIT: &str = ".pop-form [type=submit]";

/// One that asks for an address.
fn asking() -> Campaign {
    let mut one = campaign("cmp_a", CampaignKind::Welcome);
    one.contents = vec![Content { email: true, consent: Some("Send me letters.".into()), ..content("A little something") }];
    one
}

/// A shop in whose campaign somebody has pressed the button, and the word of what they got is on its way.
async fn taking(attributes: &[(&str, &str)]) -> Shop {
    let shop = Shop::open(attributes, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    shop.answer("/reveal", &reveal("cmp_a").to_js());
    shop.hold();
    shop.stage.click(SUBMIT).await;
    until("that it is asked for", || shop.requests("/reveal").len() == 1).await;
    shop
}

#[wasm_bindgen_test]
async fn what_is_on_its_way_is_asked_for_once() {
    let shop = taking(&[]).await;
    shop.stage.click(SUBMIT).await;
    shop.stage.click(SUBMIT).await;
    assert_eq!(shop.stage.find(SUBMIT).get_attribute("aria-busy").as_deref(), Some("true"));
    shop.release();
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    assert_eq!(shop.requests("/reveal").len(), 1);
}

#[wasm_bindgen_test]
async fn what_was_taken_and_closed_before_it_came_can_be_had_at_the_tab() {
    let taken = hear("campaign-taken");
    let shop = taking(&[("consent", "granted")]).await;
    shop.stage.click("dialog .close").await;
    assert!(!shop.is_modal());
    shop.release();
    until("the tab", || shop.stage.count(".pop-tab") == 1).await;
    assert!(!shop.is_modal(), "it does not come back by itself");
    assert_eq!(taken.borrow().len(), 1);
    shop.stage.click(".pop-tab-open").await;
    assert_eq!((shop.is_modal(), shop.stage.text("bdi.code")), (true, "TEA-1234-5678".into()));
    web_sys::window().unwrap().dispatch_event(&web_sys::Event::new("pagehide").unwrap()).unwrap();
    assert_eq!(shop.told(), ["impression", "click", "close", "conversion"]);
}

#[wasm_bindgen_test]
async fn what_comes_for_somebody_who_has_gone_is_shown_to_nobody() {
    type Act = fn(&Shop);
    let acts: [Act; 2] = [|shop| shop.stage.store.logout(), |shop| shop.stage.store.identify(&"bob".into())];
    for act in acts {
        let taken = hear("campaign-taken");
        let shop = taking(&[("consent", "granted")]).await;
        act(&shop);
        shop.release();
        settle().await;
        until("who it is now", || shop.stage.state().account.value().is_some()).await;
        shop.look().await;
        assert_eq!((shop.stage.count(".pop-won, .pop-tab"), taken.borrow().len()), (0, 0));
        let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
        let kept = storage.get_item("loyalty:demo:seen").unwrap().unwrap_or_default();
        assert!(!kept.contains("conversion"), "{kept}");
    }
}

#[wasm_bindgen_test]
async fn a_member_who_signs_in_meanwhile_can_take_it_again() {
    let shop = taking(&[]).await;
    let session =
        Session { token: "other".into(), expires_at: "2030-01-01T00:00:00Z".into(), account: Some(example::full_account()) };
    shop.answer("/sessions", &session.to_js());
    shop.stage.store.identify(&"ada".into());
    shop.release();
    until("that she is known", || shop.stage.state().member().is_some()).await;
    assert_eq!((shop.is_modal(), shop.stage.find(SUBMIT).get_attribute("aria-busy").as_deref()), (true, Some("false")));
    shop.stage.click(SUBMIT).await;
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    assert_eq!(shop.headers("/reveal", "authorization"), ["Bearer ses", "Bearer other"].map(|it| Some(it.to_owned())));
}

#[wasm_bindgen_test]
async fn offline_nothing_is_lost_and_the_next_try_is_the_same_request() {
    let shop = Shop::open(&[], list(vec![asking()])).await;
    shop.refuse("/reveal", 0, "");
    shop.stage.enter("[type=email]", "ada@example.com").await;
    shop.stage.click(".tick input").await;
    shop.stage.click(SUBMIT).await;
    until("the failure", || shop.stage.text(".pop-form .detail").starts_with("You seem to be offline.")).await;
    let tick: HtmlInputElement = shop.stage.find(".tick input").unchecked_into();
    assert_eq!((shop.stage.value("[type=email]"), tick.checked(), shop.is_modal()), ("ada@example.com".into(), true, true));
    shop.answer("/reveal", &reveal("cmp_a").to_js());
    shop.stage.click(SUBMIT).await;
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    let (keys, bodies) = (shop.headers("/reveal", "idempotency-key"), shop.requests("/reveal"));
    assert!(keys[0].is_some() && keys.len() == 2 && keys[0] == keys[1], "{keys:?}");
    assert_eq!(bodies[0], bodies[1]);
}

#[wasm_bindgen_test]
async fn what_the_server_says_of_the_address_is_said_at_the_field() {
    let shop = Shop::open(&[], list(vec![asking()])).await;
    shop.stage.enter("[type=email]", "ada@example.con").await;
    for (status, code, field, expected, invalid) in [
        (422, "invalid_email", "email", "An e-mail address looks like name@example.com.", "true"),
        (409, "disposable_domain", "email", "An e-mail address looks like name@example.com.", "true"),
        (409, "already_claimed", "email", "This welcome has been taken. One for each person.", "false"),
        (422, "consent_required", "consent", "Tick the box first", "false"),
    ] {
        shop.refuse_field("/reveal", status, code, field);
        shop.stage.click(SUBMIT).await;
        until(code, || shop.stage.text(".pop-form .detail") == expected).await;
        assert_eq!(shop.stage.find("[type=email]").get_attribute("aria-invalid").as_deref(), Some(invalid), "{code}");
        assert_eq!(shop.stage.value("[type=email]"), "ada@example.con", "what was typed stays");
    }
    let keys = shop.headers("/reveal", "idempotency-key");
    assert!((1..4).all(|nth| keys[nth] != keys[nth - 1]), "what was refused is over: {keys:?}");
    shop.stage.click("dialog .close").await;
    assert!(!shop.is_modal());
}

#[wasm_bindgen_test]
async fn what_ends_while_it_is_being_typed_keeps_the_focus_and_what_is_on_its_way_still_counts() {
    let soon = |milliseconds: f64| {
        let time = js_sys::Date::new(&(js_sys::Date::now() + milliseconds).into());
        Some(String::from(time.to_iso_string()))
    };
    let ending = || Campaign { kind: CampaignKind::Flash, ends_at: soon(1_500.0), ..asking() };
    let shop = Shop::open(&[], list(vec![ending()])).await;
    shop.stage.find("[type=email]").focus().unwrap();
    until("the end", || shop.stage.count(".pop-over") == 1).await;
    assert_eq!((shop.stage.count(".pop-form"), shop.is_modal()), (0, true), "nobody's dialog is closed while they are at it");
    assert!(shop.stage.shadow.active_element().is_some_and(|it| it.closest("dialog").unwrap().is_some()));
    drop(shop);
    let shop = Shop::open(&[], list(vec![ending()])).await;
    shop.answer("/reveal", &reveal("cmp_a").to_js());
    shop.hold();
    shop.stage.enter("[type=email]", "ada@example.com").await;
    shop.stage.click(SUBMIT).await;
    until("the end", || shop.stage.count(".pop-over") == 1).await;
    shop.release();
    until("the code", || shop.stage.maybe(".pop-code").is_some()).await;
    assert_eq!(shop.stage.count(".pop-over"), 0);
}

#[wasm_bindgen_test]
async fn a_calendar_is_gone_about_by_keyboard() {
    let mut one = campaign("cmp_cal", CampaignKind::Calendar);
    one.contents[0].button = None;
    one.contents[0].doors = ["2026-12-01", "2026-12-02", "2026-12-03"].map(Into::into).into();
    let shop = Shop::open(&[], list(vec![one])).await;
    let stage = &shop.stage;
    let doors = ["li:nth-child(1) .pop-door", "li:nth-child(2) .pop-door", "li:nth-child(3) .pop-door"];
    for door in doors {
        let button = stage.find(door);
        assert_eq!(
            (button.local_name().as_str(), button.tab_index()),
            ("button", 0),
            "all can be come to, and say what they are"
        );
        button.focus().unwrap();
        stage.click(door).await;
        assert_eq!(stage.shadow.active_element().as_ref(), Some(button.as_ref()), "{door}");
    }
    assert!(shop.requests("/reveal").is_empty());
    let opened = loyalty_api::campaign::Reveal { door: Some("2026-12-02".into()), ..reveal("cmp_cal") };
    shop.answer("/reveal", &opened.to_js());
    stage.find(SUBMIT).focus().unwrap();
    stage.click(SUBMIT).await;
    until("the code", || stage.maybe(".pop-code").is_some()).await;
    assert!(stage.shadow.active_element().is_some_and(|it| it.closest("dialog").unwrap().is_some()), "the focus stays inside");
    assert_eq!(stage.find(".pop-won").get_attribute("role").as_deref(), Some("status"));
    let open = stage.find(doors[1]);
    open.focus().unwrap();
    stage.click(doors[1]).await;
    assert_eq!((stage.shadow.active_element().as_ref(), stage.count(".pop-code")), (Some(open.as_ref()), 1));
}
