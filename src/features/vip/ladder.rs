//! The names under the picture: each tier and where it starts.

use super::amount;
use crate::features::View;
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::{VipProgram, VipState};

/// One column for each tier, below its blossom.
pub(super) fn rungs(view: View<'_>, vip: &VipProgram, state: Option<&VipState>) -> Node {
    let own = state.and_then(|state| state.tier.as_ref());
    let rungs = vip.tiers.iter().map(|tier| {
        let rung =
            el("li.rung").child(text("b", tier.name.clone())).child(text("span", amount::threshold(view.words, vip, tier)));
        if own == Some(&tier.id) { rung.attr("aria-current", "true") } else { rung }
    });
    el("ol.rungs").attr("aria-label", &view.words.t("vip.ladder")).children(rungs)
}
