//! Google Analytics 4, by [its recommended events](https://developers.google.com/analytics/devguides/collection/ga4/reference/events).

use super::global;
use crate::browser::property::{call, get};
use js_sys::{Array, Function};
use loyalty_api::page::{new_object, set};
use wasm_bindgen::{JsCast, JsValue};

/// Sends an event: where a Tag Manager is (`manager`) to its `dataLayer`, which is made if there is none yet; else by the page's
/// `gtag` function, because gtag.js reads nothing but its own commands from there.
pub(super) fn send(manager: bool, name: &'static str, parameters: JsValue) {
    let event = JsValue::from_str(name);
    if !manager {
        if let Ok(gtag) = global("gtag").dyn_into::<Function>() {
            let _ = gtag.apply(&JsValue::UNDEFINED, &[JsValue::from_str("event"), event, parameters].iter().collect::<Array>());
        }
        return;
    }
    let Some(layer) = data_layer() else { return };
    if !name.ends_with("promotion") {
        set(&parameters, "event", &event);
        call(&layer, "push", &parameters);
        return;
    }
    // Tag Manager keeps what was said of commerce until it is told otherwise.
    for commerce in [JsValue::NULL, parameters] {
        let entry = new_object();
        if !commerce.is_null() {
            set(&entry, "event", &event);
        }
        set(&entry, "ecommerce", &commerce);
        call(&layer, "push", &entry);
    }
}

/// The page's `dataLayer`, made if there is none; nothing where it is something else than a list.
pub(super) fn data_layer() -> Option<JsValue> {
    let mut layer = global("dataLayer");
    if layer.is_undefined() {
        layer = Array::new().into();
        set(&js_sys::global(), "dataLayer", &layer);
    }
    (Array::is_array(&layer) && get(&layer, "push").is_function()).then_some(layer)
}
