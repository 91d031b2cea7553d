//! Referrals: what both sides get, the member's link and how to send it, and what came of it.

mod channels;
mod invitations;
mod link;
mod offer;

use super::{View, friend, guest, status};
use crate::session::{Load, Store};
use crate::ui::node::{Node, el, text};

/// What both sides get; for a member their link and invitations, for a friend the welcome they came for.
pub fn view(view: View<'_>) -> Node {
    let Some(program) = view.state.program.value() else { return Node::default() };
    let Some(offer) = &program.referral else { return Node::default() };
    let summary = view.state.member().and_then(|account| account.referral.as_ref());
    let own = match summary {
        Some(summary) => el("div.refer-own")
            .child(link::view(view, summary))
            .child(channels::view(view, program, offer, summary))
            .child(link::qr(view))
            .child(invitations::view(view, summary)),
        None => text("p.detail", view.words.t("refer.guest")),
    };
    // In one place at a time: otherwise it is the card beside the launcher.
    let here = view.state.open || view.state.friend.as_ref().is_some_and(|friend| friend.closed);
    let welcome = friend::welcome(view).filter(|_| here);
    el("section.refer")
        .maybe(welcome)
        .child(text("h3.refer-title", view.words.t("refer.title")))
        .child(offer::view(view, program, offer))
        .child(own)
}

/// `<loyalty-referral>`: the same as a part of a page.
pub fn page(view: View<'_>) -> Node {
    let state = view.state;
    // A shop without referrals says nothing of them.
    if state.program.value().is_some_and(|program| program.referral.is_none()) {
        return Node::default();
    }
    let error = state.program.error().or(state.account.error());
    let content = match (state.program.value(), &state.account, error) {
        (Some(_), Load::Ready(_) | Load::Stale(..), _) => self::view(view),
        (_, _, Some(error)) => status::failed(view, error, Store::refresh),
        _ => status::loading(view),
    };
    let invitation = matches!(state.account, Load::Ready(None)).then(|| guest::doors(view));
    el("section.page")
        .attr("tabindex", "-1")
        .maybe(status::stale(view))
        .child(content)
        .maybe(invitation)
        .child(status::notice(view))
}
