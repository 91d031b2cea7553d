//! The panel: a dialog with the balance, ways to earn, rewards and activity.

use super::{View, activity, balance, claims, earn, guest, rewards, status};
use crate::ui::node::{Node, el, text};
use crate::ui::{dialog, icon, tabs};

/// The panel; closed until `state.open`.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let name = state.program.value().map_or_else(|| words.t("launcher.label"), |program| program.name.clone());
    let close = el("button.close").attr("type", "button").attr("aria-label", &words.t("panel.close"));
    let bar = el("div.bar")
        .child(text("h2.name", name.clone()))
        .child(close.child(icon::draw(icon::CLOSE)).on("click", move |_| store.set_open(false)));
    let scroll = el("div.scroll").children(content(view));
    let panel = el("div.panel").attr("tabindex", "-1").child(bar).child(scroll).child(status::notice(view));
    dialog::dialog(state.open, &name, panel, move || store.set_open(false))
}

fn content(view: View<'_>) -> Vec<Node> {
    let View { store, state, .. } = view;
    let error = state.program.error().or(state.account.error());
    match (state.program.value(), state.account.value(), error) {
        (Some(program), Some(account), _) => {
            let member = account.is_some();
            let hero = if member { balance::view(view) } else { guest::view(view, program) };
            vec![hero, status::stale(view).unwrap_or_default(), tabbed(view, member)]
        }
        (_, _, Some(error)) => vec![status::failed(view, error, move || store.refresh())],
        _ => vec![balance::loading(view), Node::default(), status::loading(view)],
    }
}

fn tabbed(view: View<'_>, member: bool) -> Node {
    let View { store, state, words } = view;
    let mut names = vec![words.t("tab.earn"), words.t("tab.rewards")];
    if member {
        names.push(words.t("tab.activity"));
    }
    // A member who signs out while looking at the activity finds the first tab.
    let selected = if state.tab < names.len() { state.tab } else { 0 };
    let content = match selected {
        0 => vec![earn::view(view)],
        1 => vec![claims::view(view), rewards::view(view)],
        _ => activity::view(view),
    };
    tabs::tabs(&words.t("panel.tabs"), names, selected, content, move |tab| store.select_tab(tab))
}
