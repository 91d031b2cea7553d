//! A tier was reached: a moment of our own, seen once.

use super::View;
use crate::session::Tab;
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::Tier;
use loyalty_rules::vip;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How many leaves fall.
const LEAVES: usize = 14;

/// The moment; nothing unless a tier was reached and not yet put away.
pub fn view(view: View<'_>) -> Option<Node> {
    let View { store, words, .. } = view;
    let tier = reached(view)?;
    let see = text("button.button", words.t("vip.reached.see")).attr("type", "button").on("click", move |_| {
        store.select_tab(Tab::Vip);
        store.set_open(true);
        store.end_celebration();
    });
    let colour = tier.colour.clone();
    let leaves = (0..LEAVES).map(|leaf| el("i").after(move |element| place(element, leaf)));
    let seen = move |element: &Element| {
        let Some(element) = element.dyn_ref::<HtmlElement>() else { return };
        if let Some(colour) = &colour {
            let _ = element.style().set_property("--tier", colour);
        }
        store.celebrated(element.clone());
    };
    Some(
        el("div.celebration")
            .child(el("div.confetti").attr("aria-hidden", "true").children(leaves))
            .child(text("p.vip-name", title(view, tier)))
            .child(text("p.detail", words.t("vip.reached.text")))
            .child(see)
            .after(seen),
    )
}

/// What screen readers are told.
pub fn told(view: View<'_>) -> Option<String> {
    reached(view).map(|tier| title(view, tier))
}

fn reached<'a>(view: View<'a>) -> Option<&'a Tier> {
    let celebration = view.state.celebration.as_ref().filter(|celebration| celebration.open)?;
    vip::find(view.state.program.value()?.vip.as_ref(), &celebration.tier).map(|(_, tier)| tier)
}

fn title(view: View<'_>, tier: &Tier) -> String {
    view.words.fill("vip.reached", &[("tier", &tier.name)])
}

/// Spreads the leaves over the card; the stylesheet lets them fall.
fn place(leaf: &Element, index: usize) {
    if let Some(leaf) = leaf.dyn_ref::<HtmlElement>() {
        let _ = leaf.style().set_property("--n", &index.to_string());
    }
}
