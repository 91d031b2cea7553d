//! The panel: a dialog with the balance, ways to earn, rewards and activity.

use super::{View, balance, claims, earn, guest, rewards, status};
use crate::parts::{self, Part, Presence};
use crate::session::{Store, Tab};
use crate::ui::node::{Node, el, text};
use crate::ui::{dialog, icon, tabs};
use loyalty_api::program::Program;
use std::rc::Rc;

/// The panel; closed until `state.open`.
pub fn view(view: View<'_>) -> Node {
    let View { store, state, words } = view;
    let name = state.program.value().map_or_else(|| words.t("launcher.label"), |program| program.name.clone());
    let close: Rc<dyn Fn()> = Rc::new(move || store.set_open(false));
    let content = parts::panel(view).map_or_else(|| waiting(view), |part| (part.content)(view));
    let scroll = el("div.scroll").children(content);
    let panel = el("div.panel")
        .attr("tabindex", "-1")
        .child(bar(view, name.clone(), close.clone()))
        .child(scroll)
        .child(status::notice(view));
    dialog::dialog(state.open, &name, panel, close)
}

/// What stands there until the part comes: the same as while the account loads, so that nothing moves in between.
fn waiting(view: View<'_>) -> Vec<Node> {
    match view.state.parts.get(Part::Panel) {
        Presence::Failed => vec![parts::waiting(view, Part::Panel, |store| store.want(Part::Panel))],
        _ => loading(view),
    }
}

fn loading(view: View<'_>) -> Vec<Node> {
    vec![balance::loading(view), Node::default(), Node::default(), status::loading(view)]
}

/// A dialog's title, and the button that closes it.
pub fn bar(view: View<'_>, title: String, close: Rc<dyn Fn()>) -> Node {
    let button = el("button.close").attr("type", "button").attr("aria-label", &view.words.t("panel.close"));
    el("div.bar").child(text("h2.name", title)).child(button.child(icon::draw(icon::CLOSE)).on("click", move |_| close()))
}

/// What is below the bar: a part of the widget that is loaded when the panel is about to be opened.
pub fn content(view: View<'_>) -> Vec<Node> {
    let state = view.state;
    let error = state.program.error().or(state.account.error());
    match (state.program.value(), state.account.value(), error) {
        (Some(program), Some(account), _) => {
            let member = account.is_some();
            let hero = if member { balance::view(view) } else { guest::view(view, program) };
            let moment = parts::later(view).and_then(|later| (later.celebration)(view)).filter(|_| state.open);
            vec![hero, moment.unwrap_or_default(), status::stale(view).unwrap_or_default(), tabbed(view, program, member)]
        }
        (_, _, Some(error)) => vec![status::failed(view, error, Store::refresh)],
        _ => loading(view),
    }
}

fn tabbed(view: View<'_>, program: &Program, member: bool) -> Node {
    let View { store, state, words } = view;
    let present = [
        Some((Tab::Earn, icon::PLUS, "tab.earn")),
        Some((Tab::Rewards, icon::TICKET, "tab.rewards")),
        program.vip.is_some().then_some((Tab::Vip, icon::LADDER, "tab.vip")),
        program.referral.is_some().then_some((Tab::Friends, icon::FRIENDS, "tab.friends")),
        member.then_some((Tab::Activity, icon::CLOCK, "tab.activity")),
    ];
    let present: Vec<_> = present.into_iter().flatten().collect();
    // A member who signs out while looking at the activity finds the first tab.
    let selected = present.iter().position(|(tab, ..)| *tab == state.tab).unwrap_or_default();
    let names = present.iter().map(|(_, icon, name)| (*icon, words.t(name))).collect();
    let content = match present.get(selected) {
        Some((Tab::Rewards, ..)) => vec![claims::view(view), rewards::view(view)],
        Some((Tab::Vip, ..)) => vec![parts::show_later(view, |later| later.vip)],
        Some((Tab::Friends, ..)) => vec![parts::show_later(view, |later| later.referral)],
        Some((Tab::Activity, ..)) => vec![parts::show_later(view, |later| later.activity)],
        _ => vec![earn::view(view)],
    };
    tabs::tabs(&words.t("panel.tabs"), names, selected, content, move |index| {
        if let Some((tab, ..)) = present.get(index) {
            store.select_tab(*tab);
        }
    })
}
