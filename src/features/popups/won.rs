//! What came of taking a campaign.

use super::View;
use crate::browser::link;
use crate::session::{Campaigns, Shown};
use crate::ui::node::{Node, el, text};
use loyalty_api::campaign::{Reveal, RevealOutcome};
use loyalty_api::redemption::RedemptionState;

/// A code to copy, points, or thanks.
pub(super) fn view(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>, reveal: &Reveal) -> Node {
    let (store, words) = (view.store, view.words);
    let offer = &reveal.offer;
    let points = offer.points.unwrap_or_default();
    let thanks = shown.content.thanks.clone();
    let won = el("div.pop-won").attr("role", "status").attr("data-outcome", reveal.outcome.name());
    match (reveal.outcome, &reveal.code) {
        (RevealOutcome::Code, Some(code)) => {
            let state = words.t(match reveal.state {
                Some(RedemptionState::Used) => "claims.used",
                Some(RedemptionState::Expired) => "claims.lapsed",
                _ if campaigns.is_applied(code) => "claims.applied",
                _ => "friend.use",
            });
            let until = reveal.expires_at.as_ref().map(|until| words.fill("friend.until", &[("date", &words.day(until))]));
            let least = offer.minimum_order.map(|amount| words.fill_money("earn.minimum", amount));
            let copied = code.clone();
            let copy = text("button.button", words.t("claims.copy"))
                .attr("type", "button")
                .on("click", move |_| store.copy(copied.clone()));
            let details = [Some(state), least, until].into_iter().flatten().map(|detail| text("p.detail", detail));
            won.child(text("p.title", offer.title.clone()))
                .child(el("div.pop-code").child(text("bdi.code", code.clone()).attr("dir", "ltr")).child(copy))
                .children(details)
                .maybe(thanks.map(|thanks| text("p.pop-text", thanks)))
        }
        (RevealOutcome::Points, _) => won
            .child(text("p.title", words.fill_points("earn.earned", points)))
            .maybe(thanks.map(|thanks| text("p.pop-text", thanks))),
        (RevealOutcome::SignIn, _) => {
            let services = store.services();
            let address = services.as_ref().and_then(|services| link::safe(services.config.sign_in_url.as_deref()?));
            won.child(text("p.title", words.fill_points("popup.sign_in", points)))
                .maybe(address.map(|address| text("a.button", words.t("guest.sign_in")).attr("href", address)))
        }
        // Drawn from several, it may be nothing this time; taken from none, there are thanks.
        _ => {
            let title = if shown.content.offers.is_empty() { None } else { Some(offer.title.clone()) };
            won.child(text("p.title", title.or(thanks).unwrap_or_else(|| words.t("popup.thanks"))))
        }
    }
}
