//! What objects of the browser have and do, by name: each binding of its own would cost more than all of these.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property; `undefined` where there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a number, without its fraction; 0 where it is none.
pub fn number(object: &JsValue, name: &str) -> i32 {
    get(object, name).as_f64().unwrap_or_default() as i32
}

/// A property that is a text; empty where it is none.
pub fn text(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}

/// What a method gives; `undefined` where there is none, or it throws.
pub fn call(object: &JsValue, name: &str, argument: &JsValue) -> JsValue {
    let method = get(object, name).dyn_into::<Function>().ok();
    method.and_then(|method| method.call1(object, argument).ok()).unwrap_or(JsValue::UNDEFINED)
}

/// The same with two arguments.
pub fn call2(object: &JsValue, name: &str, first: &JsValue, second: &JsValue) -> JsValue {
    let method = get(object, name).dyn_into::<Function>().ok();
    method.and_then(|method| method.call2(object, first, second).ok()).unwrap_or(JsValue::UNDEFINED)
}
