//! What else is in the page: consent platforms, which say what we may do, and analytics, which are told what happened.
//!
//! Nothing is told before the shopper agreed, and what happened before is not told later. What belongs to others is called
//! with care: a global may be missing, come late, be something else, or throw.
//!
//! # Layout
//! - `events`: which of our events means what to whom. `shopper`: events that follow from the account.
//! - `ga4`, `klaviyo`: those who are told, beside the merchant's function.
//! - `google`, `shopify`, `tcf`: those who say.

mod events;
mod ga4;
mod google;
mod klaviyo;
mod shopify;
mod shopper;
mod tcf;

use crate::browser::json::own;
use crate::browser::listen::Listener;
use crate::browser::property::get;
use crate::session::{Purposes, Store};
use events::{HEARD, Target};
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::EventTarget;

/// What our events begin with on the page.
const PREFIX: &str = "loyalty:";

/// What is kept while the widget runs.
#[derive(Default)]
pub struct Integrations {
    started: Cell<bool>,
    listeners: RefCell<Vec<Listener>>,
    timer: RefCell<Option<Timeout>>,
    google: google::Said,
    tcf: tcf::Registered,
    shopper: RefCell<shopper::Known>,
}

/// Begins to listen, once: to the platform that the tag names, and to our own events.
pub fn start(store: Store) {
    let (Some(services), Some(own)) = (store.services(), store.integrations()) else { return };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if own.started.replace(true) {
        return;
    }
    let target: &EventTarget = document.as_ref();
    let listen = |name: &'static str| {
        let ours = name.trim_start_matches(PREFIX);
        Listener::new(target, name, Box::new(move |event| hear(store, ours, get(&event, "detail"))))
    };
    own.listeners.borrow_mut().extend(HEARD.into_iter().map(listen));
    match services.config.platform.as_deref() {
        Some("google") => google::watch(store),
        Some("shopify") => shopify::watch(store),
        Some("tcf") => tcf::watch(store, tcf::FIRST_WAIT),
        // The page says it itself, by `loyalty.consent`.
        _ => {}
    }
    // The session may be older than this part. Who had not agreed by then is not told of it.
    let account = services.account();
    if !account.is_undefined() {
        hear(store, "session", account);
    }
}

/// One of our events. It is passed on a moment later: whoever is told may call us, and we are still at it.
fn hear(store: Store, name: &'static str, detail: JsValue) {
    google::read(store);
    let Some(then) = agreed(store) else { return };
    spawn_local(async move {
        if let (Some(now), Some(own)) = (agreed(store), store.integrations()) {
            let allowed = Purposes {
                storage: false,
                analytics: then.analytics && now.analytics,
                marketing: then.marketing && now.marketing,
            };
            let follows = own.shopper.borrow_mut().follow(name, &detail);
            tell(store, allowed, name, true, &detail);
            follows.into_iter().for_each(|name| tell(store, allowed, name, false, &detail));
        }
    });
}

fn agreed(store: Store) -> Option<Purposes> {
    Some(store.services()?.purposes())
}

/// Tells everybody whom the tag names and the shopper agreed to. The merchant's function hears of `direct` events alone: the others
/// have a detail that says as much.
fn tell(store: Store, allowed: Purposes, name: &'static str, direct: bool, detail: &JsValue) {
    let Some(services) = store.services() else { return };
    let wants =
        |who: &str| services.config.analytics.as_deref().unwrap_or_default().split_ascii_whitespace().any(|word| word == who);
    if allowed.analytics {
        if let Some(hook) = services.event_hook().filter(|_| direct) {
            answered(&hook.call2(&JsValue::UNDEFINED, &JsValue::from_str(name), detail).unwrap_or(JsValue::UNDEFINED));
        }
        let manager = wants("ga4");
        if manager || wants("gtag") {
            events::each(Target::Ga4, name, detail, &mut |name, parameters| ga4::send(manager, name, parameters));
        }
    }
    if allowed.marketing && wants("klaviyo") {
        events::each(Target::Klaviyo, name, detail, &mut klaviyo::send);
    }
}

/// Takes the failure of a promise that was given to us, so that the page does not hear of it.
fn answered(answer: &JsValue) {
    if let Some(promise) = answer.dyn_ref::<Promise>() {
        let promise = promise.clone();
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// A global of somebody else's; `undefined` where there is none, or looking throws.
fn global(name: &str) -> JsValue {
    own(&js_sys::global(), name)
}
