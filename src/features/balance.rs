//! The balance: what can be spent and what it is worth, what is pending, held, and about to expire.

use super::View;
use crate::ui::node::{Node, el, text};
use loyalty_rules::worth;

/// A member's balance.
pub fn view(view: View<'_>) -> Node {
    let View { state, words, .. } = view;
    let Some(account) = state.member() else { return Node::default() };
    let balance = &account.balance;
    let name = account.customer.first_name.as_deref();
    let label = name.map_or_else(|| words.t("balance.label"), |name| words.fill("greeting", &[("name", &isolated(name))]));
    let worth = state.program.value().and_then(|program| program.worth.as_ref());
    let worth = worth.map(|worth| worth::in_money(balance.available, worth)).filter(|amount| *amount > 0);
    let dated = |key, points: i64, at: &str| words.fill(key, &[("points", &words.points(points)), ("date", &words.day(at))]);
    let pending = match &balance.next_approval {
        Some(next) if next.points == balance.pending => dated("balance.pending.until", next.points, &next.at),
        _ => words.fill_points("balance.pending", balance.pending),
    };
    let notes = [
        (balance.available < 0).then(|| ("debt", words.t("balance.debt"))),
        balance.next_expiry.as_ref().map(|next| ("expiry", dated("balance.expiry", next.points, &next.at))),
        (balance.pending > 0).then_some(("pending", pending)),
        (balance.held > 0).then(|| ("held", words.fill_points("balance.held", balance.held))),
    ];
    let notes = notes.into_iter().flatten().map(|(kind, note)| text("li", note).attr("data-kind", kind));
    let amount = el("p.balance")
        .child(text("span.amount", words.points(balance.available)))
        .maybe(worth.map(|amount| text("span.worth", words.fill_money("balance.worth", amount))));
    el("div.hero").child(text("p.hero-label", label)).child(amount).child(el("ul.notes").children(notes))
}

/// The balance's place while it loads, as high as the balance will be.
pub fn loading(view: View<'_>) -> Node {
    let amount = text("span.amount", "\u{a0}".into()).attr("data-bone", "");
    el("div.hero").child(text("p.hero-label", view.words.t("balance.label"))).child(el("p.balance").child(amount))
}

/// A name or number of whichever direction, kept from turning the sentence around it (Unicode's first-strong isolate).
pub fn isolated(text: &str) -> String {
    ["\u{2068}", text, "\u{2069}"].concat()
}
