//! The device's own share sheet.

use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = navigator, js_name = share, catch)]
    fn share(data: &JsValue) -> Result<Promise, JsValue>;
}

/// Whether this browser has one.
pub fn can() -> bool {
    web_sys::window().is_some_and(|window| {
        js_sys::Reflect::get(&window.navigator(), &JsValue::from_str("share")).is_ok_and(|share| share.is_function())
    })
}

/// Opens it with a text. Must be called by a click itself. Nothing where the browser refuses.
pub fn open(title: &str, text: &str) -> Option<Promise> {
    let data = loyalty_api::page::new_object();
    for (name, value) in [("title", title), ("text", text)] {
        loyalty_api::page::set(&data, name, &JsValue::from_str(value));
    }
    if can() { share(&data).ok() } else { None }
}

/// Whether the shopper shared it; false where they closed the sheet.
pub async fn done(sheet: Promise) -> bool {
    JsFuture::from(sheet).await.is_ok()
}
