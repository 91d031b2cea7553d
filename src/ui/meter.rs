//! A meter: a bar with words, for eyes and screen readers.

use super::node::{Node, el};

/// How far something has come. `label` says it in words.
pub fn meter(label: &str, have: i64, goal: i64) -> Node {
    let goal = goal.max(1);
    let have = have.clamp(0, goal);
    // Rounded down: a full bar is a goal that was reached.
    let width = [&(have.saturating_mul(100) / goal).to_string(), "%"].concat();
    let fill = el("div.fill").style("inline-size", width);
    el("div.meter")
        .attr("role", "meter")
        .attr("aria-label", label)
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", &goal.to_string())
        .attr("aria-valuenow", &have.to_string())
        .child(fill)
}
