//! VIP tiers: the ladder, the member's place on it, what each tier gives.

pub(super) mod amount;
mod history;
mod ladder;
mod picture;
mod standing;
mod tiers;

use super::{View, guest, status};
use crate::session::{Load, Store};
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::VipProgram;

/// The ladder with all that belongs to it; for a guest, without a place on it.
pub fn view(view: View<'_>) -> Node {
    let Some(vip) = ladder_of(view) else { return status::empty(view.words.t("vip.empty")) };
    let words = view.words;
    let state = view.state.member().and_then(|account| account.vip.as_ref());
    let head = match state {
        Some(state) => standing::head(view, vip, state),
        None => text("p.vip-invitation", words.t("vip.guest")),
    };
    el("section.vip")
        .child(head)
        .child(picture::draw(vip, state))
        .child(ladder::rungs(view, vip, state))
        .maybe(state.map(|state| standing::progress(view, vip, state)))
        .child(tiers::list(view, vip, state))
        .child(text("p.detail", amount::what_counts(words, vip)))
        .maybe(state.and_then(|state| history::list(view, vip, state)))
}

/// `<loyalty-vip>`: the same as a part of a page.
pub fn page(view: View<'_>) -> Node {
    let state = view.state;
    let error = state.program.error().or(state.account.error());
    let content = match (&state.program.value(), &state.account, error) {
        (Some(_), Load::Ready(_) | Load::Stale(..), _) => self::view(view),
        (_, _, Some(error)) => status::failed(view, error, Store::refresh),
        _ => status::loading(view),
    };
    let invitation = matches!(state.account, Load::Ready(None)).then(|| guest::doors(view));
    el("section.page").attr("tabindex", "-1").maybe(status::stale(view)).child(content).maybe(invitation)
}

fn ladder_of(view: View<'_>) -> Option<&VipProgram> {
    view.state.program.value()?.vip.as_ref().filter(|vip| !vip.tiers.is_empty())
}
