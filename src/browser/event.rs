//! Telling the page what happened: `loyalty:*` events on `document`.

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Dispatches `loyalty:{name}` on `document`. What a listener of the page throws stays in the page.
pub fn emit(name: &str, detail: &JsValue) {
    let init = CustomEventInit::new();
    init.set_detail(detail);
    let event = CustomEvent::new_with_event_init_dict(&["loyalty:", name].concat(), &init);
    if let (Some(document), Ok(event)) = (web_sys::window().and_then(|window| window.document()), event) {
        let _ = document.dispatch_event(&event);
    }
}
