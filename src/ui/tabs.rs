//! Tabs, as the ARIA authoring practices describe them: one stop for Tab, arrows move, selection follows focus.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// A row of tabs, and below it what `content` gives for the selected one's index.
pub fn tabs(
    label: String, names: Vec<String>, selected: RwSignal<usize>, content: impl Fn(usize) -> AnyView + Send + 'static,
) -> AnyView {
    let count = names.len();
    let on_keydown = move |event: KeyboardEvent| {
        let list = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        let right_to_left = list.as_ref().and_then(|list| list.closest("[dir]").ok().flatten()).is_some_and(|root| {
            root.get_attribute("dir").as_deref() == Some("rtl")
        });
        let now = selected.get_untracked();
        let next = match (event.key().as_str(), right_to_left) {
            ("ArrowRight", false) | ("ArrowLeft", true) => (now + 1) % count,
            ("ArrowLeft", false) | ("ArrowRight", true) => (now + count - 1) % count,
            ("Home", _) => 0,
            ("End", _) => count - 1,
            _ => return,
        };
        event.prevent_default();
        selected.set(next);
        let tab = list.and_then(|list| list.children().item(next as u32));
        if let Some(tab) = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
            let _ = tab.focus();
        }
    };
    let tab = move |(index, name): (usize, String)| {
        let is_selected = move || selected.get() == index;
        view! {
            <button
                class="tab" type="button" role="tab" id=format_id("tab", index) aria-controls="tab-content"
                aria-selected=move || if is_selected() { "true" } else { "false" }
                tabindex=move || if is_selected() { "0" } else { "-1" }
                on:click=move |_| selected.set(index)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=label on:keydown=on_keydown>
            {names.into_iter().enumerate().map(tab).collect_view()}
        </div>
        <div class="tab-content" role="tabpanel" id="tab-content" tabindex="0" aria-labelledby=move || format_id("tab", selected.get())>
            {move || content(selected.get())}
        </div>
    }
    .into_any()
}

fn format_id(prefix: &str, index: usize) -> String {
    [prefix, "-", &index.to_string()].concat()
}
