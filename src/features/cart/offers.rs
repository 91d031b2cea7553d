//! What a fuller cart gives, as bars with words: spend more and save more, free shipping.

use crate::features::View;
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use loyalty_api::cart::Cart;
use loyalty_rules::{cart, earn};

/// A bar for each offer of the programme.
pub(super) fn bars(view: View<'_>, known: &Cart) -> Vec<Node> {
    let program = view.state.program.value();
    let Some((program, offers)) = program.and_then(|program| Some((program, program.cart.as_ref()?))) else { return vec![] };
    if !known.currency.eq_ignore_ascii_case(&program.currency) {
        return vec![];
    }
    let words = view.words;
    // The steps are the shop's own discount on the whole cart: what counts is the cart before it.
    let before = earn::total(&Cart { discount: 0, ..known.clone() });
    let saving = before.filter(|_| !offers.steps.is_empty()).map(|total| {
        let steps = cart::steps(offers, total);
        let percent = |percent| words.percent(percent);
        let now = (steps.percent > 0).then(|| words.fill("cart.saving", &[("percent", &percent(steps.percent))]));
        let next = steps
            .next
            .map(|next| words.fill("cart.step", &[("money", &words.money(next.missing)), ("percent", &percent(next.percent))]));
        let last = offers.steps.last().map_or(0, |step| step.from);
        let mut before = 0;
        let marks = offers.steps.iter().map(|step| {
            // Each label ends where its step is on the bar.
            let share = (step.from - std::mem::replace(&mut before, step.from)).to_string();
            text("li", [words.money(step.from), percent(step.percent)].join(" · "))
                .attr("data-reached", if total >= step.from { "true" } else { "false" })
                .style("flex-grow", share)
        });
        bar([now, next].into_iter().flatten().collect::<Vec<_>>().join(" "), total, last)
            .child(el("ul.marks").children(marks.collect()))
    });
    let shipping = earn::total(known).and_then(|total| {
        let missing = cart::missing_for_free_shipping(offers, total)?;
        let sentence = if missing > 0 { words.fill_money("cart.shipping", missing) } else { words.t("cart.shipped") };
        Some(bar(sentence, total, total.saturating_add(missing)))
    });
    [saving, shipping].into_iter().flatten().collect()
}

fn bar(sentence: String, have: i64, goal: i64) -> Node {
    let meter = meter::meter(&sentence, have, goal);
    el("div.offer").child(text("p.detail", sentence)).child(meter)
}
