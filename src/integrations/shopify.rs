//! Shopify's [Customer Privacy API](https://shopify.dev/docs/api/customer-privacy).

use super::global;
use crate::browser::listen::Listener;
use crate::browser::property::{call, call2, get};
use crate::session::{Purposes, Store};
use js_sys::Array;
use loyalty_api::page::{new_object, set};
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::EventTarget;

/// Asked when the shopper decides, and when the API comes later than we do.
const EVENTS: [&str; 2] = ["visitorConsentCollected", "shopifyCustomerPrivacyApiLoaded"];

/// Follows what the shopper tells Shopify.
pub(super) fn watch(store: Store) {
    let (Some(own), Some(document)) = (store.integrations(), web_sys::window().and_then(|window| window.document())) else {
        return;
    };
    let target: &EventTarget = document.as_ref();
    own.listeners.borrow_mut().extend(EVENTS.map(|name| Listener::new(target, name, Box::new(move |_| read(store)))));
    read(store);
    if get(&global("Shopify"), "customerPrivacy").is_undefined() {
        let feature = new_object();
        set(&feature, "name", &JsValue::from_str("consent-tracking-api"));
        set(&feature, "version", &JsValue::from_str("0.1"));
        // The garbage collector's, not ours: who calls it after we are gone must not fail.
        let loaded = Closure::<dyn FnMut(JsValue)>::new(move |_| read(store)).into_js_value();
        call2(&global("Shopify"), "loadFeatures", &Array::of1(&feature), &loaded);
    }
}

fn read(store: Store) {
    let privacy = get(&global("Shopify"), "customerPrivacy");
    let says = |name: &str| call(&privacy, name, &JsValue::UNDEFINED).as_bool();
    // Shops with an older API have the one question.
    let may = |name: &str| says(name).or_else(|| says("userCanBeTracked"));
    if let (Some(storage), Some(analytics), Some(marketing)) =
        (may("preferencesProcessingAllowed"), may("analyticsProcessingAllowed"), may("marketingAllowed"))
    {
        store.agree_to(Purposes { storage, analytics, marketing });
    }
}
