//! Klaviyo, by [its object](https://developers.klaviyo.com/en/docs/introduction-to-the-klaviyo-object), or by the list
//! that [its script](https://developers.klaviyo.com/en/docs/javascript-api) takes up when it loads.

use super::{answered, global};
use crate::browser::property::{call, call2, get};
use js_sys::Array;
use loyalty_api::page::set;
use wasm_bindgen::JsValue;

/// Tracks something. Who is meant is Klaviyo's knowledge: we tell it of nobody.
pub(super) fn send(name: &'static str, properties: JsValue) {
    let klaviyo = global("klaviyo");
    let name = JsValue::from_str(name);
    if get(&klaviyo, "track").is_function() {
        return answered(&call2(&klaviyo, "track", &name, &properties));
    }
    let mut queue = global("_learnq");
    if queue.is_undefined() {
        queue = Array::new().into();
        set(&js_sys::global(), "_learnq", &queue);
    }
    call(&queue, "push", &[JsValue::from_str("track"), name, properties].iter().collect::<Array>());
}
