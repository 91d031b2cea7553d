//! A calendar: a door for each of some days, each to be opened on its day.

use super::{View, form, won};
use crate::session::{Campaigns, Shown};
use crate::ui::icon;
use crate::ui::node::{Node, el, text};

/// The doors; and of the chosen one, which is today's at first, what is behind it or how to open it.
pub(super) fn view(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>) -> Node {
    let id = &shown.campaign.id;
    let today = campaigns.engagement().map(|known| known.today.as_str()).unwrap_or_default();
    let draft = ["door-", id].concat();
    let chosen = view.state.drafts.get(&draft).unwrap_or(today);
    let doors = shown.content.doors.iter().map(|day| el("li").child(door(view, campaigns, shown, day, today, &draft)));
    let has_door = shown.content.doors.iter().any(|day| day == chosen);
    let behind = match campaigns.reveal(id, Some(chosen)) {
        Some(reveal) => won::view(view, campaigns, shown, reveal),
        None if has_door && chosen == today => form::view(view, campaigns, shown, Some(chosen)),
        None => Node::default(),
    };
    el("div.pop-calendar").child(el("ul.pop-doors").children(doors)).child(behind)
}

fn door(view: View<'_>, campaigns: &Campaigns, shown: Shown<'_>, day: &str, today: &str, draft: &str) -> Node {
    let (store, words) = (view.store, view.words);
    let mut parts = day.rsplit('-').map(|part| part.parse::<i64>().unwrap_or_default());
    let (of_month, month) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let reveal = campaigns.reveal(&shown.campaign.id, Some(day));
    let (state, said) = match reveal {
        Some(reveal) => ("open", reveal.offer.title.clone()),
        None if day == today => ("today", words.t("popup.door.open")),
        // Days as they are written are in the order of time.
        None if day < today => ("gone", words.t("popup.door.gone")),
        None => ("later", words.t("popup.door.later")),
    };
    let label = [&words.anniversary(month, of_month), ": ", &said].concat();
    let can = matches!(state, "open" | "today");
    let is_chosen = can && view.state.drafts.get(draft).unwrap_or(today) == day;
    let (draft, chosen) = (draft.to_owned(), day.to_owned());
    el("button.pop-door")
        .attr("type", "button")
        .attr("data-state", state)
        .attr("aria-label", &label)
        .attr("aria-disabled", if can { "false" } else { "true" })
        .attr("aria-pressed", if is_chosen { "true" } else { "false" })
        .child(text("b", words.number(of_month)))
        .maybe(reveal.map(|_| icon::draw(icon::CHECK)))
        .on("click", move |_| {
            if can {
                store.fill(&draft, chosen.clone());
            }
        })
}
