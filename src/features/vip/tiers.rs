//! What each tier gives. The member's own perks come first; those below are theirs as well and not said again.

use super::amount;
use crate::features::View;
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::{Tier, VipProgram, VipState};
use loyalty_rules::vip;

/// The tiers from the member's own upwards; all of them for a guest.
pub(super) fn list(view: View<'_>, ladder: &VipProgram, state: Option<&VipState>) -> Node {
    let own = state.and_then(|state| vip::find(Some(ladder), state.tier.as_deref()?)).map_or(0, |(rank, _)| rank);
    let tiers = ladder.tiers.iter().skip(own).map(|tier| {
        let is_own = state.is_some_and(|state| state.tier.as_ref() == Some(&tier.id));
        match state.filter(|_| is_own) {
            Some(state) => has(view, &state.perks),
            None => gives(view, ladder, tier),
        }
    });
    el("div.tiers").children(tiers)
}

/// The member's own tier: its perks, each in words. What it does to purchases is said above.
fn has(view: View<'_>, perks: &[String]) -> Node {
    let words = view.words;
    let perks = perks.iter().map(|perk| line(icon::CHECK, perk.clone()));
    el("section.tier")
        .attr("data-own", "true")
        .child(text("h3.title", words.t("vip.perks")))
        .child(el("ul.perks").children(perks))
}

/// A tier the member can get to: what it would give; a secret stays closed.
fn gives(view: View<'_>, ladder: &VipProgram, tier: &Tier) -> Node {
    let words = view.words;
    let entry = (tier.entry_points > 0).then(|| words.fill_points("vip.entry", tier.entry_points));
    let times = (tier.hundredths != 100).then(|| words.times(tier.hundredths));
    let mut lines: Vec<Node> =
        [entry.map(|entry| line(icon::GIFT, entry)), times.map(|times| line(icon::PLUS, times))].into_iter().flatten().collect();
    lines.extend(tier.perks.iter().map(|perk| match &perk.title {
        Some(title) => line(icon::CHECK, title.clone()),
        None => line(icon::LOCK, words.fill("vip.secret", &[("tier", &tier.name)])).attr("data-secret", "true"),
    }));
    el("section.tier")
        .child(text("h3.title", tier.name.clone()).child(text("span.detail", amount::threshold(words, ladder, tier))))
        .child(el("ul.perks").children(lines))
}

fn line(icon: Icon, sentence: String) -> Node {
    el("li").child(icon::draw(icon)).child(text("span", sentence))
}
