//! What appears unasked: over the page, in its corner, as a tab at its edge; and offers that stand in the page.
//!
//! # Layout
//! - [`view`], [`offer`]: where. `card`: what is the same in all three. `form`: what is asked for. `won`: what came of it.
//! - `clock`: until when. `doors`: a calendar.

mod card;
mod clock;
mod doors;
mod form;
mod won;

use super::View;
use crate::session::{Campaigns, Shown};
use crate::ui::node::{Node, el, text};
use crate::ui::{dialog, icon};
use loyalty_api::campaign::Placement;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// One dialog, or one card in the corner, or a tab; and a line that tells screen readers of what takes no focus.
pub fn view(view: View<'_>) -> Node {
    let (store, state) = (view.store, view.state);
    let Some(campaigns) = store.campaigns() else { return Node::default() };
    let campaigns = &campaigns.borrow();
    let open = campaigns.open();
    let (modal, beside) = match open {
        Some((shown, _)) if shown.campaign.placement == Placement::Dialog => (Some(shown), None),
        other => (None, other.map(|(shown, _)| shown)),
    };
    // What opened over the page meanwhile comes first; what it covers is there again afterwards.
    let free = !state.open && state.overlay.is_none();
    let modal = modal.filter(|_| free);
    let tab = if open.is_none() && free { tab(view, campaigns) } else { None };
    let beside = beside.filter(|_| free);
    let told = beside.map(|shown| shown.content.headline.clone()).unwrap_or_default();
    el("div")
        .child(text("p.told", told).attr("role", "status"))
        .child(over(view, campaigns, modal))
        .maybe(beside.map(|shown| flyout(view, campaigns, shown)))
        .maybe(tab)
}

/// `<loyalty-offer>`: nothing where the campaign is not for this shopper now.
pub fn offer(view: View<'_>, id: &str) -> Node {
    let Some(campaigns) = view.store.campaigns() else { return Node::default() };
    let campaigns = &campaigns.borrow();
    match campaigns.placed(id) {
        Some(shown) => el("section")
            .attr("aria-label", &shown.content.headline)
            .attr("tabindex", "-1")
            .child(card::view(view, campaigns, shown, "page")),
        None => Node::default(),
    }
}

fn over(view: View<'_>, campaigns: &Campaigns, shown: Option<Shown<'_>>) -> Node {
    let store = view.store;
    let Some(shown) = shown else {
        return dialog::dialog(false, "", Node::default(), Rc::new(|| {})).attr("data-look", "pop");
    };
    let id = shown.campaign.id.clone();
    let close: Rc<dyn Fn()> = Rc::new(move || store.close_campaign(&id));
    let content = card::view(view, campaigns, shown, "dialog").child(close_button(view, close.clone()));
    let inside = el("div.pop-sheet").attr("tabindex", "-1").child(content);
    dialog::dialog(true, &shown.content.headline, inside, close).attr("data-look", "pop")
}

/// Never modal, never with the focus. Escape closes it from within.
fn flyout(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>) -> Node {
    let (store, id) = (view.store, shown.campaign.id.clone());
    let close: Rc<dyn Fn()> = Rc::new(move || store.close_campaign(&id));
    let by_key = close.clone();
    el("section.card-away")
        .attr("aria-label", &shown.content.headline)
        .attr("tabindex", "-1")
        .child(card::view(view, campaigns, shown, "corner"))
        .child(close_button(view, close))
        .on("keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                by_key();
            }
        })
}

/// What waits for its trigger, or can be had again.
fn tab(view: View<'_>, campaigns: &Campaigns) -> Option<Node> {
    let (id, words) = match (campaigns.teaser(), campaigns.won()) {
        (Some(shown), _) => (&shown.campaign.id, shown.content.teaser.as_ref()?),
        (None, Some(reveal)) => (&reveal.campaign, &reveal.offer.title),
        (None, None) => return None,
    };
    let (store, opened, away) = (view.store, id.clone(), id.clone());
    let open = el("button.pop-tab-open").attr("type", "button").child(icon::draw(icon::GIFT)).child(text("span", words.clone()));
    Some(
        el("div.pop-tab")
            .child(open.on("click", move |_| store.ask_for(&opened)))
            .child(close_button(view, Rc::new(move || store.close_campaign(&away)))),
    )
}

fn close_button(view: View<'_>, close: Rc<dyn Fn()>) -> Node {
    let button = el("button.close").attr("type", "button").attr("aria-label", &view.words.t("panel.close"));
    button.child(icon::draw(icon::CLOSE)).on("click", move |_| close())
}
