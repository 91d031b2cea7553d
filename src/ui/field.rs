//! Fields of forms. What stands in them follows what is known, as everything else does; what is entered is told.

use super::node::{Node, el, text};
use js_sys::Reflect;
use wasm_bindgen::JsValue;
use web_sys::{Element, Event};

/// Stands for what a browser shows and does not tell, because it is no value of the field's type: a 31st of February. It must
/// not look as if nothing were there.
const UNTOLD: &str = "\u{fffd}";

/// An `input` of a type such as `number`. `enter` gets what the shopper makes of `value`.
pub fn input(kind: &str, id: &str, value: &str, enter: impl Fn(String) + 'static) -> Node {
    holding("input.field", id, value, enter).attr("type", kind)
}

/// A list to choose one from: `(value, name)` each.
pub fn select(id: &str, value: &str, options: Vec<(String, String)>, enter: impl Fn(String) + 'static) -> Node {
    let options = options.into_iter().map(|(value, name)| text("option", name).attr("value", &value));
    holding("select.field", id, value, enter).children(options)
}

/// A field of several lines.
pub fn area(id: &str, value: &str, enter: impl Fn(String) + 'static) -> Node {
    holding("textarea.field", id, value, enter)
}

/// A box to tick, with the sentence it stands for.
pub fn tick(id: &str, sentence: String, ticked: bool, enter: impl Fn(bool) + 'static) -> Node {
    el("label.tick").child(choice("checkbox", id, ticked, enter)).child(text("span", sentence))
}

/// The box or button of a `checkbox` or `radio`, without a label.
pub fn choice(kind: &str, id: &str, ticked: bool, enter: impl Fn(bool) + 'static) -> Node {
    el("input")
        .attr("type", kind)
        .attr("id", id)
        .on("input", move |event| enter(property(&event, "checked").is_truthy()))
        .after(move |element| put(element, "checked", &JsValue::from_bool(ticked)))
}

fn holding(tag: &'static str, id: &str, value: &str, enter: impl Fn(String) + 'static) -> Node {
    let value = JsValue::from_str(if value == UNTOLD { "" } else { value });
    el(tag)
        .attr("id", id)
        .on("input", move |event| {
            let untold = get(&property(&event, "validity"), "badInput").is_truthy();
            enter(if untold { UNTOLD.into() } else { property(&event, "value").as_string().unwrap_or_default() });
        })
        // The attribute of this name is only what stood there at first.
        .after(move |element| put(element, "value", &value))
}

fn property(event: &Event, name: &str) -> JsValue {
    get(&event.target().map_or(JsValue::UNDEFINED, JsValue::from), name)
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// Sets a property that has another value: setting the same again would move the place where the shopper types.
fn put(element: &Element, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    if Reflect::get(element, &name).as_ref() != Ok(value) {
        let _ = Reflect::set(element, &name, value);
    }
}
