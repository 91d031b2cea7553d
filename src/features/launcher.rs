//! The launcher: the loader painted it, and here it gets the shopper's balance.

use crate::session::Store;
use crate::theme;
use leptos::prelude::*;
use web_sys::HtmlElement;

/// Keeps the loader's button up to date: its name, the balance, whether the panel is open.
///
/// The loader's own elements are kept, so that nothing flickers and focus stays where it is.
pub fn adopt(button: &HtmlElement, store: Store) {
    let Some(services) = store.services() else { return };
    let label = services.config.label.clone().unwrap_or_else(|| store.t("launcher.label"));
    let _ = button.set_attribute("data-scheme", services.config.scheme.name());
    let _ = button.set_attribute("data-position", services.config.position.name());
    button.set_dir(services.i18n.direction());
    let themed = button.clone();
    Effect::new(move || {
        store.program.with(|program| theme::apply(&themed, program.value().and_then(|program| program.theme.as_ref())));
    });
    let named = button.clone();
    Effect::new(move || {
        let member = store.account.with(|account| account.value().map(|account| account.as_ref().map(|account| account.balance.available)));
        let name = store.program.with(|program| program.value().map(|program| program.name.clone()));
        // Nothing is known yet: what the loader painted from the device stays.
        let (Some(member), Some(name)) = (member, name) else { return };
        match member.map(|available| store.points(available)) {
            Some(points) => {
                named.set_text_content(Some(&points));
                let _ = named.set_attribute("aria-label", &store.fill("launcher.open", &[("name", &name), ("points", &points)]));
                store.keep_account(&points);
            }
            None => {
                named.set_text_content(Some(&label));
                let _ = named.set_attribute("aria-label", &name);
            }
        }
    });
    let shown = button.clone();
    Effect::new(move || {
        let _ = shown.set_attribute("aria-expanded", if store.open.get() { "true" } else { "false" });
    });
}
