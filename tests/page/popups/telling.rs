//! What the server and the page are told, and what the device keeps.

use loyalty_api::campaign::{Campaign, CampaignKind, CampaignList, Content};
use loyalty_api::experiment::{Experiment, Variation};
use loyalty_widget::browser::json;
use loyalty_widget::session::Purposes;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use super::server::{Shop, campaign, content, engagement, forget, hear, list, summon};
use crate::example;
use crate::stage::{settle, until};

const CONSENT: [(&str, &str); 1] = [("consent", "granted")];

fn stored() -> Vec<String> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let mut keys: Vec<_> = (0..storage.length().unwrap()).filter_map(|index| storage.key(index).unwrap()).collect();
    keys.sort();
    keys
}

/// A campaign whose control shows nothing, and the weight of the control.
pub(super) fn tried(control: i64) -> CampaignList {
    let mut one = campaign("cmp_a", CampaignKind::Offer);
    one.experiment = Some("exp".into());
    one.contents = vec![Content { variation: Some(1), ..content("Tried out") }];
    let variation = |name: &str, weight| Variation { name: name.into(), weight };
    let experiment = Experiment {
        key: "exp".into(),
        seed: None,
        variations: vec![variation("nothing", control), variation("offer", 10_000 - control)],
        coverage: None,
        namespace: None,
        targeting: None,
        bucket_version: 3,
    };
    CampaignList { experiments: vec![experiment], ..list(vec![one]) }
}

pub(super) async fn leave() {
    web_sys::window().unwrap().dispatch_event(&Event::new("pagehide").unwrap()).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn without_consent_nothing_is_told_and_nothing_kept() {
    forget();
    let shop = Shop::open(&[], list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    shop.stage.click(".pop .link").await;
    leave().await;
    assert_eq!((shop.told(), stored()), (vec![], vec![]));
}

#[wasm_bindgen_test]
async fn with_consent_what_happened_is_told_once_the_page_is_left_and_again_until_it_arrives() {
    forget();
    let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    assert_eq!(stored(), ["loyalty:demo:device", "loyalty:demo:seen"]);
    shop.refuse("/events", 0, "");
    shop.stage.click(".pop .link").await;
    leave().await;
    assert_eq!(shop.told(), ["impression", "close"]);
    let sent = shop.requests("beacon:").remove(0);
    let batch = json::parse(&sent).unwrap();
    assert_eq!(json::own(&batch, "session").as_string().as_deref(), Some("ses"));
    assert!(json::own(&batch, "device").is_string());
    until("the failure", || shop.requests("/events").len() > 1).await;
    leave().await;
    assert_eq!(shop.requests("beacon:").len(), 2, "it was kept");
    assert_eq!(shop.told(), ["impression", "close"], "the same events, by the same ids");
}

#[wasm_bindgen_test]
async fn who_agreed_to_storage_alone_is_remembered_and_not_counted() {
    forget();
    let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    shop.stage.store.agree_to(Purposes { storage: true, analytics: false, marketing: false });
    settle().await;
    shop.stage.click(".pop .link").await;
    leave().await;
    assert_eq!(shop.told(), Vec::<String>::new());
    assert_eq!(stored(), ["loyalty:demo:device", "loyalty:demo:seen"]);
}

#[wasm_bindgen_test]
async fn what_arrived_is_told_no_more() {
    forget();
    let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
    until("the batch", || !shop.requests("/events").is_empty()).await;
    settle().await;
    leave().await;
    assert_eq!(shop.requests("beacon:").len(), 0);
}

#[wasm_bindgen_test]
async fn the_control_sees_nothing_and_is_counted_once() {
    forget();
    let heard = hear("experiment");
    let shop = Shop::with(&CONSENT, tried(10_000), engagement(), Some(example::full_account())).await;
    shop.look().await;
    shop.look().await;
    leave().await;
    assert_eq!((shop.is_modal(), shop.told()), (false, vec!["exposure".to_owned()]));
    let body = shop.requests("beacon:").remove(0);
    assert!(body.contains(r#""experiment":"exp","bucket_version":3,"variation":0"#), "{body}");
    assert_eq!(heard.borrow().len(), 1);
}

#[wasm_bindgen_test]
async fn who_is_held_out_sees_nothing_and_is_counted_without_a_variation() {
    forget();
    let held = CampaignList { holdout: 10_000, ..tried(0) };
    let shop = Shop::with(&CONSENT, held, engagement(), Some(example::full_account())).await;
    leave().await;
    assert_eq!((shop.is_modal(), shop.told()), (false, vec!["exposure".to_owned()]));
    assert!(!shop.requests("beacon:").remove(0).contains("variation"));
}

#[wasm_bindgen_test]
async fn a_variation_that_shows_something_is_counted_with_it() {
    forget();
    let shop = Shop::with(&CONSENT, tried(0), engagement(), Some(example::full_account())).await;
    leave().await;
    assert_eq!((shop.is_modal(), shop.told()), (true, vec!["exposure".to_owned(), "impression".to_owned()]));
}

#[wasm_bindgen_test]
async fn a_guest_who_did_not_agree_takes_no_part_unless_the_page_asks_for_a_variation() {
    forget();
    let shop = Shop::open(&[], tried(0)).await;
    assert!(!shop.is_modal(), "as the control, which shows nothing");
    summon(r#"{"campaign": "cmp_a", "variation": 1}"#).await;
    assert!(shop.is_modal());
    leave().await;
    assert_eq!(shop.told(), [""; 0]);
}

#[wasm_bindgen_test]
async fn withdrawing_deletes_at_once_and_so_does_signing_out() {
    type Act = fn(&Shop);
    let acts: [Act; 2] = [|shop| shop.stage.store.set_consent(false), |shop| shop.stage.store.logout()];
    for act in acts {
        forget();
        let shop = Shop::open(&CONSENT, list(vec![campaign("cmp_a", CampaignKind::Welcome)])).await;
        assert_eq!(stored().len(), 2);
        act(&shop);
        assert_eq!(stored(), [""; 0]);
        settle().await;
        leave().await;
    }
    let shop = Shop::open(&CONSENT, list(Vec::<Campaign>::new())).await;
    shop.stage.store.set_consent(false);
    shop.look().await;
    leave().await;
    assert_eq!((shop.told(), stored()), (vec![], vec![]));
    until("that the server is told to forget", || shop.requests("/me/engagement").len() == 2).await;
}
