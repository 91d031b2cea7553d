//! What else is in the page just now.

use crate::browser::property::{call, get, number, text};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// What the shopper types into, or chooses from.
const FIELDS: &str = "input,textarea,select,[contenteditable=''],[contenteditable=true],[role=combobox],[role=listbox]";
/// Dialogs of the page: ours are in shadow roots, where this looks not.
const DIALOGS: &str = "dialog[open],[aria-modal=true]";

fn document() -> JsValue {
    web_sys::window().and_then(|window| window.document()).map_or(JsValue::UNDEFINED, JsValue::from)
}

/// Whether the tab is in the background.
pub fn is_hidden() -> bool {
    text(&document(), "visibilityState") == "hidden"
}

/// Whether this is a field, or part of one.
pub fn is_field(element: &Element) -> bool {
    element.closest(FIELDS).ok().flatten().is_some()
}

/// Whether the shopper is typing: a field has the focus, be it in a shadow root.
pub fn is_typing() -> bool {
    let mut root = document();
    loop {
        let active = get(&root, "activeElement");
        let Some(element) = active.dyn_ref::<Element>() else { return false };
        match element.shadow_root() {
            Some(inner) if get(&inner, "activeElement").is_object() => root = inner.into(),
            _ => return is_field(element),
        }
    }
}

/// Whether a dialog of the page, or of somebody else's script, is open. Many shops keep closed ones in the page.
pub fn has_dialog() -> bool {
    all(DIALOGS).iter().any(|dialog| is_in_view(&dialog))
}

/// Whether an element that this selector finds is in view.
pub fn is_selected_in_view(selector: &str) -> bool {
    all(selector).iter().any(|element| is_in_view(&element))
}

/// Whether this is a step of paying: the path says so, or the merchant hides the launcher there.
pub fn is_checkout(path: &str) -> bool {
    let root = get(&call(&document(), "querySelector", &JsValue::from_str("loyalty-launcher")), "shadowRoot");
    let hidden = call(&root, "querySelector", &JsValue::from_str(".launcher[style*='display: none']"));
    path.contains("/checkout") || hidden.is_object()
}

fn all(selector: &str) -> js_sys::Array {
    let found = call(&document(), "querySelectorAll", &JsValue::from_str(selector));
    // A selector that is none finds nothing.
    if found.is_object() { js_sys::Array::from(&found) } else { js_sys::Array::new() }
}

fn is_in_view(element: &JsValue) -> bool {
    let window = web_sys::window().map_or(JsValue::UNDEFINED, JsValue::from);
    let place = call(element, "getBoundingClientRect", &JsValue::UNDEFINED);
    let within = |from: &str, to: &str, size: &str| {
        let (from, to) = (number(&place, from), number(&place, to));
        to > from && to > 0 && from < number(&window, size)
    };
    within("left", "right", "innerWidth")
        && within("top", "bottom", "innerHeight")
        && text(&call(&window, "getComputedStyle", element), "visibility") == "visible"
}
