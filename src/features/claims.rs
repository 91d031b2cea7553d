//! Claimed rewards: the codes that can be used, with a way back where there is one, and what became of earlier ones.

use super::View;
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::redemption::{Redemption, RedemptionState};

/// How many earlier codes are listed.
const PAST: usize = 5;

/// The codes; nothing where none was ever claimed.
pub fn view(view: View<'_>) -> Node {
    let words = view.words;
    let claims = view.state.member().map(|account| account.redemptions.as_slice()).unwrap_or_default();
    let past: Vec<_> = claims.iter().filter(|claim| !is_good(claim)).collect();
    let past = (!past.is_empty()).then(|| {
        el("details.past")
            .child(text("summary", words.t("claims.past")))
            .child(el("ul.rows").children(past.into_iter().take(PAST).map(|claim| row(view, claim))))
    });
    el("div").maybe(good(view)).maybe(past)
}

/// The codes that can be used; nothing where there are none.
pub fn good(view: View<'_>) -> Option<Node> {
    let words = view.words;
    let good: Vec<_> = view.state.member()?.redemptions.iter().filter(|claim| is_good(claim)).collect();
    let held = good.iter().any(|claim| claim.state == RedemptionState::Held);
    (!good.is_empty()).then(|| {
        el("section.claims")
            .child(text("h3.section", words.t("claims.title")))
            .child(el("div.tickets").children(good.into_iter().map(|claim| ticket(view, claim))))
            .maybe(held.then(|| text("p.detail", words.t("claims.help"))))
    })
}

fn is_good(claim: &Redemption) -> bool {
    matches!(claim.state, RedemptionState::Held | RedemptionState::Issued)
}

/// A code as a ticket: what it gives, the code, until when, copy, and undo while its points are only held.
fn ticket(view: View<'_>, claim: &Redemption) -> Node {
    let View { store, state, words } = view;
    let held = claim.state == RedemptionState::Held;
    let until = match (held, &claim.held_until, &claim.expires_at) {
        (true, Some(until), _) => words.when("claims.held", until),
        (false, _, Some(until)) => words.fill("claims.good", &[("date", &words.day(until))]),
        _ => String::new(),
    };
    let applied = state
        .applied
        .contains(&claim.id)
        .then(|| el("span.applied").child(icon::draw(icon::CHECK)).child(text("span", words.t("claims.applied"))));
    let (code, id) = (claim.code.clone(), claim.id.clone());
    let copy = text("button.button", words.t("claims.copy"))
        .attr("type", "button")
        .attr("data-look", "quiet")
        .attr("aria-label", &[&words.t("claims.copy"), " ", &claim.code].concat())
        .on("click", move |_| store.copy(code.clone()));
    let undo = text("button.link", words.t("claims.undo"))
        .attr("type", "button")
        .attr("aria-label", &[&words.t("claims.undo"), ": ", &claim.title].concat())
        .attr("aria-busy", if state.working.as_ref() == Some(&claim.id) { "true" } else { "false" })
        .on("click", move |_| store.undo(&id));
    el("div.ticket")
        .child(text("p.title", claim.title.clone()))
        .child(text("bdi.code", claim.code.clone()).attr("dir", "ltr"))
        .child(text("p.detail", until).maybe(applied))
        .child(el("div.ticket-doors").child(copy).maybe(held.then_some(undo)))
}

fn row(view: View<'_>, claim: &Redemption) -> Node {
    let words = view.words;
    let state = match claim.state {
        RedemptionState::Held | RedemptionState::Issued | RedemptionState::Used => "claims.used",
        RedemptionState::Cancelled => "claims.cancelled",
        // The points of a code that was paid for at once were spent.
        RedemptionState::Expired if claim.expires_at.is_some() => "claims.lapsed",
        RedemptionState::Expired => "claims.expired",
    };
    let what = el("div.what").child(text("p.title", claim.title.clone())).child(text("p.detail", words.day(&claim.created_at)));
    el("li.row").child(what).child(text("p.note", words.t(state)))
}
