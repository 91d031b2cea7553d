//! A modal dialog in the top layer: the browser's own `<dialog>`, which traps focus, closes on Escape (and Back on
//! Android) and gives focus back.

use leptos::html::Dialog;
use leptos::prelude::*;
use web_sys::MouseEvent;

/// Shows `content` as a modal dialog while `open` is true, and sets `open` to false when the shopper closes it.
pub fn dialog(open: RwSignal<bool>, label: impl Fn() -> String + Send + 'static, content: AnyView) -> AnyView {
    let node = NodeRef::<Dialog>::new();
    Effect::new(move || {
        let wanted = open.get();
        let Some(dialog) = node.get() else { return };
        if wanted && !dialog.open() {
            // Throws where the page took us out of the document meanwhile: then there is nothing to show.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    // A click on the backdrop has the dialog itself as its target: everything inside is covered by its child.
    let on_click = move |event: MouseEvent| {
        if event.target().as_ref() == event.current_target().as_ref() {
            open.set(false);
        }
    };
    view! {
        <dialog class="dialog" node_ref=node aria-label=label on:click=on_click on:close=move |_| open.set(false)>
            {content}
        </dialog>
    }
    .into_any()
}
