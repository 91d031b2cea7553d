//! Activity: how points came and went, older pages on demand.

use super::balance::isolated;
use super::{View, status};
use crate::ui::node::{Node, el, text};
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};

/// The list with its end.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let activity = &state.activity;
    if !activity.loaded {
        return match &activity.error {
            Some(error) => status::failed(view, error, |store| store.load_activity(true)),
            None => status::loading(view),
        };
    }
    if activity.items.is_empty() {
        return status::empty(words.t("activity.empty"));
    }
    let older = move || store.load_activity(false);
    let end = match (&activity.error, &activity.next) {
        _ if activity.loading => status::loading(view),
        (Some(error), _) => status::failed(view, error, |store| store.load_activity(false)),
        (None, Some(_)) => text("button.button", words.t("activity.older"))
            .attr("type", "button")
            .attr("data-look", "quiet")
            .on("click", move |_| older()),
        (None, None) => text("p.note", words.t("activity.end")),
    };
    let rows = activity.items.iter().map(|transaction| row(view, transaction));
    el("div").child(el("ul.rows").children(rows)).child(el("div.end").child(end))
}

fn row(view: View<'_>, transaction: &Transaction) -> Node {
    let words = view.words;
    let kind = match transaction.kind {
        TransactionKind::Earn => "activity.earn",
        TransactionKind::Redeem => "activity.redeem",
        TransactionKind::Adjust => "activity.adjust",
        TransactionKind::Refund => "activity.refund",
        TransactionKind::Expire => "activity.expire",
        TransactionKind::Cancel => "activity.cancel",
    };
    let state = match (transaction.state, &transaction.approves_at) {
        (TransactionState::Approved, _) => None,
        (TransactionState::Pending, Some(at)) => Some(words.fill("activity.pending", &[("date", &words.day(at))])),
        (TransactionState::Pending, None) => Some(words.t("activity.pending.open")),
        (TransactionState::Void, _) => Some(words.t("activity.void")),
    };
    let order = transaction.order.as_ref().map(|order| words.fill("activity.order", &[("order", &isolated(order))]));
    // An order says more than the name of the rule it earned by.
    let (title, order) = match (transaction.kind, order, &transaction.title) {
        (TransactionKind::Earn, Some(order), _) => (order, None),
        (_, order, Some(title)) => (title.clone(), order),
        (_, order, None) => (words.t(kind), order),
    };
    let details: Vec<String> = [Some(words.day(&transaction.at)), order, state].into_iter().flatten().collect();
    let look = match transaction.state {
        TransactionState::Approved if transaction.points > 0 => "in",
        TransactionState::Approved => "out",
        TransactionState::Pending => "pending",
        TransactionState::Void => "void",
    };
    // U+2212: as wide as the plus.
    let sign = match transaction.points {
        0 => "",
        points if points > 0 => "+",
        _ => "\u{2212}",
    };
    let what = el("div.what").child(text("p.title", title)).child(text("p.detail", details.join(" · ")));
    let sum = text("bdi.sum", [sign, &words.number(transaction.points.saturating_abs())].concat()).attr("dir", "ltr");
    el("li.row").attr("data-look", look).child(what).child(sum)
}
