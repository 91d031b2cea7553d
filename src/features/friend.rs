//! The friend's side: the welcome that a member's link brings, and how to take it.

use super::View;
use super::balance::isolated;
use crate::client::ApiError;
use crate::session::{Friend, FriendProblem};
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::redemption::Redemption;
use loyalty_api::referral::{Click, ReferralOffer};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// The welcome; nothing for a shopper who came by no link.
pub fn welcome(view: View<'_>) -> Option<Node> {
    let friend = view.state.friend.as_ref()?;
    let click = friend.click.as_ref()?;
    let offer = view.state.program.value()?.referral.as_ref()?;
    Some(match &friend.claim {
        Some(claim) => code(view, offer, claim),
        None if click.own => own(view),
        None => form(view, offer, friend, click),
    })
}

/// What screen readers are told of it.
pub fn told(view: View<'_>) -> Option<String> {
    let friend = view.state.friend.as_ref().filter(|friend| friend.claim.is_none())?;
    let click = friend.click.as_ref()?;
    let offer = view.state.program.value()?.referral.as_ref()?;
    Some(if click.own { view.words.t("friend.own") } else { title(view, offer, click) })
}

/// What the welcome is, in one sentence.
fn title(view: View<'_>, offer: &ReferralOffer, click: &Click) -> String {
    let words = view.words;
    match &click.referrer {
        Some(name) => words.fill("friend.title", &[("name", &isolated(name)), ("reward", &offer.title)]),
        None => words.fill("friend.title.none", &[("reward", &offer.title)]),
    }
}

fn form(view: View<'_>, offer: &ReferralOffer, friend: &Friend, click: &Click) -> Node {
    let View { store, words, .. } = view;
    let condition = match offer.minimum_order {
        Some(amount) => words.fill_money("friend.minimum", amount),
        None => words.t("friend.first"),
    };
    let problem = friend.problem.as_ref().map(|problem| explain(view, problem));
    // Not `required`, nor checked by the browser: its bubbles are in the browser's language and look, not in ours.
    let field = el("input.field")
        .attr("type", "email")
        .attr("id", "friend-email")
        .attr("name", "email")
        .attr("autocomplete", "email")
        .attr("aria-describedby", "friend-note")
        .attr("aria-invalid", if problem.is_some() { "true" } else { "false" });
    let claim = text("button.button", words.t("friend.claim"))
        .attr("type", "submit")
        .attr("aria-busy", if friend.working { "true" } else { "false" });
    let note = text("p.detail", problem.clone().unwrap_or_else(|| words.t("friend.why")))
        .attr("id", "friend-note")
        .attr("role", "status")
        .attr("data-failed", if problem.is_some() { "true" } else { "false" });
    el("form.friend")
        .attr("novalidate", "")
        .child(
            el("div.friend-head")
                .child(el("span.badge").child(icon::draw(icon::GIFT)))
                .child(el("div.what").child(text("p.title", title(view, offer, click))).child(text("p.detail", condition))),
        )
        .child(text("label.section", words.t("friend.email")).attr("for", "friend-email"))
        .child(el("div.friend-row").child(field).child(claim))
        .child(note)
        .on("submit", move |event| {
            event.prevent_default();
            let form = event.current_target().and_then(|form| form.dyn_into::<Element>().ok());
            let field = form.and_then(|form| form.query_selector("input").ok().flatten());
            if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                store.claim(&field.value());
            }
        })
}

/// The code, once it was claimed: on the cart already, or to copy.
fn code(view: View<'_>, offer: &ReferralOffer, claim: &Redemption) -> Node {
    let View { store, state, words } = view;
    let applied = state.applied.contains(&claim.id);
    let what = words.t(if applied { "claims.applied" } else { "friend.use" });
    let until =
        claim.expires_at.as_ref().map(|until| text("p.detail", words.fill("friend.until", &[("date", &words.day(until))])));
    let code = claim.code.clone();
    let copy = text("button.button", words.t("claims.copy"))
        .attr("type", "button")
        .attr("data-look", "quiet")
        .on("click", move |_| store.copy(code.clone()));
    el("div.friend")
        .attr("role", "status")
        .child(text("p.title", words.fill("friend.code", &[("reward", &offer.title)])))
        .child(el("div.friend-row").child(text("bdi.code", claim.code.clone()).attr("dir", "ltr")).child(copy))
        .child(text("p.detail", what))
        .maybe(until)
}

/// A member who followed their own link.
fn own(view: View<'_>) -> Node {
    let words = view.words;
    el("div.friend").child(text("p.title", words.t("friend.own"))).child(text("p.detail", words.t("friend.own.text")))
}

fn explain(view: View<'_>, problem: &FriendProblem) -> String {
    let words = view.words;
    match problem {
        FriendProblem::Email => words.t("friend.bad_email"),
        FriendProblem::Api(error) => match error {
            ApiError::Problem(problem) => match (problem.code.as_str(), problem.status) {
                ("self_referral" | "existing_customer" | "already_claimed", _) => words.explain(error),
                _ if problem.field.as_deref() == Some("email") => words.t("friend.bad_email"),
                (_, 404 | 410) => words.t("error.link_ended"),
                (_, 400 | 403 | 409 | 422) => words.t("error.claim_refused"),
                _ => words.explain(error),
            },
            _ => words.explain(error),
        },
    }
}
