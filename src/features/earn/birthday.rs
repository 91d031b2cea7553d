//! The birthday: asked for once, without a year, and confirmed, because it can't be changed.

use crate::features::View;
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use loyalty_api::account::{RuleState, RuleStatus};
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::EarningRule;

/// Days of each month, in a year that has every day.
const DAYS: [i64; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const MONTH: &str = "birthday-month";
const DAY: &str = "birthday-day";
const SURE: &str = "birthday-sure";

/// The form, or the day once it is known; nothing where it can't be told.
pub(super) fn form(view: View<'_>, rule: &EarningRule, state: &RuleState) -> Option<Node> {
    let words = view.words;
    if let Some(known) = &view.state.member()?.customer.birthday {
        let day = read(known).map_or_else(|| known.clone(), |(month, day)| words.anniversary(month, day));
        let when =
            state.until.as_ref().map(|until| text("p.detail", words.fill("birthday.until", &[("date", &words.day(until))])));
        return Some(el("div").child(text("p.detail", words.fill("birthday.known", &[("day", &day)]))).maybe(when));
    }
    if state.status != RuleStatus::Available {
        return None;
    }
    let chosen = chosen(view);
    let sure = view.state.drafts.has(SURE);
    Some(match chosen {
        Some((month, day)) if sure => confirm(view, rule, month, day),
        _ => ask(view, rule, chosen.is_some()),
    })
}

fn ask(view: View<'_>, rule: &EarningRule, complete: bool) -> Node {
    let View { store, state, words } = view;
    let (month, day) = (state.drafts.get(MONTH).unwrap_or_default(), state.drafts.get(DAY).unwrap_or_default());
    let choice = fields(view, [MONTH, DAY], month, day, move |month, day| {
        store.fill(MONTH, month);
        store.fill(DAY, day);
    });
    let why = ["why-", &rule.id].concat();
    let save = text("button.button", words.t("birthday.save"))
        .attr("type", "button")
        .attr("data-look", "quiet")
        .attr("aria-disabled", if complete { "false" } else { "true" })
        .attr("aria-describedby", &why)
        .on("click", move |_| {
            if complete {
                store.fill(SURE, "yes".into());
            }
        });
    let reason = words.t(if complete { "birthday.once" } else { "birthday.choose" });
    let choice = el("div.form-row").children(choice);
    el("div.form").child(choice).child(el("div.form-row").child(save)).child(text("p.note", reason).attr("id", &why))
}

/// Two lists for a day of the year: `enter` gets the month and the day, or nothing in place of what was not chosen.
pub fn fields(
    view: View<'_>,
    ids: [&str; 2],
    month: &str,
    day: &str,
    enter: impl Fn(String, String) + Clone + 'static,
) -> [Node; 2] {
    let words = view.words;
    let nothing = |key| vec![(String::new(), words.t(key))];
    let mut months = nothing("birthday.month");
    months.extend((1..=12).map(|month| (month.to_string(), words.month(month))));
    let mut days = nothing("birthday.day");
    days.extend((1..=length(month)).map(|day| (day.to_string(), words.number(day))));
    let (with_day, with_month) = (day.to_owned(), month.to_owned());
    let enter_day = enter.clone();
    let months = field::select(ids[0], month, months, move |month| {
        // A day that the other month does not have is none.
        let day = if number(&with_day) > Some(length(&month)) { String::new() } else { with_day.clone() };
        enter(month, day);
    });
    let days = field::select(ids[1], day, days, move |day| enter_day(with_month.clone(), day));
    [months.attr("aria-label", &words.t("birthday.month")), days.attr("aria-label", &words.t("birthday.day"))]
}

/// The way back stands where the button stood that led here: a double click confirms nothing.
fn confirm(view: View<'_>, rule: &EarningRule, month: i64, day: i64) -> Node {
    let View { store, state, words } = view;
    let id = rule.id.clone();
    let birthday =
        [if month < 10 { "--0" } else { "--" }, &month.to_string(), if day < 10 { "-0" } else { "-" }, &day.to_string()].concat();
    let question = words.fill("birthday.sure", &[("day", &words.anniversary(month, day))]);
    let back = text("button.button", words.t("birthday.change"))
        .attr("type", "button")
        .attr("data-look", "quiet")
        .on("click", move |_| store.fill(SURE, String::new()));
    let yes = text("button.button", words.t("birthday.confirm"))
        .attr("type", "button")
        .attr("aria-busy", if state.working.as_ref() == Some(&rule.id) { "true" } else { "false" })
        .on("click", move |_| {
            store.tell(&id, ProfileChange { birthday: Some(birthday.clone()), newsletter: None, celebrated: None });
        });
    el("div.form").child(text("p.detail", question).attr("role", "status")).child(el("div.form-row").child(back).child(yes))
}

/// The day that stands in the fields.
fn chosen(view: View<'_>) -> Option<(i64, i64)> {
    let field = |name| view.state.drafts.get(name).and_then(number);
    Some((field(MONTH)?, field(DAY)?))
}

/// How many days a month has that stands in its field; as many as any where none does.
fn length(month: &str) -> i64 {
    let index = number(month).and_then(|month| usize::try_from(month - 1).ok());
    index.and_then(|index| DAYS.get(index)).copied().unwrap_or(31)
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

/// Month and day of `--MM-DD`.
fn read(birthday: &str) -> Option<(i64, i64)> {
    let (month, day) = birthday.strip_prefix("--")?.split_once('-')?;
    Some((number(month)?, number(day)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_have_the_days_that_any_year_has() {
        for (month, days) in [("1", 31), ("2", 29), ("4", 30), ("12", 31), ("", 31), ("13", 31), ("0", 31)] {
            assert_eq!(length(month), days, "{month:?}");
        }
    }

    #[test]
    fn a_birthday_is_read_as_the_server_writes_it() {
        for (text, expected) in [("--02-29", Some((2, 29))), ("--11-05", Some((11, 5))), ("2000-02-29", None), ("--x-1", None)] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
