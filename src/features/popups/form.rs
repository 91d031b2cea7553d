//! What is asked for before something can be had, and the button that takes it.

use super::View;
use crate::browser::link;
use crate::session::{Campaigns, Shown, Wrong};
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use loyalty_api::campaign::CampaignKind;

/// The form. `door`: what it opens of a calendar.
pub(super) fn view(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>, door: Option<&str>) -> Node {
    let (store, words) = (view.store, view.words);
    let Shown { campaign, content, .. } = shown;
    let gives = door.is_some() || !content.offers.is_empty() || content.consent.is_some();
    if !gives {
        return go(view, shown);
    }
    let id = &campaign.id;
    let [email, agree, note] = ["email-", "agree-", "note-"].map(|name| [name, id].concat());
    let taking = campaigns.taking(id);
    let wrong = taking.and_then(|taking| taking.wrong.as_ref());
    let asks = content.email && view.state.member().is_none();
    let field = asks.then(|| {
        let draft = email.clone();
        let value = view.state.drafts.get(&email).unwrap_or_default();
        let input = field::input("email", &email, value, move |value| store.fill(&draft, value))
            .attr("name", "email")
            .attr("autocomplete", "email")
            .attr("aria-describedby", &note)
            .attr("aria-invalid", if wrong == Some(&Wrong::Email) { "true" } else { "false" });
        el("div.pop-field").child(text("label.section", words.t("friend.email")).attr("for", &email)).child(input)
    });
    let tick = content.consent.clone().map(|sentence| {
        let draft = agree.clone();
        field::tick(&agree, sentence, view.state.drafts.has(&agree), move |ticked| {
            store.fill(&draft, if ticked { "yes" } else { "" }.into());
        })
    });
    let label = content.button.clone().unwrap_or_else(|| {
        words.t(match campaign.kind {
            CampaignKind::Calendar => "popup.door.open",
            CampaignKind::Newsletter => "earn.subscribe",
            _ => "friend.claim",
        })
    });
    let button = text("button.button", label)
        .attr("type", "submit")
        .attr("aria-busy", if taking.is_some_and(|taking| taking.working) { "true" } else { "false" });
    let why = wrong.map(|wrong| match wrong {
        Wrong::Email => words.t("friend.bad_email"),
        Wrong::Consent => words.t("earn.tick_first"),
        Wrong::Over => words.t("popup.ended"),
        Wrong::Api(error) => words.explain(error),
    });
    let (id, door) = (id.clone(), door.map(str::to_owned));
    // Not checked by the browser: its bubbles are in the browser's language and look, not in ours.
    el("form.pop-form")
        .attr("novalidate", "")
        .maybe(field)
        .maybe(tick)
        .child(button)
        .child(
            text("p.detail", why.unwrap_or_default())
                .attr("id", &note)
                .attr("role", "status")
                .attr("data-failed", if wrong.is_some() { "true" } else { "false" }),
        )
        .on("submit", move |event| {
            event.prevent_default();
            store.take(&id, door.as_deref());
        })
}

/// A button that leads on: to a quiz, to a page, or else to the panel.
fn go(view: View<'_>, shown: Shown<'_>) -> Node {
    let store = view.store;
    let (id, quiz) = (shown.campaign.id.clone(), shown.content.quiz.clone());
    let label = shown.content.button.clone().unwrap_or_else(|| view.words.t("earn.open"));
    match shown.content.url.as_deref().filter(|_| quiz.is_none()).and_then(link::safe) {
        Some(url) => text("a.button", label).attr("href", url).on("click", move |_| store.use_campaign(&id, true)),
        None => text("button.button", label).attr("type", "button").on("click", move |_| {
            store.use_campaign(&id, true);
            store.leave_campaign(&id);
            match &quiz {
                Some(quiz) => store.open_quiz(quiz),
                None => store.set_open(true),
            }
        }),
    }
}
