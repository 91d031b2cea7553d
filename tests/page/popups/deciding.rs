//! What appears when, and what is remembered.

use loyalty_api::campaign::{CampaignKind, Placement, Trigger, TriggerKind};
use loyalty_api::json::Json;
use loyalty_widget::browser::json;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use super::mouse;
use super::server::{Shop, campaign, engagement, forget, hear, list, summon};
use crate::stage::{document, pause, settle, until};

const CONSENT: [(&str, &str); 1] = [("consent", "granted")];

fn on(kind: TriggerKind, value: Option<i64>, name: Option<&str>) -> loyalty_api::campaign::Campaign {
    let mut one = campaign("cmp_a", CampaignKind::Welcome);
    one.triggers = vec![Trigger { kind, value, name: name.map(Into::into) }];
    one
}

#[wasm_bindgen_test]
async fn closed_stays_closed_after_a_reload() {
    forget();
    let one = || list(vec![campaign("cmp_a", CampaignKind::Welcome)]);
    let shop = Shop::open(&CONSENT, one()).await;
    shop.stage.click(".pop .link").await;
    shop.look().await;
    assert!(!shop.is_modal());
    let kept = web_sys::window().unwrap().local_storage().unwrap().unwrap().get_item("loyalty:demo:seen").unwrap();
    drop(shop);
    web_sys::window().unwrap().local_storage().unwrap().unwrap().set_item("loyalty:demo:seen", &kept.unwrap()).unwrap();
    let shop = Shop::open(&CONSENT, one()).await;
    shop.look().await;
    assert!(!shop.is_modal());
}

#[wasm_bindgen_test]
async fn what_was_answered_elsewhere_is_not_asked_here() {
    let mut known = engagement();
    known.answered = vec!["cmp_a".into()];
    let shop = Shop::with(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)]), known, None).await;
    shop.look().await;
    assert!(!shop.is_modal());
}

#[wasm_bindgen_test]
async fn two_never_overlap_and_the_second_waits_for_quiet() {
    let (mut first, mut second) = (campaign("cmp_a", CampaignKind::Welcome), campaign("cmp_b", CampaignKind::Offer));
    (first.priority, second.priority) = (1, 2);
    second.placement = Placement::Flyout;
    let mut both = list(vec![first, second]);
    both.quiet_seconds = 1;
    let shop = Shop::open(&[], both).await;
    assert_eq!((shop.stage.count(".pop"), shop.is_modal()), (1, false), "the one of higher priority");
    shop.stage.click(".card-away .close").await;
    shop.look().await;
    assert_eq!(shop.stage.count(".pop"), 0, "it is quiet for a second");
    until("the other", || shop.is_modal()).await;
    assert_eq!(shop.stage.count(".pop"), 1);
}

#[wasm_bindgen_test]
async fn it_comes_with_what_the_page_tracks_what_is_in_view_and_time() {
    let shop = Shop::open(&[], list(vec![on(TriggerKind::Event, None, Some("gift"))])).await;
    assert!(!shop.is_modal());
    shop.stage.store.track(Some("gift".into()));
    shop.look().await;
    assert!(shop.is_modal());
    drop(shop);
    let shop = Shop::open(&[], list(vec![on(TriggerKind::Element, None, Some("#here"))])).await;
    assert!(!shop.is_modal());
    let here = document().create_element("p").unwrap();
    here.set_id("here");
    here.set_text_content(Some("here"));
    document().body().unwrap().prepend_with_node_1(&here).unwrap();
    shop.look().await;
    assert!(shop.is_modal());
    here.remove();
    drop(shop);
    let shop = Shop::open(&[], list(vec![on(TriggerKind::Delay, Some(1), None)])).await;
    assert!(!shop.is_modal());
    until("a second", || shop.is_modal()).await;
}

#[wasm_bindgen_test]
async fn it_comes_on_leaving_by_the_top_and_not_while_reading() {
    let shop = Shop::open(&[], list(vec![on(TriggerKind::ExitIntent, None, None)])).await;
    pause(5_100).await;
    mouse::go(300, 255).await;
    pause(1_200).await;
    assert!(!shop.is_modal(), "reading");
    mouse::go(260, 8).await;
    mouse::leave();
    until("that it comes", || shop.is_modal()).await;
}

#[wasm_bindgen_test]
async fn not_while_somebody_types_or_anothers_dialog_is_open() {
    let field: HtmlElement = document().create_element("input").unwrap().unchecked_into();
    document().body().unwrap().append_child(&field).unwrap();
    field.focus().unwrap();
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert!(!shop.is_modal(), "somebody types");
    field.remove();
    let other: HtmlElement = document().create_element("div").unwrap().unchecked_into();
    other.set_attribute("aria-modal", "true").unwrap();
    other.set_text_content(Some("Another vendor's"));
    document().body().unwrap().prepend_with_node_1(&other).unwrap();
    shop.look().await;
    assert!(!shop.is_modal(), "another's dialog is open");
    other.style().set_property("visibility", "hidden").unwrap();
    shop.look().await;
    assert!(shop.is_modal(), "it is there and closed");
    other.remove();
}

#[wasm_bindgen_test]
async fn targeting_asks_about_the_page_and_the_shopper() {
    let condition = |text: &str| <Json as loyalty_api::page::FromJs>::from_js(&json::parse(text).unwrap()).unwrap();
    for (text, expected) in [
        (r#"{"member": false, "visitor": "new", "pages": {"$gte": 1}, "locale": "en", "date": "2026-12-02"}"#, true),
        (r#"{"segments": {"$in": ["gardeners"]}}"#, true),
        (r#"{"device": "fridge"}"#, false),
        (r#"{"cart_items": {"$gt": 0}}"#, false),
        (r#"{"utm_source": null, "tier": null, "unredeemed": false}"#, true),
    ] {
        let mut one = campaign("cmp_a", CampaignKind::Welcome);
        one.targeting = Some(condition(text));
        let mut known = engagement();
        known.segments = vec!["gardeners".into()];
        let shop = Shop::with(&[], list(vec![one]), known, None).await;
        assert_eq!(shop.is_modal(), expected, "{text}");
    }
}

#[wasm_bindgen_test]
async fn the_market_is_the_region_of_the_language_tag() {
    for (locale, condition, expected) in [
        ("en-GB", r#"{"market": "GB"}"#, true),
        ("en-gb", r#"{"market": "GB"}"#, true),
        ("zh-Hant-TW", r#"{"market": "TW"}"#, true),
        ("en-GB", r#"{"market": {"$in": ["US", "CA"]}}"#, false),
        ("en", r#"{"market": {"$exists": true}}"#, false),
        ("en", r#"{"market": null}"#, true),
    ] {
        let mut one = campaign("cmp_a", CampaignKind::Welcome);
        one.targeting = Some(<Json as loyalty_api::page::FromJs>::from_js(&json::parse(condition).unwrap()).unwrap());
        let shop = Shop::open(&[("locale", locale)], list(vec![one])).await;
        assert_eq!(shop.is_modal(), expected, "{locale} {condition}");
    }
}

#[wasm_bindgen_test]
async fn a_preview_shows_it_whatever_speaks_against_it_and_the_page_is_told_why() {
    let heard = hear("campaigns");
    let shop = Shop::open(&[], list(vec![on(TriggerKind::Event, None, Some("never"))])).await;
    let last = heard.borrow().last().cloned().unwrap();
    let one = js_sys::Array::from(&last).get(0);
    let text = |name: &str| json::own(&one, name).as_string();
    assert_eq!(
        (text("campaign"), text("verdict"), text("why")),
        (Some("cmp_a".into()), Some("wait".into()), Some("trigger".into()))
    );
    summon(r#"{"campaign": "cmp_a", "preview": true}"#).await;
    assert!(shop.is_modal());
    shop.stage.click(".pop .link").await;
    assert!(!shop.is_modal());
    summon(r#"{"campaign": "cmp_a"}"#).await;
    assert!(shop.is_modal(), "that was a preview, and is not remembered");
    settle().await;
}

#[wasm_bindgen_test]
async fn whoever_signed_up_by_klaviyos_form_is_not_asked_again() {
    let mut one = on(TriggerKind::Event, None, Some("gift"));
    one.kind = CampaignKind::Newsletter;
    let shop = Shop::open(&[], list(vec![one])).await;
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&json::parse(r#"{"type": "submit"}"#).unwrap());
    let event = web_sys::CustomEvent::new_with_event_init_dict("klaviyoForms", &init).unwrap();
    web_sys::window().unwrap().dispatch_event(&event).unwrap();
    shop.stage.store.track(Some("gift".into()));
    shop.look().await;
    assert!(!shop.is_modal());
}
