//! Where a member stands: their tier, the way to the next one, what keeps theirs, and how it will go.

use super::amount::amount;
use crate::browser::intl;
use crate::features::View;
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use loyalty_api::vip::{Tier, TierWindow, VipProgram, VipState};
use loyalty_rules::vip;

const DAY_MS: f64 = 24.0 * 60.0 * 60.0 * 1000.0;

/// The member's tier and what it does to purchases.
pub(super) fn head(view: View<'_>, ladder: &VipProgram, state: &VipState) -> Node {
    let words = view.words;
    let own = own(ladder, state).map(|(_, tier)| tier);
    let name = own.map_or_else(|| words.t("vip.none"), |tier| tier.name.clone());
    let times = own.filter(|tier| tier.hundredths != 100).map(|tier| words.times(tier.hundredths));
    let since = own.and(state.since.as_ref()).map(|since| words.fill("vip.since", &[("date", &words.day(since))]));
    el("div.vip-head")
        .child(text("p.detail", words.t("vip.yours")))
        .child(text("h3.vip-name", name).maybe(times.map(|times| text("span.worth", times))))
        .maybe(since.map(|since| text("p.detail", since)))
}

/// The meter to the next tier, and what the member can count on.
pub(super) fn progress(view: View<'_>, ladder: &VipProgram, state: &VipState) -> Node {
    let words = view.words;
    let notes = [keep(view, ladder, state), ends(view, state), forecast(view, ladder, state)];
    let notes = notes.into_iter().flatten().map(|note| text("li", note));
    let way = match next(ladder, state) {
        Some(tier) => {
            let missing = amount(words, ladder.basis, (tier.threshold - state.value).max(0));
            let sentence = words.fill("vip.next", &[("amount", &missing), ("tier", &tier.name)]);
            let have = amount(words, ladder.basis, state.value);
            let goal = amount(words, ladder.basis, tier.threshold);
            let of = words.fill("vip.of", &[("amount", &have), ("goal", &goal)]);
            el("div.next")
                .child(text("p.title", sentence))
                .child(meter::meter(&of, state.value, tier.threshold))
                .child(text("p.detail", of))
        }
        None => text("p.title", words.t("vip.top")),
    };
    el("div.progress").child(way).child(el("ul.notes").children(notes))
}

/// The tier to climb to; nothing on top.
pub(super) fn next<'a>(ladder: &'a VipProgram, state: &VipState) -> Option<&'a Tier> {
    ladder.tiers.get(own(ladder, state).map_or(0, |(rank, _)| rank + 1))
}

fn own<'a>(ladder: &'a VipProgram, state: &VipState) -> Option<(usize, &'a Tier)> {
    vip::find(Some(ladder), state.tier.as_deref()?)
}

/// What keeps the tier, and until when.
fn keep(view: View<'_>, ladder: &VipProgram, state: &VipState) -> Option<String> {
    let words = view.words;
    let (_, tier) = own(ladder, state)?;
    let Some(keep) = &state.keep else {
        return matches!(ladder.window, TierWindow::Lifetime).then(|| words.fill("vip.forever", &[("tier", &tier.name)]));
    };
    let date = words.day(&keep.until);
    let needed = amount(words, ladder.basis, keep.needed);
    Some(match keep.needed {
        0 => words.fill("vip.safe", &[("tier", &tier.name), ("date", &date)]),
        _ => words.fill("vip.keep", &[("tier", &tier.name), ("date", &date), ("amount", &needed)]),
    })
}

/// When counting starts anew, and the days until then.
fn ends(view: View<'_>, state: &VipState) -> Option<String> {
    let ends_at = state.ends_at.as_ref()?;
    let left = ((intl::millis(ends_at) - js_sys::Date::now()) / DAY_MS).ceil();
    let words = view.words;
    let days = words.plural("vip.days_left", if left > 0.0 { left as i64 } else { 0 });
    Some(words.fill("vip.ends", &[("date", &words.day(ends_at)), ("days", &days)]))
}

/// What will have been counted when the window ends, and what that is enough for.
fn forecast(view: View<'_>, ladder: &VipProgram, state: &VipState) -> Option<String> {
    let words = view.words;
    let forecast = state.forecast?;
    let so_much = amount(words, ladder.basis, forecast);
    Some(match next(ladder, state) {
        Some(tier) if forecast >= tier.threshold => words.fill("vip.forecast.up", &[("amount", &so_much), ("tier", &tier.name)]),
        Some(tier) => {
            let missing = amount(words, ladder.basis, tier.threshold - forecast);
            words.fill("vip.forecast.short", &[("amount", &so_much), ("tier", &tier.name), ("missing", &missing)])
        }
        None => words.fill("vip.forecast", &[("amount", &so_much)]),
    })
}
