//! The panel: a dialog with the balance, ways to earn, rewards and activity.

use super::{activity, balance, claims, earn, guest, rewards, status};
use crate::browser::event;
use crate::session::Store;
use crate::ui::icon;
use crate::ui::{dialog, tabs};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

/// The closed panel; opens with `store.open`.
pub fn view(store: Store) -> AnyView {
    Effect::new(move |before: Option<bool>| {
        let open = store.open.get();
        if before.is_some_and(|before| before != open) {
            event::emit(if open { "open" } else { "close" }, &JsValue::UNDEFINED);
            if open {
                store.notice.set(None);
                store.load_cart();
                store.refresh_if_stale();
            }
        }
        open
    });
    let name = move || {
        store.program.with(|program| program.value().map(|program| program.name.clone())).unwrap_or_else(|| store.t("launcher.label"))
    };
    let selected = RwSignal::new(0);
    let content = view! {
        <div class="panel">
            <header class="bar">
                <h2 class="name">{name}</h2>
                <button class="close" type="button" aria-label=store.t("panel.close") on:click=move |_| store.open.set(false)>
                    {icon::draw(icon::CLOSE)}
                </button>
            </header>
            <div class="scroll">
                {move || head(store)}
                {move || body(store, selected)}
            </div>
            {notice(store)}
        </div>
    }
    .into_any();
    dialog::dialog(store.open, name, content)
}

/// The part that tells who the shopper is and what they have.
fn head(store: Store) -> AnyView {
    match kind(store) {
        Kind::Loading => view! { <div class="hero">{balance::loading(store)}</div> }.into_any(),
        Kind::Guest => view! { <div class="hero">{guest::view(store)}</div> }.into_any(),
        Kind::Member => view! { <div class="hero">{balance::view(store)}</div> {status::stale(store)} }.into_any(),
        Kind::Failed => {
            let error = store.account.with(|account| account.error().cloned()).or_else(|| store.program.with(|program| program.error().cloned()));
            error.map_or_else(|| ().into_any(), |error| status::failed(store, &error, move || store.refresh()))
        }
    }
}

/// The tabs; nothing where not even the programme is known.
fn body(store: Store, selected: RwSignal<usize>) -> AnyView {
    let member = match kind(store) {
        Kind::Failed => return ().into_any(),
        Kind::Loading => return status::loading(store),
        Kind::Guest => false,
        Kind::Member => true,
    };
    let mut names = vec![store.t("tab.earn"), store.t("tab.rewards")];
    if member {
        names.push(store.t("tab.activity"));
    }
    tabs::tabs(store.t("panel.tabs"), names, selected, move |index| match index {
        0 => earn::view(store),
        1 => view! { {claims::view(store)} {rewards::view(store)} }.into_any(),
        _ => activity::view(store),
    })
}

#[derive(PartialEq)]
enum Kind {
    Loading,
    Failed,
    Guest,
    Member,
}

/// What the panel is about. Read through a memo's eyes: the views below it follow their own signals.
fn kind(store: Store) -> Kind {
    let program = store.program.with(|program| (program.value().is_some(), program.error().is_some()));
    let account = store.account.with(|account| (account.value().map(Option::is_some), account.error().is_some()));
    match (program, account) {
        ((true, _), (Some(true), _)) => Kind::Member,
        ((true, _), (Some(false), _)) => Kind::Guest,
        ((false, true), _) | (_, (None, true)) => Kind::Failed,
        _ => Kind::Loading,
    }
}

/// What last happened. Always in the document, so that screen readers announce what appears in it.
fn notice(store: Store) -> AnyView {
    view! {
        <div class="notice" role="status" data-failed=move || store.notice.with(|notice| notice.as_ref().is_some_and(|notice| notice.failed).to_string())>
            {move || store.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default())}
        </div>
    }
    .into_any()
}
