//! Claimed rewards: the codes that are held, with a way back, and what became of earlier ones.

use crate::session::Store;
use crate::ui::icon;
use leptos::prelude::*;
use loyalty_api::redemption::{Redemption, RedemptionState};

/// How many earlier codes are listed.
const PAST: usize = 5;

/// The codes; nothing where none was ever claimed.
pub fn view(store: Store) -> AnyView {
    (move || {
        store.account.with(|account| {
            let claims = account.value().and_then(Option::as_ref).map(|account| account.redemptions.as_slice()).unwrap_or_default();
            let (held, past): (Vec<_>, Vec<_>) = claims.iter().partition(|claim| claim.state == RedemptionState::Held);
            view! {
                {(!held.is_empty()).then(|| view! {
                    <section class="claims">
                        <h3 class="section">{store.t("claims.title")}</h3>
                        {held.into_iter().map(|claim| ticket(store, claim)).collect_view()}
                        <p class="detail">{store.t("claims.help")}</p>
                    </section>
                })}
                {(!past.is_empty()).then(|| view! {
                    <details class="past">
                        <summary>{store.t("claims.past")}</summary>
                        <ul class="rows">{past.into_iter().take(PAST).map(|claim| row(store, claim)).collect_view()}</ul>
                    </details>
                })}
            }
        })
    })
    .into_any()
}

/// A held code as a ticket: what it gives, the code, until when, copy and undo.
fn ticket(store: Store, claim: &Redemption) -> AnyView {
    let applied = { let id = claim.id.clone(); move || store.applied.with(|applied| applied.contains(&id)) };
    let working = { let id = claim.id.clone(); move || store.working.with(|working| working.as_deref() == Some(&id)) };
    let until = claim.held_until.as_ref().map(|until| store.when("claims.held", until));
    let code = claim.code.clone();
    let id = claim.id.clone();
    view! {
        <div class="ticket">
            <p class="title">{claim.title.clone()}</p>
            <bdi class="code" dir="ltr">{claim.code.clone()}</bdi>
            <p class="detail">{until} {move || applied().then(|| view! { <span class="applied">{icon::draw(icon::CHECK)} {store.t("claims.applied")}</span> })}</p>
            <div class="ticket-doors">
                <button class="button" type="button" data-look="quiet" aria-label=[&store.t("claims.copy"), " ", &claim.code].concat() on:click=move |_| store.copy(code.clone())>
                    {store.t("claims.copy")}
                </button>
                <button
                    class="link" type="button" aria-label=[&store.t("claims.undo"), ": ", &claim.title].concat()
                    aria-busy=move || if working() { "true" } else { "false" } on:click=move |_| store.undo(id.clone())
                >
                    {store.t("claims.undo")}
                </button>
            </div>
        </div>
    }
    .into_any()
}

fn row(store: Store, claim: &Redemption) -> AnyView {
    let state = store.t(match claim.state {
        RedemptionState::Held | RedemptionState::Used => "claims.used",
        RedemptionState::Cancelled => "claims.cancelled",
        RedemptionState::Expired => "claims.expired",
    });
    view! {
        <li class="row">
            <div class="what"><p class="title">{claim.title.clone()}</p><p class="detail">{store.day(&claim.created_at)}</p></div>
            <p class="note">{state}</p>
        </li>
    }
    .into_any()
}
