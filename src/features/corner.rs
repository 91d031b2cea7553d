//! What comes up beside the launcher without being in the way: a friend's welcome, and a tier that was reached. Neither takes
//! the focus, and neither is there while the panel is open, which shows the same.

use super::{View, celebration, friend, status};
use crate::parts;
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

/// One card at most, and a line that tells screen readers of it.
pub fn view(view: View<'_>) -> Node {
    let (told, card) = parts::later(view).map(|later| (later.corner)(view)).unwrap_or_default();
    // The line is there before what it says: only then is it read out.
    el("div").child(text("p.told", told).attr("role", "status")).maybe(card)
}

/// What screen readers are told, and the card.
pub fn content(view: View<'_>) -> (String, Option<Node>) {
    let View { store, state, words } = view;
    if state.open {
        return <_>::default();
    }
    let came = state.friend.as_ref().is_some_and(|friend| !friend.closed);
    let welcome = if came { friend::welcome(view) } else { None };
    let told = celebration::told(view).or_else(|| friend::told(view).filter(|_| came)).unwrap_or_default();
    let card = match (celebration::view(view), welcome) {
        (Some(celebration), _) => {
            card(words.t("vip.ladder"), &words.t("panel.close"), celebration, move || store.end_celebration())
        }
        (None, Some(welcome)) => {
            let welcome = el("div").child(welcome).child(status::notice(view));
            card(words.t("friend.label"), &words.t("panel.close"), welcome, move || store.close_friend())
        }
        (None, None) => return (told, None),
    };
    (told, Some(card))
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
