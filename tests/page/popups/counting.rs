//! When the page goes to the background or comes back, when the shopper withdraws, and when they sign in: what is counted, once.

use loyalty_api::campaign::CampaignKind;
use loyalty_api::page::ToJs;
use loyalty_api::session::Session;
use loyalty_widget::browser::json;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use super::server::{Shop, campaign, list};
use crate::example;
use crate::stage::{document, settle, until};

const CONSENT: [(&str, &str); 1] = [("consent", "granted")];

async fn open() -> Shop {
    let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    // Nothing gets through but beacons.
    shop.refuse("/events", 0, "");
    shop
}

/// Has the tab go to the background, or come back.
async fn turn(visibility: &str) {
    let property = ["Object.defineProperty(document, 'visibilityState', { configurable: true, value: '", visibility, "' })"];
    js_sys::Function::new_no_args(&property.concat()).call0(&wasm_bindgen::JsValue::UNDEFINED).unwrap();
    document().dispatch_event(&Event::new("visibilitychange").unwrap()).unwrap();
    settle().await;
}

fn leave() {
    web_sys::window().unwrap().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
}

/// The ids of the events of each beacon or batch.
fn ids(bodies: &[String]) -> Vec<Vec<String>> {
    let id = |event| json::own(&event, "id").as_string().unwrap();
    let events = |body: &String| js_sys::Array::from(&json::own(&json::parse(body).unwrap(), "events"));
    bodies.iter().map(|body| events(body).iter().map(id).collect()).collect()
}

fn stored() -> u32 {
    web_sys::window().unwrap().local_storage().unwrap().unwrap().length().unwrap()
}

#[wasm_bindgen_test]
async fn a_tab_in_the_background_has_told_and_goes_on_when_it_comes_back() {
    let shop = open().await;
    turn("hidden").await;
    assert_eq!(shop.requests("beacon:").len(), 1, "it may never come back");
    leave();
    turn("visible").await;
    assert!(shop.is_modal(), "what was open is open when it comes back out of the browser's cache");
    shop.stage.click("dialog .close").await;
    turn("hidden").await;
    turn("visible").await;
    let told = ids(&shop.requests("beacon:"));
    assert_eq!((told.len(), told[0].len(), told[2].len()), (3, 1, 2));
    assert!(told[2].starts_with(&told[0]), "the same by the same ids: {told:?}");
    assert_eq!(shop.told(), ["impression", "close"]);
}

#[wasm_bindgen_test]
async fn who_withdraws_while_it_is_open_is_forgotten_and_no_more_counted() {
    let shop = open().await;
    let device = json::own(
        &json::parse(&{
            leave();
            shop.requests("beacon:").remove(0)
        })
        .unwrap(),
        "device",
    );
    assert!(stored() > 0);
    shop.stage.store.set_consent(false);
    assert_eq!(stored(), 0, "before anything else happens");
    assert!(shop.is_modal(), "what is shown is still theirs to take or close");
    shop.stage.click("dialog .close").await;
    leave();
    turn("hidden").await;
    turn("visible").await;
    shop.look().await;
    leave();
    assert_eq!((shop.requests("beacon:").len(), shop.told(), stored()), (1, vec!["impression".to_owned()], 0));
    until("that the server is told to forget", || shop.requests("/me/engagement").len() == 2).await;
    assert_eq!(shop.headers("/me/engagement", "loyalty-device")[1], device.as_string());
    settle().await;
    // Who agrees again is somebody new.
    shop.stage.store.set_consent(true);
    shop.look().await;
    let services = shop.stage.store.services().unwrap();
    assert!(services.client.device().is_some() && services.client.device() != device.as_string());
}

#[wasm_bindgen_test]
async fn what_a_guest_did_is_told_again_by_the_same_ids_once_they_have_signed_in() {
    let shop = open().await;
    shop.stage.click("dialog .close").await;
    leave();
    let late = ids(&shop.requests("beacon:")).remove(0);
    let session =
        Session { token: "hers".into(), expires_at: "2030-01-01T00:00:00Z".into(), account: Some(example::full_account()) };
    shop.answer("/sessions", &session.to_js());
    shop.stage.store.identify(&"ada".into());
    until("that she is known", || shop.stage.state().member().is_some()).await;
    shop.look().await;
    leave();
    let beacon = shop.requests("beacon:").pop().unwrap();
    assert_eq!(ids(&[beacon.clone()]), [late], "the guest's beacon may come after hers: the server takes each once");
    assert_eq!(json::own(&json::parse(&beacon).unwrap(), "session").as_string().as_deref(), Some("hers"));
}
