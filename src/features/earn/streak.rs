//! A streak: the days in a row, as dots with words.

use crate::features::View;
use crate::ui::node::{Node, el, text};
use loyalty_api::account::RuleState;
use loyalty_api::program::EarningRule;

/// More dots than this are no picture any more.
const DOTS: i64 = 31;

/// The days so far.
pub(super) fn days(view: View<'_>, rule: &EarningRule, state: &RuleState) -> Node {
    let words = view.words;
    let wanted = rule.days.unwrap_or_default();
    let done = state.progress.unwrap_or_default().clamp(0, wanted.max(0));
    let sentence = words.plural("earn.streak", wanted).replace("{done}", &words.number(done));
    let dots = (0..wanted.min(DOTS)).map(|day| el("span.day").attr("data-done", if day < done { "true" } else { "false" }));
    // The sentence says what the dots show.
    el("div").child(el("div.days").attr("aria-hidden", "true").children(dots)).child(text("p.detail", sentence))
}
