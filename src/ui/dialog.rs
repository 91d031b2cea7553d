//! A modal dialog in the top layer: the browser's own `<dialog>`, which traps focus, closes on Escape (and Back on
//! Android) and gives focus back.

use super::node::{Node, el};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Stands on a dialog that was shown since it was last to be closed. The shopper may have closed it, and the browser not have
/// said so yet: a change of something else must not open it again.
const SHOWN: &str = "data-shown";

/// A modal dialog, shown while `open` is true. `close` is called when the shopper closes it.
///
/// Not generic: the code would be there once for each dialog.
pub fn dialog(open: bool, label: &str, content: Node, close: Rc<dyn Fn()>) -> Node {
    let on_click = close.clone();
    el("dialog.dialog")
        .attr("aria-label", label)
        // A click on the backdrop has the dialog itself as its target: everything inside is covered by its child.
        .on("click", move |event| {
            if event.target() == event.current_target() {
                on_click();
            }
        })
        // The browser tells it a moment later: by then the page may have opened it again.
        .on("close", move |event| {
            let dialog = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
            if dialog.is_some_and(|dialog| !dialog.open()) {
                close();
            }
        })
        .child(content)
        .after(move |element| {
            let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() else { return };
            if !open {
                let _ = dialog.remove_attribute(SHOWN);
                dialog.close();
            } else if !dialog.has_attribute(SHOWN) && (dialog.open() || dialog.show_modal().is_ok()) {
                // Throws where the page took us out of the document meanwhile: then there is nothing to show yet.
                let _ = dialog.set_attribute(SHOWN, "");
            }
        })
}
