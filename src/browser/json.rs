//! The browser's own JSON.

use wasm_bindgen::JsValue;

pub use loyalty_api::page::own;

/// Parses, or nothing for text that is no JSON.
pub fn parse(text: &str) -> Option<JsValue> {
    js_sys::JSON::parse(text).ok()
}

/// Writes a value as JSON.
pub fn stringify(value: &JsValue) -> String {
    js_sys::JSON::stringify(value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}
