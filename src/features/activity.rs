//! Activity: how points came and went, older pages on demand.

use super::status;
use crate::session::Store;
use leptos::prelude::*;
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};

/// The list; its first page is asked for when it is first shown.
pub fn view(store: Store) -> AnyView {
    if store.activity.with_untracked(|activity| !activity.loaded) {
        store.load_activity(true);
    }
    (move || {
        store.activity.with(|activity| {
            let older = move || store.load_activity(false);
            match (&activity.error, activity.loaded) {
                (Some(error), false) => status::failed(store, error, move || store.load_activity(true)),
                (None, false) => status::loading(store),
                (_, true) if activity.items.is_empty() => status::empty(store.t("activity.empty")),
                (error, true) => {
                    let end = match (error, &activity.next, activity.loading) {
                        (_, _, true) => status::loading(store),
                        (Some(error), ..) => status::failed(store, error, older),
                        (None, Some(_), _) => view! {
                            <button class="button" type="button" data-look="quiet" on:click=move |_| older()>{store.t("activity.older")}</button>
                        }
                        .into_any(),
                        (None, None, _) => view! { <p class="note">{store.t("activity.end")}</p> }.into_any(),
                    };
                    let rows = activity.items.iter().map(|transaction| row(store, transaction)).collect_view();
                    view! { <ul class="rows">{rows}</ul> <div class="end">{end}</div> }.into_any()
                }
            }
        })
    })
    .into_any()
}

fn row(store: Store, transaction: &Transaction) -> AnyView {
    let kind = store.t(match transaction.kind {
        TransactionKind::Earn => "activity.earn",
        TransactionKind::Redeem => "activity.redeem",
        TransactionKind::Adjust => "activity.adjust",
        TransactionKind::Refund => "activity.refund",
        TransactionKind::Expire => "activity.expire",
        TransactionKind::Cancel => "activity.cancel",
    });
    let state = match (transaction.state, &transaction.approves_at) {
        (TransactionState::Approved, _) => None,
        (TransactionState::Pending, Some(at)) => Some(store.fill("activity.pending", &[("date", &store.day(at))])),
        (TransactionState::Pending, None) => Some(store.t("activity.pending.open")),
        (TransactionState::Void, _) => Some(store.t("activity.void")),
    };
    let order = transaction.order.as_ref().map(|order| store.fill("activity.order", &[("order", &["\u{2068}", order, "\u{2069}"].concat())]));
    let details: Vec<String> = [Some(store.day(&transaction.at)), order, state].into_iter().flatten().collect();
    let sign = if transaction.points > 0 { "+" } else { "" };
    let look = match transaction.state {
        TransactionState::Approved if transaction.points > 0 => "in",
        TransactionState::Approved => "out",
        TransactionState::Pending => "pending",
        TransactionState::Void => "void",
    };
    view! {
        <li class="row" data-look=look>
            <div class="what">
                <p class="title">{transaction.title.clone().unwrap_or(kind)}</p>
                <p class="detail">{details.join(" · ")}</p>
            </div>
            <bdi class="sum" dir="ltr">{[sign, &store.number(transaction.points)].concat()}</bdi>
        </li>
    }
    .into_any()
}
