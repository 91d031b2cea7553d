//! `<loyalty-points>`: the balance in a line of the shop's text.

use crate::session::{Load, Store};
use leptos::prelude::*;

/// The balance, or what stands for it. It opens the panel.
pub fn view(store: Store) -> AnyView {
    let text = move || {
        let available = store.account.with(|account| match account {
            Load::Loading => None,
            Load::Failed(_) => Some(Err("status.retry")),
            Load::Ready(None) | Load::Stale(None, _) => Some(Err("points.guest")),
            Load::Ready(Some(account)) | Load::Stale(Some(account), _) => Some(Ok(account.balance.available)),
        });
        match available {
            None => "\u{2026}".into(),
            Some(Err(key)) => store.t(key),
            Some(Ok(available)) => store.points(available),
        }
    };
    let since = move || {
        store.account.with(|account| match account {
            Load::Stale(Some(account), _) => Some(store.fill("status.stale", &[("time", &store.clock(&account.as_of))])),
            _ => None,
        })
    };
    let on_click = move |_| match store.account.with_untracked(|account| matches!(account, Load::Failed(_))) {
        true => store.refresh(),
        false => store.open.set(true),
    };
    view! {
        <button class="inline-points" type="button" on:click=on_click>
            {text}
            {move || since().map(|since| view! { <small class="since">{since}</small> })}
        </button>
    }
    .into_any()
}
