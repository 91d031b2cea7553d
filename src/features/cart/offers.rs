//! What a fuller cart gives, as bars with words: spend more and save more, free shipping.

use crate::features::View;
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use crate::words::Words;
use loyalty_api::cart::Cart;
use loyalty_api::program::CartOffers;
use loyalty_rules::{cart, earn};

/// A bar for each offer of the programme.
pub(super) fn bars(view: View<'_>, known: &Cart) -> Vec<Node> {
    let program = view.state.program.value();
    let Some((program, offers)) = program.and_then(|program| Some((program, program.cart.as_ref()?))) else { return vec![] };
    if !known.currency.eq_ignore_ascii_case(&program.currency) {
        return vec![];
    }
    // What the offers give is the shop's own discount on the whole cart: what counts is the cart before it.
    let Some(total) = earn::total(&Cart { discount: 0, ..known.clone() }) else { return vec![] };
    [saving(view.words, offers, total), shipping(view.words, offers, total)].into_iter().flatten().collect()
}

/// Spend more, save more; nothing where the programme has no steps.
fn saving(words: Words<'_>, offers: &CartOffers, total: i64) -> Option<Node> {
    let last = offers.steps.last()?;
    let steps = cart::steps(offers, total);
    let now = (steps.percent > 0).then(|| words.fill("cart.saving", &[("percent", &words.percent(steps.percent))]));
    let next = steps
        .next
        .map(|next| words.fill("cart.step", &[("money", &words.money(next.missing)), ("percent", &words.percent(next.percent))]));
    let sentence: Vec<String> = [now, next].into_iter().flatten().collect();
    let mut before = 0;
    let marks = offers.steps.iter().map(|step| {
        // Each label ends where its step is on the bar.
        let share = step.from - std::mem::replace(&mut before, step.from);
        text("li", [words.money(step.from), words.percent(step.percent)].join(" · "))
            .attr("data-reached", if total >= step.from { "true" } else { "false" })
            .style("flex-grow", share.to_string())
    });
    Some(bar(sentence.join(" "), total, last.from).child(el("ul.marks").children(marks)))
}

/// Free shipping; nothing where the programme has none.
fn shipping(words: Words<'_>, offers: &CartOffers, total: i64) -> Option<Node> {
    let missing = cart::missing_for_free_shipping(offers, total)?;
    Some(match missing {
        0 => el("div.offer").child(text("p.detail", words.t("cart.shipped"))),
        missing => bar(words.fill_money("cart.shipping", missing), total, total.saturating_add(missing)),
    })
}

fn bar(sentence: String, have: i64, goal: i64) -> Node {
    let meter = meter::meter(&sentence, have, goal);
    el("div.offer").child(text("p.detail", sentence)).child(meter)
}
