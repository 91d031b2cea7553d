//! Until when: the server's time, the same for everyone.

use super::View;
use crate::browser::intl;
use crate::session::Shown;
use crate::ui::node::{Node, el, text};
use loyalty_api::campaign::CampaignKind;

/// With more seconds than this to go, a clock says less than the date.
const MOST: i64 = 7 * DAY;
const DAY: i64 = 24 * 3_600;

/// The date for all, and for eyes a clock besides: read out each second it would be in the way.
pub(super) fn view(view: View<'_>, shown: Shown<'_>) -> Option<Node> {
    let end = shown.campaign.ends_at.as_ref().filter(|_| shown.campaign.kind == CampaignKind::Flash)?;
    let words = view.words;
    let time = [words.day(end), words.clock(end)].join(", ");
    let left = ((intl::millis(end) - js_sys::Date::now()) as i64 / 1_000).max(0);
    let clock = (left < MOST).then(|| {
        let units = [("days", left / DAY), ("hours", left / 3_600 % 24), ("minutes", left / 60 % 60), ("seconds", left % 60)];
        // Three of them: seconds matter on the last day alone.
        let units = units.into_iter().skip(usize::from(left < DAY)).take(3);
        let unit = |(name, number): (&str, i64)| {
            let caption = words.t(&["popup.unit.", name].concat());
            el("span").child(text("b", two(number))).child(text("small", caption))
        };
        el("div.pop-digits").attr("aria-hidden", "true").children(units.map(unit))
    });
    Some(el("div.pop-clock").maybe(clock).child(text("p.detail", words.fill("popup.until", &[("time", &time)]))))
}

fn two(number: i64) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}
