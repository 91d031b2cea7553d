//! The balance: what can be spent and what it is worth, what is pending, held, and about to expire.

use crate::session::Store;
use leptos::prelude::*;
use loyalty_api::account::Account;
use loyalty_rules::worth;

/// A member's balance.
pub fn view(store: Store) -> AnyView {
    (move || store.account.with(|account| account.value().and_then(Option::as_ref).map(|account| card(store, account)))).into_any()
}

fn card(store: Store, account: &Account) -> AnyView {
    let balance = &account.balance;
    let greeting = account.customer.first_name.as_ref().map(|name| store.fill("greeting", &[("name", &["\u{2068}", name, "\u{2069}"].concat())]));
    let worth = store.program.with(|program| {
        let worth = program.value()?.worth.as_ref()?;
        Some(worth::in_money(balance.available.max(0), worth)).filter(|amount| *amount > 0)
    });
    let pending = (balance.pending > 0).then(|| match &balance.next_approval {
        Some(next) if next.points == balance.pending => {
            store.fill("balance.pending.until", &[("points", &store.points(balance.pending)), ("date", &store.day(&next.at))])
        }
        _ => store.fill("balance.pending", &[("points", &store.points(balance.pending))]),
    });
    let held = (balance.held > 0).then(|| store.fill("balance.held", &[("points", &store.points(balance.held))]));
    let expiry = balance
        .next_expiry
        .as_ref()
        .map(|next| store.fill("balance.expiry", &[("points", &store.points(next.points)), ("date", &store.day(&next.at))]));
    let debt = (balance.available < 0).then(|| store.t("balance.debt"));
    let notes = [("pending", pending), ("held", held), ("expiry", expiry), ("debt", debt)];
    let lines = notes.into_iter().filter_map(|(kind, note)| Some(view! { <li data-kind=kind>{note?}</li> })).collect_view();
    view! {
        <p class="hero-label">{greeting.unwrap_or_else(|| store.t("balance.label"))}</p>
        <p class="balance">
            <span class="amount">{store.points(balance.available)}</span>
            {worth.map(|amount| view! { <span class="worth">{store.fill("balance.worth", &[("money", &store.money(amount))])}</span> })}
        </p>
        <ul class="notes">{lines}</ul>
    }
    .into_any()
}

/// The balance's place while it loads, as high as the balance will be.
pub fn loading(store: Store) -> AnyView {
    view! {
        <p class="hero-label">{store.t("balance.label")}</p>
        <p class="balance"><span class="amount bone" aria-label=store.t("status.loading")>"\u{a0}"</span></p>
        <ul class="notes">{()}</ul>
    }
    .into_any()
}
