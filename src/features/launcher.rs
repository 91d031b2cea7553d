//! The launcher: the loader painted it, and here it gets the shopper's balance.

use crate::session::{self, Store};
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Keeps the loader's button up to date: its name, the balance, whether the panel is open.
///
/// The loader's own elements are kept, so that nothing flickers and focus stays where it is.
pub fn adopt(button: &HtmlElement, store: Store) {
    let label = button.text_content().unwrap_or_default();
    if let Some(services) = store.services() {
        let _ = button.set_attribute("data-scheme", services.config.scheme.name());
    }
    let themed = button.clone();
    Effect::new(move || {
        store.program.with(|program| {
            crate::theme::apply(&themed, program.value().and_then(|program| program.theme.as_ref()));
        });
    });
    let named = button.clone();
    Effect::new(move || {
        let available = store.account.with(|account| Some(account.value()?.as_ref()?.balance.available));
        let name = store.program.with(|program| program.value().map(|program| program.name.clone()));
        let points = match (available, &name) {
            (Some(available), Some(_)) => store.points(available),
            // Nothing is known yet: what the loader painted from the device stays.
            _ if store.account.with(|account| account.value().is_none()) => return,
            _ => String::new(),
        };
        let _ = named.set_attribute("data-points", &points);
        let name = name.unwrap_or_else(|| label.clone());
        let full = if points.is_empty() { name } else { store.fill("launcher.open", &[("name", &name), ("points", &points)]) };
        let _ = named.set_attribute("aria-label", &full);
        session::keep_launcher_text(store, &points);
    });
    let shown = button.clone();
    Effect::new(move || {
        let _ = shown.set_attribute("aria-expanded", if store.open.get() { "true" } else { "false" });
    });
}
