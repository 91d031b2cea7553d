//! What came of a member's link: in sums, and invitation by invitation.

use super::channels;
use crate::features::{View, status};
use crate::session::{Load, Store};
use crate::ui::node::{Node, el, text};
use loyalty_api::referral::{Invitation, InvitationState, ReferralSummary};

/// The sums, and the list once it is there.
pub(super) fn view(view: View<'_>, summary: &ReferralSummary) -> Node {
    let View { store, state, words } = view;
    let sums = [
        ("refer.completed", words.number(summary.completed)),
        ("refer.pending", words.number(summary.pending)),
        ("refer.points", words.points(summary.points)),
    ];
    let sums = sums.map(|(key, sum)| el("div").child(text("dt", words.t(key))).child(text("dd", sum)));
    let list = match &state.referral {
        // Asked for by being shown, wherever that is.
        None => status::loading(view).after(move |_| store.want_referral()),
        Some(Load::Loading) => status::loading(view),
        Some(Load::Failed(error)) => status::failed(view, error, Store::load_referral),
        Some(Load::Ready(referral) | Load::Stale(referral, _)) if referral.invitations.is_empty() => {
            status::empty(words.t("refer.empty"))
        }
        Some(Load::Ready(referral) | Load::Stale(referral, _)) => {
            el("ul.rows").children(referral.invitations.iter().map(|invitation| row(view, invitation)))
        }
    };
    el("div.invitations").child(el("dl.sums").children(sums)).child(text("h3.section", words.t("refer.invitations"))).child(list)
}

fn row(view: View<'_>, invitation: &Invitation) -> Node {
    let words = view.words;
    let state = match (invitation.state, &invitation.approves_at) {
        (InvitationState::Pending, Some(at)) => words.fill("refer.state.pending.until", &[("date", &words.day(at))]),
        (state, _) => words.t(&["refer.state.", state.name()].concat()),
    };
    // A sentence that is not there is its key: a newer server has reasons of its own.
    let reason = invitation.reason.as_ref().map(|reason| ["refer.reason.", reason].concat());
    let reason = reason.map(|key| (words.t(&key), key)).filter(|(sentence, key)| sentence != key);
    let reason = reason.map(|(sentence, _)| text("p.detail", sentence));
    let (_, channel) = channels::look(words, invitation.channel);
    let what = el("div.what")
        .child(text("p.title", state))
        .maybe(reason)
        .child(text("p.detail", [&channel, " · ", &words.day(&invitation.at)].concat()));
    el("li.row").attr("data-look", invitation.state.name()).child(what)
}
