//! What comes up beside the launcher without being in the way: a friend's welcome, and a tier that was reached. Neither takes
//! the focus, and neither is there while the panel is open, which shows the same.

use super::{View, celebration, friend, status};
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// One card at most, and a line that tells screen readers of it.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let welcome = state.friend.as_ref().filter(|friend| !friend.closed).and_then(|_| friend::welcome(view));
    let card = match (state.open, celebration::view(view), welcome) {
        (true, ..) => None,
        (false, Some(celebration), _) => {
            Some(card(words.t("vip.ladder"), &words.t("panel.close"), celebration, move || store.end_celebration()))
        }
        (false, None, Some(welcome)) => {
            let welcome = el("div").child(welcome).child(status::notice(view));
            Some(card(words.t("friend.label"), &words.t("panel.close"), welcome, move || store.close_friend()))
        }
        (false, None, None) => None,
    };
    // The line is there before what it says: only then is it read out.
    let told = if state.open { None } else { celebration::told(view).or_else(|| told(view)) };
    el("div").child(text("p.told", told.unwrap_or_default()).attr("role", "status")).maybe(card)
}

fn told(view: View<'_>) -> Option<String> {
    let friend = view.state.friend.as_ref().filter(|friend| !friend.closed && friend.claim.is_none())?;
    let click = friend.click.as_ref()?;
    let offer = view.state.program.value()?.referral.as_ref()?;
    Some(if click.own { view.words.t("friend.own") } else { friend::title(view, offer, click) })
}

/// A card with a way to put it away: the button, or Escape from within.
fn card(label: String, close: &str, content: Node, put_away: impl Fn() + Clone + 'static) -> Node {
    let by_key = put_away.clone();
    let button = el("button.close")
        .attr("type", "button")
        .attr("aria-label", close)
        .child(icon::draw(icon::CLOSE))
        .on("click", move |_| put_away());
    el("section.card-away").attr("aria-label", &label).attr("tabindex", "-1").child(content).child(button).on(
        "keydown",
        move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                by_key();
            }
        },
    )
}
