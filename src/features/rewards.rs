//! Rewards: what points buy, and on each one that can't be claimed, why.

use super::{balance, claims, guest, status};
use crate::session::Store;
use crate::ui::icon::{self, Icon};
use leptos::prelude::*;
use loyalty_api::account::Account;
use loyalty_api::program::{Reward, RewardValue};
use loyalty_rules::redeem::{self, Blocked, Wallet};

/// The list.
pub fn view(store: Store) -> AnyView {
    (move || {
        store.program.with(|program| {
            let rewards = program.value().map(|program| program.rewards.as_slice()).unwrap_or_default();
            if rewards.is_empty() {
                return status::empty(store.t("rewards.empty"));
            }
            view! { <ul class="cards">{rewards.iter().map(|reward| card(store, reward)).collect_view()}</ul> }.into_any()
        })
    })
    .into_any()
}

/// `<loyalty-rewards>`: balance, codes and rewards on a page of their own.
pub fn page(store: Store) -> AnyView {
    (move || {
        let (known, error) = store.program.with(|program| (program.value().is_some(), program.error().cloned()));
        match (known, error) {
            (true, _) => {
                let member = store.account.with(|account| account.value().map(Option::is_some));
                let head = match member {
                    Some(true) => balance::view(store),
                    Some(false) => guest::view(store),
                    None => balance::loading(store),
                };
                view! {
                    <section class="page">
                        <div class="hero">{head}</div>
                        {status::stale(store)}
                        {claims::view(store)}
                        {view(store)}
                        <p class="notice" role="status">{move || store.notice.with(|notice| notice.as_ref().map(|notice| notice.text.clone()).unwrap_or_default())}</p>
                    </section>
                }
                .into_any()
            }
            (false, Some(error)) => status::failed(store, &error, move || store.refresh()),
            (false, None) => status::loading(store),
        }
    })
    .into_any()
}

fn card(store: Store, reward: &Reward) -> AnyView {
    let mut details: Vec<String> = reward.description.clone().into_iter().collect();
    details.extend(reward.minimum_order.map(|amount| store.fill("rewards.minimum", &[("money", &store.money(amount))])));
    if let RewardValue::Percentage { max_amount: Some(amount), .. } = reward.value {
        details.push(store.fill("rewards.max", &[("money", &store.money(amount))]));
    }
    details.extend(reward.limit_per_customer.map(|limit| store.plural("rewards.times", limit)));
    let details = details.join(" · ");
    view! {
        <li class="card">
            <span class="badge">{icon::draw(glyph(&reward.value))}</span>
            <div class="what">
                <p class="title">{reward.title.clone()}</p>
                <p class="detail">{details}</p>
                <p class="plus">{store.points(reward.points)}</p>
                {meter(store, reward)}
            </div>
            {door(store, reward)}
        </li>
    }
    .into_any()
}

/// How far the shopper has come, while points are all that is missing.
fn meter(store: Store, reward: &Reward) -> Option<AnyView> {
    let needed = match standing(store, reward)? {
        Err(Blocked::InsufficientPoints { needed }) => needed,
        _ => return None,
    };
    let label = store.fill("rewards.to_go", &[("points", &store.points(needed))]);
    let (total, have) = (reward.points, (reward.points - needed).max(0));
    Some(view! { <meter class="meter" aria-label=label min="0" max=total.to_string() value=have.to_string()></meter> }.into_any())
}

/// The button, and beside a disabled one what would enable it.
fn door(store: Store, reward: &Reward) -> AnyView {
    let Some(standing) = standing(store, reward) else {
        return view! { <p class="note">{store.t("rewards.sign_in")}</p> }.into_any();
    };
    let reason = standing.err().map(|blocked| explain(store, blocked));
    let id = reward.id.clone();
    let working = { let id = id.clone(); move || store.working.with(|working| working.as_deref() == Some(&id)) };
    let blocked = reason.is_some();
    let reason_id = ["why-", &reward.id].concat();
    // `aria-disabled`, not `disabled`: a keyboard reaches it and a screen reader reads why.
    view! {
        <div class="door">
            <button
                class="button" type="button" data-look=if blocked { "quiet" } else { "strong" }
                aria-disabled=if blocked { "true" } else { "false" }
                aria-busy=move || if working() { "true" } else { "false" }
                aria-label=[&store.t("rewards.redeem"), ": ", &reward.title].concat()
                aria-describedby=reason_id.clone()
                on:click=move |_| if !blocked { store.redeem(id.clone()) }
            >
                {store.t("rewards.redeem")}
            </button>
            <p class="note" id=reason_id>{reason.unwrap_or_default()}</p>
        </div>
    }
    .into_any()
}

/// Whether the shopper can claim it now, by the same rules as the server. Nothing for a guest.
fn standing(store: Store, reward: &Reward) -> Option<Result<(), Blocked>> {
    let wallet = store.account.with(|account| Some(wallet(account.value()?.as_ref()?, &reward.id)))?;
    let currency = store.program.with(|program| program.value().map(|program| program.currency.clone()))?;
    Some(store.cart.with(|cart| redeem::check(reward, wallet, cart.as_ref(), &currency)))
}

fn wallet(account: &Account, reward: &str) -> Wallet {
    let claimed = account.rewards.iter().find(|usage| usage.reward == reward).map_or(0, |usage| usage.count);
    Wallet { available: account.balance.available, claimed }
}

fn explain(store: Store, blocked: Blocked) -> String {
    match blocked {
        Blocked::InsufficientPoints { needed } => store.fill("rewards.to_go", &[("points", &store.points(needed))]),
        Blocked::RewardLimitReached => store.t("rewards.limit"),
        Blocked::CartRequirementsNotMet { needed } => store.fill("rewards.cart_short", &[("money", &store.money(needed))]),
        Blocked::CartNotUnderstood => store.t("rewards.cart_other"),
    }
}

fn glyph(value: &RewardValue) -> Icon {
    match value {
        RewardValue::FixedAmount { .. } => icon::TICKET,
        RewardValue::Percentage { .. } => icon::PERCENT,
        RewardValue::FreeShipping {} => icon::DELIVERY,
    }
}
