//! How a member's tier changed.

use crate::features::View;
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::{TierChange, VipProgram, VipState};
use loyalty_rules::vip;

/// The changes, newest first; nothing where there was none.
pub(super) fn list(view: View<'_>, ladder: &VipProgram, state: &VipState) -> Option<Node> {
    let rows = state.history.iter().map(|change| {
        let what = text("p", sentence(view, ladder, change));
        el("li.row").child(el("div.what").child(what)).child(text("p.note", view.words.day(&change.at)))
    });
    (!state.history.is_empty())
        .then(|| el("details.past").child(text("summary", view.words.t("vip.history"))).child(el("ul.rows").children(rows)))
}

fn sentence(view: View<'_>, ladder: &VipProgram, change: &TierChange) -> String {
    let words = view.words;
    match change.tier.as_deref().and_then(|id| vip::find(Some(ladder), id)) {
        Some((_, tier)) => words.fill(if change.up { "vip.up" } else { "vip.down" }, &[("tier", &tier.name)]),
        // Below the first tier, or a tier that the merchant has taken out of the programme.
        None => words.t(if change.up { "vip.up.gone" } else { "vip.out" }),
    }
}
