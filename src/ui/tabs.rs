//! Tabs, as the ARIA authoring practices describe them: one stop for Tab, arrows move, selection follows focus.

use super::icon::{self, Icon};
use super::node::{Node, el, text};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// A row of tabs with the content of the selected one below. `select` is called with the index the shopper wants.
pub fn tabs(
    label: &str,
    names: Vec<(Icon, String)>,
    selected: usize,
    content: Vec<Node>,
    select: impl Fn(usize) + 'static,
) -> Node {
    let count = names.len();
    let select = Rc::new(select);
    let by_key = select.clone();
    let row = names.into_iter().enumerate().map(|(index, (icon, name))| {
        let select = select.clone();
        el("button.tab")
            .attr("type", "button")
            .attr("role", "tab")
            .attr("id", &id(index))
            .attr("aria-controls", "tab-content")
            .attr("aria-selected", if index == selected { "true" } else { "false" })
            .attr("tabindex", if index == selected { "0" } else { "-1" })
            .on("click", move |_| select(index))
            .child(icon::draw(icon))
            .child(text("span", name))
    });
    let list = el("div.tabs").attr("role", "tablist").attr("aria-label", label).children(row).on("keydown", move |event| {
        let (Some(event), Some(list)) = (event.dyn_ref::<KeyboardEvent>(), event.current_target()) else { return };
        let Some(list) = list.dyn_ref::<Element>() else { return };
        // With a modifier, arrows are the browser's: Alt and an arrow is Back.
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let right_to_left = list.closest("[dir=rtl]").is_ok_and(|root| root.is_some());
        let Some(next) = neighbour(&event.key(), selected, count, right_to_left) else { return };
        event.prevent_default();
        by_key(next);
        if let Some(tab) = list.children().item(next as u32).and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    });
    let panel = el("div.tab-content")
        .attr("role", "tabpanel")
        .attr("id", "tab-content")
        .attr("tabindex", "0")
        .attr("aria-labelledby", &id(selected))
        .children(content);
    el("div.tabbed").child(list).child(panel)
}

/// The tab that a key leads to from `now`; nothing for other keys.
fn neighbour(key: &str, now: usize, count: usize, right_to_left: bool) -> Option<usize> {
    match (key, right_to_left) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Some((now + 1) % count),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some((now + count - 1) % count),
        ("Home", _) => Some(0),
        ("End", _) => Some(count - 1),
        _ => None,
    }
}

fn id(index: usize) -> String {
    ["tab-", &index.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::neighbour;

    #[test]
    fn arrows_follow_the_direction_of_writing_and_wrap() {
        for (key, now, right_to_left, expected) in [
            ("ArrowRight", 0, false, Some(1)),
            ("ArrowRight", 2, false, Some(0)),
            ("ArrowLeft", 0, false, Some(2)),
            ("ArrowRight", 0, true, Some(2)),
            ("ArrowLeft", 2, true, Some(0)),
            ("Home", 2, false, Some(0)),
            ("End", 0, true, Some(2)),
            ("a", 0, false, None),
        ] {
            assert_eq!(neighbour(key, now, 3, right_to_left), expected, "{key} from {now}, right to left: {right_to_left}");
        }
    }
}
