//! Until when: the server's time, the same for everyone.

use super::View;
use crate::browser::intl;
use crate::session::Shown;
use crate::ui::node::{Node, el, text};
use loyalty_api::campaign::CampaignKind;

/// A clock that shows more hours than this says less than a date.
const MOST: i64 = 100 * 3_600;

/// The date for all, and for eyes a clock besides: read out each second it would be in the way.
pub(super) fn view(view: View<'_>, shown: Shown<'_>) -> Option<Node> {
    let end = shown.campaign.ends_at.as_ref().filter(|_| shown.campaign.kind == CampaignKind::Flash)?;
    let words = view.words;
    let time = [words.day(end), words.clock(end)].join(", ");
    let left = ((intl::millis(end) - js_sys::Date::now()) as i64 / 1_000).max(0);
    let clock = (left < MOST).then(|| {
        let digits = [left / 3_600, left / 60 % 60, left % 60].map(|number| text("b", two(number)));
        el("div.pop-digits").attr("aria-hidden", "true").attr("dir", "ltr").children(digits)
    });
    Some(el("div.pop-clock").maybe(clock).child(text("p.detail", words.fill("popup.until", &[("time", &time)]))))
}

fn two(number: i64) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}
