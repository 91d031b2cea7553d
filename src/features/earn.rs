//! Ways to earn, each as it stands for this shopper.

use super::status;
use crate::browser::link;
use crate::session::Store;
use crate::ui::icon::{self, Icon};
use leptos::prelude::*;
use loyalty_api::account::{RuleState, RuleStatus};
use loyalty_api::program::{EarningKind, EarningRule, PurchaseRule};

/// The list.
pub fn view(store: Store) -> AnyView {
    (move || {
        store.program.with(|program| {
            let rules = program.value().map(|program| program.earning.as_slice()).unwrap_or_default();
            if rules.is_empty() {
                return status::empty(store.t("earn.empty"));
            }
            view! { <ul class="cards">{rules.iter().map(|rule| card(store, rule)).collect_view()}</ul> }.into_any()
        })
    })
    .into_any()
}

/// "5 points for every €1 you spend".
pub fn purchase_sentence(store: Store, rule: &PurchaseRule) -> String {
    store.fill("earn.purchase", &[("points", &store.points(rule.points)), ("money", &store.money(rule.per))])
}

fn card(store: Store, rule: &EarningRule) -> AnyView {
    let mut details: Vec<String> = rule.description.clone().into_iter().collect();
    if let Some(purchase) = &rule.purchase {
        details.push(purchase_sentence(store, purchase));
        details.extend(purchase.minimum_order.map(|amount| store.fill("earn.minimum", &[("money", &store.money(amount))])));
    }
    let plus = (rule.points > 0).then(|| store.fill("earn.plus", &[("points", &store.points(rule.points))]));
    view! {
        <li class="card">
            <span class="badge">{icon::draw(glyph(rule.kind))}</span>
            <div class="what">
                <p class="title">{rule.title.clone()}</p>
                {details.into_iter().map(|detail| view! { <p class="detail">{detail}</p> }).collect_view()}
                {plus.map(|plus| view! { <p class="plus">{plus}</p> })}
            </div>
            {door(store, rule)}
        </li>
    }
    .into_any()
}

/// What the shopper can do about it now.
fn door(store: Store, rule: &EarningRule) -> AnyView {
    let label = match rule.kind {
        EarningKind::Purchase => return ().into_any(),
        EarningKind::SignUp => None,
        EarningKind::Follow => Some("earn.follow"),
        EarningKind::Share => Some("earn.share"),
        EarningKind::Visit => Some("earn.visit"),
    };
    match (standing(store, &rule.id), label) {
        (None, None) => ().into_any(),
        (None, Some(_)) => note(store.t("earn.sign_in")),
        (Some(RuleState { status: RuleStatus::Done, .. }), _) => {
            view! { <p class="done">{icon::draw(icon::CHECK)} <span>{store.t("earn.done")}</span></p> }.into_any()
        }
        (Some(RuleState { status: RuleStatus::LimitReached, until, .. }), _) => {
            note(until.map_or_else(|| store.t("earn.done"), |until| store.when("earn.until", &until)))
        }
        (Some(_), None) => ().into_any(),
        (Some(_), Some(label)) => act(store, rule, store.t(label)),
    }
}

/// Follow and share open the merchant's link in a new tab, by the click itself, so that no pop-up blocker objects.
fn act(store: Store, rule: &EarningRule, label: String) -> AnyView {
    let id = rule.id.clone();
    let name = [&label, ": ", &rule.title].concat();
    let done = move |_| store.earn(id.clone());
    match rule.url.as_deref().and_then(link::safe) {
        Some(address) => view! {
            <a class="button" href=address.to_owned() target="_blank" rel="noopener" aria-label=name on:click=done>{label}</a>
        }
        .into_any(),
        None => view! { <button class="button" type="button" aria-label=name on:click=done>{label}</button> }.into_any(),
    }
}

fn note(sentence: String) -> AnyView {
    view! { <p class="note">{sentence}</p> }.into_any()
}

fn standing(store: Store, rule: &str) -> Option<RuleState> {
    store.account.with(|account| account.value()?.as_ref()?.earning.iter().find(|state| state.rule == rule).cloned())
}

fn glyph(kind: EarningKind) -> Icon {
    match kind {
        EarningKind::Purchase => icon::BAG,
        EarningKind::SignUp => icon::JOIN,
        EarningKind::Follow => icon::HEART,
        EarningKind::Share => icon::SHARE,
        EarningKind::Visit => icon::CALENDAR,
    }
}
