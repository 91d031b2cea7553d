//! The launcher: the loader painted it, and here it gets the shopper's balance.

use crate::session::Store;
use crate::theme;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Keeps the loader's button up to date: its text, its name, its look, whether the panel is open.
///
/// The loader's own element is kept, so that nothing flickers and focus stays where it is.
pub fn adopt(button: &HtmlElement, store: Store) {
    let Some(services) = store.services() else { return };
    let _ = button.set_attribute("data-scheme", services.config.scheme.name());
    let _ = button.set_attribute("data-position", services.config.position.name());
    let _ = button.set_attribute("aria-haspopup", "dialog");
    button.set_dir(services.i18n.direction());
    let button = button.clone();
    Effect::new(move || {
        store.read(|state, words| {
            let _ = button.set_attribute("aria-expanded", if state.open { "true" } else { "false" });
            let theme = state.program.value().and_then(|program| program.theme.as_ref());
            theme::apply(&button, services.config.accent.as_deref(), theme);
            let label = || services.config.label.clone().unwrap_or_else(|| words.t("launcher.label"));
            let (Some(program), Some(account)) = (state.program.value(), state.account.value()) else {
                // Where nothing is known yet, what the loader painted from the device stays; a shopper who has gone does not.
                if button.has_attribute("aria-label") {
                    let _ = button.remove_attribute("aria-label");
                    write(&button, &label());
                }
                return;
            };
            let text = match account {
                Some(account) => {
                    let points = words.points(account.balance.available);
                    store.keep_account(&points);
                    let name = words.fill("launcher.open", &[("name", &program.name), ("points", &points)]);
                    let _ = button.set_attribute("aria-label", &name);
                    points
                }
                None => {
                    let label = label();
                    let name = [&label, ": ", &program.name].concat();
                    let _ = button.set_attribute("aria-label", &name);
                    label
                }
            };
            write(&button, &text);
        });
    });
}

/// Changes the button's text within the text node it has: WebKit drops a click whose node went between press and release.
fn write(button: &HtmlElement, text: &str) {
    match button.first_child() {
        Some(node) => node.set_node_value(Some(text)),
        None => button.set_text_content(Some(text)),
    }
}
