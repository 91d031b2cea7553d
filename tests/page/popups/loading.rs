//! What draws is loaded when something is to be drawn. Until then nothing counts as shown.

use js_sys::{Function, Reflect};
use loyalty_api::campaign::{Campaign, CampaignKind, Placement, Trigger, TriggerKind};
use loyalty_widget::parts;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::mouse;
use super::server::{Shop, campaign, forget, hear, list, summon};
use super::telling::{leave, tried};
use crate::loader::Loader;
use crate::stage::{pause, settle};

const CONSENT: [(&str, &str); 1] = [("consent", "granted")];

fn on(kind: TriggerKind) -> Campaign {
    let mut one = campaign("cmp_a", CampaignKind::Welcome);
    one.triggers = vec![Trigger { kind, value: None, name: Some("never".into()) }];
    one
}

/// A clock that is ahead of the browser's, for as long as this is held.
struct Ahead(JsValue);

impl Ahead {
    fn by(milliseconds: u32) -> Self {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        let now = Reflect::get(&date, &"now".into()).unwrap();
        let body = ["const now = Date.now; return () => now() + ", &milliseconds.to_string()].concat();
        let ahead = Function::new_no_args(&body).call0(&JsValue::UNDEFINED).unwrap();
        Reflect::set(&date, &"now".into(), &ahead).unwrap();
        Self(now)
    }
}

impl Drop for Ahead {
    fn drop(&mut self) {
        let date = Reflect::get(&js_sys::global(), &"Date".into()).unwrap();
        Reflect::set(&date, &"now".into(), &self.0).unwrap();
    }
}

#[wasm_bindgen_test]
async fn what_is_due_is_shown_and_counted_once_it_can_be_drawn() {
    forget();
    let (shown, loader) = (hear("campaign-shown"), Loader::default());
    let shop = Shop::in_parts(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)]), &loader).await;
    shop.look().await;
    shop.look().await;
    leave().await;
    assert_eq!(loader.asked(), ["watch", "popups"], "asked for once");
    assert_eq!((shop.is_modal(), shop.told(), shown.borrow().len()), (false, vec![], 0));
    loader.bring("popups").await;
    shop.look().await;
    leave().await;
    assert_eq!((shop.is_modal(), shop.told(), shown.borrow().len()), (true, vec!["impression".to_owned()], 1));
    shop.stage.click(".pop .link").await;
    shop.look().await;
    assert!(!shop.is_modal());
}

#[wasm_bindgen_test]
async fn who_looks_like_leaving_meets_it_when_it_is_there() {
    let loader = Loader::default();
    let shop = Shop::in_parts(&[], list(vec![on(TriggerKind::ExitIntent)]), &loader).await;
    let _long_since = Ahead::by(6_000);
    assert_eq!(loader.asked(), ["watch"], "nobody is leaving");
    mouse::go(260, 8).await;
    mouse::leave();
    assert_eq!(loader.asked(), ["watch", "popups"], "before it is clear that they do not come back");
    pause(1_500).await;
    mouse::go(8, 260).await;
    shop.look().await;
    assert!(!shop.is_modal());
    loader.bring("popups").await;
    assert!(shop.is_modal(), "they left, and it was not forgotten");
}

#[wasm_bindgen_test]
async fn who_leaves_a_page_that_does_not_wait_for_it_loads_nothing() {
    let loader = Loader::default();
    let _shop = Shop::in_parts(&[], list(vec![on(TriggerKind::Event)]), &loader).await;
    let _long_since = Ahead::by(6_000);
    mouse::go(260, 8).await;
    mouse::leave();
    pause(1_200).await;
    assert_eq!(loader.asked(), ["watch"]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_loaded_leaves_the_page_alone_and_is_tried_again_in_a_minute() {
    forget();
    let (errors, loader) = (hear("error"), Loader::default());
    let shop = Shop::in_parts(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)]), &loader).await;
    loader.fail("popups").await;
    shop.look().await;
    leave().await;
    assert_eq!((shop.is_modal(), shop.told(), errors.borrow().len()), (false, vec![], 1));
    assert_eq!(loader.asked().len(), 2, "not at once");
    let ahead = Ahead::by(60_000);
    shop.look().await;
    assert_eq!(loader.asked(), ["watch", "popups", "popups"]);
    loader.bring("popups").await;
    leave().await;
    drop(ahead);
    assert_eq!((shop.is_modal(), shop.told()), (true, vec!["impression".to_owned()]));
}

#[wasm_bindgen_test]
async fn what_was_asked_for_is_over_when_it_cannot_be_loaded() {
    let loader = Loader::default();
    let shop = Shop::in_parts(&[], list(vec![on(TriggerKind::Event)]), &loader).await;
    summon(r#"{"campaign": "cmp_a"}"#).await;
    shop.look().await;
    assert_eq!(loader.asked(), ["watch", "popups"]);
    loader.fail("popups").await;
    let ahead = Ahead::by(60_000);
    shop.look().await;
    drop(ahead);
    assert_eq!(loader.asked(), ["watch", "popups"], "it would come out of nowhere by now");
    let ahead = Ahead::by(120_000);
    summon(r#"{"campaign": "cmp_a"}"#).await;
    loader.bring("popups").await;
    drop(ahead);
    assert!(shop.is_modal(), "asked for again");
}

#[wasm_bindgen_test]
async fn the_control_is_counted_and_loads_nothing() {
    forget();
    let loader = Loader::default();
    let shop = Shop::in_parts(&CONSENT, tried(10_000), &loader).await;
    shop.look().await;
    leave().await;
    assert_eq!((loader.asked(), shop.told()), (vec!["watch".to_owned()], vec!["exposure".to_owned()]));
}

#[wasm_bindgen_test]
async fn who_is_to_see_something_takes_part_whether_it_can_be_drawn_or_not() {
    forget();
    let loader = Loader::default();
    let shop = Shop::in_parts(&CONSENT, tried(0), &loader).await;
    loader.fail("popups").await;
    leave().await;
    assert_eq!(shop.told(), ["exposure"], "as the control does: else the two would not be alike");
}

#[wasm_bindgen_test]
async fn an_offer_in_the_page_has_it_loaded_and_counts_when_it_stands_there() {
    forget();
    let loader = Loader::default();
    let one = Campaign { placement: Placement::Embedded, ..campaign("cmp_a", CampaignKind::Offer) };
    let shop = Shop::in_parts(&CONSENT, list(vec![one]), &loader).await;
    assert_eq!(loader.asked(), ["watch"], "it may stand on no page");
    let _offer = shop.stage.show("inline", |view| parts::show_offer(view, "cmp_a")).await;
    shop.look().await;
    leave().await;
    assert_eq!((loader.asked().len(), shop.stage.count("section .pop"), shop.told()), (2, 0, vec![]));
    loader.bring("popups").await;
    leave().await;
    assert_eq!((shop.stage.count("section .pop"), shop.told()), (1, vec!["impression".to_owned()]));
}

#[wasm_bindgen_test]
async fn a_tab_at_the_edge_has_it_loaded() {
    let loader = Loader::default();
    let mut one = on(TriggerKind::Event);
    one.contents[0].teaser = Some("A gift".into());
    let shop = Shop::in_parts(&[], list(vec![one]), &loader).await;
    assert_eq!((loader.asked().len(), shop.stage.count(".pop-tab")), (2, 0));
    loader.bring("popups").await;
    assert_eq!(shop.stage.text(".pop-tab-open"), "A gift");
}

#[wasm_bindgen_test]
async fn a_preview_waits_for_it_and_counts_nothing() {
    forget();
    let loader = Loader::default();
    let shop = Shop::in_parts(&CONSENT, list(vec![on(TriggerKind::Event)]), &loader).await;
    assert_eq!(loader.asked(), ["watch"]);
    summon(r#"{"campaign": "cmp_a", "preview": true}"#).await;
    assert!(!shop.is_modal());
    loader.bring("popups").await;
    settle().await;
    assert!(shop.is_modal());
    leave().await;
    assert_eq!(shop.told(), [""; 0]);
}
