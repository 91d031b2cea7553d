//! What stands where nothing can be shown yet, or no more: loading, failed, out of date.

use crate::client::ApiError;
use crate::session::Store;
use leptos::prelude::*;

/// Grey lines in the shape of a list, announced as loading.
pub fn loading(store: Store) -> AnyView {
    view! {
        <div class="loading" role="status" aria-label=store.t("status.loading")>
            {(0..3).map(|line| view! { <div class="bone" data-line=line></div> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Why something did not load, and a button that tries again.
pub fn failed(store: Store, error: &ApiError, retry: impl Fn() + 'static) -> AnyView {
    view! {
        <div class="state" role="alert">
            <p class="state-title">{store.t("error.title")}</p>
            <p>{store.explain(error)}</p>
            <button class="button" type="button" on:click=move |_| retry()>{store.t("status.retry")}</button>
        </div>
    }
    .into_any()
}

/// A sentence where a list has nothing in it.
pub fn empty(sentence: String) -> AnyView {
    view! { <p class="state">{sentence}</p> }.into_any()
}

/// Where the shown account is not fresh: since when, why, and a button that tries again.
pub fn stale(store: Store) -> AnyView {
    (move || {
        let (since, error) = store.account.with(|account| {
            let since = account.value().and_then(|account| account.as_ref()).map(|account| account.as_of.clone());
            (since, account.error().cloned())
        });
        let (Some(since), Some(error)) = (since, error) else { return ().into_any() };
        let time = [store.day(&since), store.clock(&since)].join(", ");
        view! {
            <div class="stale" role="status">
                <p><b>{store.fill("status.stale", &[("time", &time)])}</b>" "{store.explain(&error)}</p>
                <button class="link" type="button" on:click=move |_| store.refresh()>{store.t("status.retry")}</button>
            </div>
        }
        .into_any()
    })
    .into_any()
}
