//! Randomness from the browser.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    // Unlike `crypto.randomUUID` it exists on insecure pages as well.
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(target: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// 128 random bits as 32 hexadecimal digits; nothing where the page has no `crypto`.
pub fn key() -> Option<String> {
    let mut bytes = [0; 16];
    get_random_values(&mut bytes).ok()?;
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
