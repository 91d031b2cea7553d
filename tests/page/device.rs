//! What a device is recognised by: an id of its own, for who agreed to it and comes where it matters.

use js_sys::{Array, Function, Reflect};
use loyalty_api::page::{FromJs, ToJs};
use loyalty_api::referral::Click;
use loyalty_api::session::Session;
use loyalty_widget::browser::json;
use loyalty_widget::session::{Friend, Load};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::popups::forget;
use crate::stage::{Stage, settle, until};

/// A page in which every request is noted with the device's id it carries. A member's session can be had, and nothing else.
struct Noted;

impl Noted {
    fn new() -> Self {
        forget();
        let session =
            Session { token: "ses".into(), expires_at: "2030-01-01T00:00:00Z".into(), account: Some(example::full_account()) };
        let fetch = "window.unfetched = window.fetch; window.noted = [];
            window.fetch = async (request) => {
                noted.push([request.method, new URL(request.url).pathname.slice(3), request.headers.get('loyalty-device')]);
                return request.url.endsWith('/sessions') ? new Response(session) : new Response('{}', { status: 404 });
            }";
        let session = JsValue::from_str(&json::stringify(&session.to_js()));
        Function::new_with_args("session", fetch).call1(&JsValue::UNDEFINED, &session).unwrap();
        Self
    }

    /// The ids of the device that requests to this path carried.
    fn devices(&self, method: &str, path: &str) -> Vec<Option<String>> {
        let all: Array = Reflect::get(&js_sys::global(), &"noted".into()).unwrap().into();
        let fits = |one: &Array| one.get(0) == method && one.get(1) == path;
        all.iter().map(|one| Array::from(&one)).filter(fits).map(|one| one.get(2).as_string()).collect()
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        let undo = "window.fetch = unfetched; delete window.unfetched; delete window.noted";
        Function::new_no_args(undo).call0(&JsValue::UNDEFINED).unwrap();
        forget();
    }
}

fn kept() -> Option<String> {
    web_sys::window().unwrap().local_storage().unwrap().unwrap().get_item("loyalty:demo:device").unwrap()
}

/// Somebody comes by a friend's link, takes the welcome, and looks at links of their own.
async fn comes(noted: &Noted, attributes: &[(&str, &str)]) -> Stage {
    let stage = Stage::new(attributes);
    drop(stage.show("panel-root", |_| Default::default()).await);
    stage.set(|state| state.program = Load::Ready(example::full_program())).await;
    stage.store.arrive("ADAGROVE".into());
    stage.store.identify(&"bo".into());
    until("the link", || !noted.devices("POST", "/referrals/clicks").is_empty()).await;
    let click = Click::from_js(&json::parse(r#"{"id":"clk_1","referrer":null,"own":false}"#).unwrap()).unwrap();
    stage.set(|state| state.friend = Some(Friend { click: Some(click), ..Friend::default() })).await;
    stage.store.claim("bo@example.com");
    stage.store.load_referral();
    until("the claim", || !noted.devices("POST", "/referrals/claims").is_empty()).await;
    until("the links", || !noted.devices("GET", "/me/referral").is_empty()).await;
    stage
}

#[wasm_bindgen_test]
async fn who_agreed_is_recognised_by_their_own_link_and_a_friends_also_where_there_are_no_campaigns() {
    let noted = Noted::new();
    let _stage = comes(&noted, &[("consent", "granted")]).await;
    let id = kept();
    assert!(id.is_some());
    for (method, path) in [("POST", "/referrals/clicks"), ("POST", "/referrals/claims"), ("GET", "/me/referral")] {
        assert_eq!(noted.devices(method, path), [id.clone()], "{path}");
    }
    assert_eq!(noted.devices("POST", "/sessions")[0], None, "who only looks at the shop has none");
    let again = Stage::new(&[("consent", "granted")]);
    assert_eq!(again.store.services().unwrap().client.device(), id, "on the next page it is the same");
}

#[wasm_bindgen_test]
async fn who_did_not_agree_is_not_recognised() {
    let noted = Noted::new();
    let _stage = comes(&noted, &[]).await;
    for (method, path) in [("POST", "/referrals/clicks"), ("POST", "/referrals/claims"), ("GET", "/me/referral")] {
        assert_eq!(noted.devices(method, path), [None], "{path}");
    }
    assert_eq!(kept(), None);
}

#[wasm_bindgen_test]
async fn who_withdraws_is_somebody_new_when_they_agree_again() {
    let noted = Noted::new();
    let stage = comes(&noted, &[("consent", "granted")]).await;
    let id = kept();
    stage.store.set_consent(false);
    assert_eq!(kept(), None);
    until("that the server is told to forget", || !noted.devices("DELETE", "/me/engagement").is_empty()).await;
    assert_eq!(noted.devices("DELETE", "/me/engagement"), [id.clone()]);
    settle().await;
    stage.store.load_referral();
    until("the links", || noted.devices("GET", "/me/referral").len() == 2).await;
    stage.store.set_consent(true);
    stage.store.load_referral();
    until("the links again", || noted.devices("GET", "/me/referral").len() == 3).await;
    let sent = noted.devices("GET", "/me/referral");
    assert_eq!(sent[1], None);
    assert!(sent[2].is_some() && sent[2] != id && sent[2] == kept());
}
