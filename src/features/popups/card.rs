//! What is the same wherever a campaign is shown: a picture or a figure, what it is about, and what can be done.

use super::{View, clock, doors, form, won};
use crate::browser::{intl, link};
use crate::features::status;
use crate::features::vip::amount::amount;
use crate::parts;
use crate::session::{Campaigns, Shown};
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use loyalty_api::campaign::{CampaignKind, OfferKind, TriggerKind};

/// The card. `place`: `dialog`, `corner` or `page`, for the stylesheet.
pub(super) fn view(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>, place: &str) -> Node {
    let Shown { campaign, content, .. } = shown;
    let reveal = campaigns.reveal(&campaign.id, None);
    let over = reveal.is_none() && is_over(shown);
    let body = el("div.pop-body")
        .child(text("h2.pop-title", content.headline.clone()))
        .maybe(content.text.as_ref().map(|words| text("p.pop-text", words.clone())))
        .maybe(fact(view, campaigns, shown))
        .maybe(clock::view(view, shown).filter(|_| !over && reveal.is_none()))
        .child(match reveal {
            Some(reveal) => won::view(view, campaigns, shown, reveal),
            None if over => text("p.pop-over", view.words.t("popup.ended")).attr("role", "status"),
            None if !content.doors.is_empty() => doors::view(view, campaigns, shown),
            // A friend's welcome has a form of its own.
            None if campaign.kind == CampaignKind::Referral => {
                parts::later(view).and_then(|later| (later.friend)(view)).unwrap_or_default()
            }
            None => form::view(view, campaigns, shown, None),
        })
        .maybe(decline(view, shown, place).filter(|_| reveal.is_none() && !over))
        .child(status::notice(view));
    el("div.pop").attr("data-kind", campaign.kind.name()).attr("data-place", place).child(art(view, shown)).child(body)
}

/// Whether its time has passed.
fn is_over(shown: Shown<'_>) -> bool {
    shown.campaign.ends_at.as_ref().is_some_and(|end| intl::millis(end) <= js_sys::Date::now())
}

/// The merchant's picture; or else what is offered, in figures; or else an icon.
fn art(view: View<'_>, shown: Shown<'_>) -> Node {
    let words = view.words;
    let art = el("div.pop-art");
    if let Some(image) = shown.content.image.as_deref().and_then(link::safe) {
        return art.attr("data-look", "image").child(el("img").attr("src", image).attr("alt", ""));
    }
    let hidden = matches!(shown.campaign.kind, CampaignKind::Mystery | CampaignKind::Calendar);
    let offer = shown.content.offers.first().filter(|_| !hidden);
    let figure = offer.and_then(|offer| match offer.kind {
        OfferKind::Fixed => offer.amount.map(|amount| words.money(amount)),
        OfferKind::Percentage => offer.percent.map(|percent| words.percent(percent)),
        OfferKind::Points => offer.points.map(|points| words.number(points)),
        OfferKind::FreeShipping | OfferKind::Nothing => None,
    });
    let art = match figure {
        Some(figure) => art.child(text("p.pop-figure", figure)),
        None => art.child(icon::draw(if offer.is_some() { icon::DELIVERY } else { sign(shown.campaign.kind) })),
    };
    let minimum = offer.and_then(|offer| offer.minimum_order);
    art.maybe(offer.map(|offer| text("p.pop-offer", offer.title.clone())))
        .maybe(minimum.map(|amount| text("p.pop-least", words.fill_money("earn.minimum", amount))))
}

fn sign(kind: CampaignKind) -> Icon {
    match kind {
        CampaignKind::Newsletter => icon::ENVELOPE,
        CampaignKind::Quiz | CampaignKind::Nps => icon::BUBBLE,
        CampaignKind::Calendar => icon::CALENDAR,
        CampaignKind::Flash => icon::BOLT,
        CampaignKind::Nudge => icon::CLOCK,
        CampaignKind::Referral => icon::FRIENDS,
        CampaignKind::SecondOrder | CampaignKind::BeforeLeaving => icon::HEART,
        _ => icon::GIFT,
    }
}

/// What a reminder is of, in the shopper's own numbers.
fn fact(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>) -> Option<Node> {
    let (words, known) = (view.words, campaigns.engagement()?);
    let waits_for = |kind| shown.campaign.triggers.iter().any(|trigger| trigger.kind == kind);
    let fact = if let (Some(expiring), true) = (&known.expiring, waits_for(TriggerKind::PointsExpiring)) {
        let date = words.day(&expiring.at);
        words.fill("balance.expiry", &[("points", &words.points(expiring.points)), ("date", &date)])
    } else if let (Some(missing), true) = (known.next_tier, waits_for(TriggerKind::TierNear)) {
        let vip = view.state.program.value()?.vip.as_ref()?;
        words.fill("rewards.to_go", &[("points", &amount(words, vip.basis, missing))])
    } else if waits_for(TriggerKind::Unredeemed) {
        known.unredeemed.clone()?
    } else {
        return None;
    };
    Some(text("p.pop-fact", fact))
}

/// Saying no is a button too, where it would otherwise cover the page.
fn decline(view: View<'_>, shown: Shown<'_>, place: &str) -> Option<Node> {
    if place == "page" {
        return None;
    }
    let (store, id) = (view.store, shown.campaign.id.clone());
    let words = shown.content.decline.clone().unwrap_or_else(|| view.words.t("popup.decline"));
    Some(text("button.link", words).attr("type", "button").on("click", move |_| store.close_campaign(&id)))
}
