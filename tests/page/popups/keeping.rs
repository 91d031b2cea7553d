//! What the device keeps of a shopper who agreed to it, from one page to the next.

use loyalty_api::campaign::CampaignKind;
use loyalty_widget::browser::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Storage;

use super::server::{Shop, campaign, engagement, forget, list};
use super::telling::{leave, tried};
use crate::example;

const CONSENT: [(&str, &str); 1] = [("consent", "granted")];
const KEY: &str = "loyalty:demo:seen";

fn storage() -> Storage {
    web_sys::window().unwrap().local_storage().unwrap().unwrap()
}

fn kept() -> JsValue {
    json::parse(&storage().get_item(KEY).unwrap().unwrap()).unwrap()
}

fn number(name: &str) -> Option<f64> {
    json::own(&kept(), name).as_f64()
}

async fn open() -> Shop {
    let shop = Shop::with(&CONSENT, tried(0), engagement(), Some(example::full_account())).await;
    // Nothing gets through but beacons.
    shop.refuse("/events", 0, "");
    shop
}

#[wasm_bindgen_test]
async fn the_next_page_knows_what_was_and_tells_what_was_not_heard() {
    forget();
    let shop = open().await;
    shop.stage.click(".pop .link").await;
    leave().await;
    assert_eq!(shop.told(), ["exposure", "impression", "close"]);
    let before = storage().get_item(KEY).unwrap().unwrap();
    drop(shop);
    storage().set_item(KEY, &before).unwrap();
    let shop = open().await;
    shop.look().await;
    leave().await;
    assert!(!shop.is_modal(), "it was closed");
    assert_eq!(shop.told(), ["exposure", "impression", "close"], "the same events, and none a second time");
    assert_eq!((number("pages"), number("visits")), (Some(2.0), Some(1.0)));
    let after = kept();
    let before = json::parse(&before).unwrap();
    for name in ["utm", "referrer", "quiet_since", "pasts", "assigned", "exposed", "events"] {
        let text = |kept: &JsValue| json::stringify(&json::own(kept, name));
        assert_eq!(text(&after), text(&before), "{name}");
    }
}

#[wasm_bindgen_test]
async fn an_event_of_a_kind_that_this_version_does_not_know_is_left_out() {
    forget();
    let text = r#"{"last": 1, "pages": 3, "visits": 2, "utm": [], "referrer": "", "pasts": [], "assigned": [], "exposed": [],
        "events": [{"id": "e1", "kind": "yawn", "at": "2026-12-01T00:00:00Z"}]}"#;
    storage().set_item(KEY, text).unwrap();
    let shop = Shop::open(&CONSENT, list(vec![])).await;
    leave().await;
    assert_eq!((number("visits"), number("pages"), shop.told()), (Some(3.0), Some(1.0), vec![]));
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_as_if_nothing_had_been_kept() {
    for text in ["", "v\t1\t2", "[]", "null", r#"{"last": 1, "pages": "many"}"#] {
        forget();
        storage().set_item(KEY, text).unwrap();
        let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
        assert!(shop.is_modal(), "{text:?}");
        assert_eq!((number("visits"), number("pages")), (Some(1.0), Some(1.0)), "{text:?}");
    }
}

#[wasm_bindgen_test]
async fn what_happened_before_the_shopper_agreed_is_remembered_once() {
    forget();
    let past = r#"{"campaign": "cmp_a", "visit": 1, "total": 3, "shown_at": 1, "closed_at": 2}"#;
    let other = past.replace("cmp_a", "cmp_b");
    let text = [
        r#"{"last": 1, "pages": 3, "visits": 2, "utm": [], "referrer": "", "assigned": [], "exposed": [], "events": [],
        "pasts": ["#,
        past,
        ", ",
        &other,
        "]}",
    ]
    .concat();
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert!(shop.is_modal(), "what the device keeps is not read before they agree");
    shop.stage.click(".pop .link").await;
    storage().set_item(KEY, &text).unwrap();
    for _ in 0..2 {
        shop.stage.store.set_consent(true);
        shop.look().await;
    }
    let pasts = js_sys::Array::from(&json::own(&kept(), "pasts"));
    let known: Vec<_> = pasts.iter().filter_map(|past| json::own(&past, "campaign").as_string()).collect();
    assert_eq!(known, ["cmp_a", "cmp_b"]);
    assert_eq!(json::own(&pasts.get(0), "total").as_f64(), Some(1.0), "the newer of the two");
}
