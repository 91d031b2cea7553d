//! Copying text.

use wasm_bindgen_futures::JsFuture;

/// Copies `text`. False where the browser refuses: an insecure page, a permission, an old browser.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // `navigator.clipboard` is undefined outside secure contexts, which web-sys's type does not say.
    let clipboard = window.navigator().clipboard();
    if !wasm_bindgen::JsValue::is_object(clipboard.as_ref()) {
        return false;
    }
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
