//! The newsletter: agreed to by ticking the merchant's sentence, and as easily ended.

use crate::features::View;
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use loyalty_api::account::{RuleState, RuleStatus};
use loyalty_api::profile::ProfileChange;
use loyalty_api::program::EarningRule;

/// The form, or for who gets it already the way out; nothing where neither can be done.
pub(super) fn form(view: View<'_>, rule: &EarningRule, state: &RuleState) -> Option<Node> {
    match (state.status, view.state.member()?.customer.newsletter) {
        (RuleStatus::Available, false) => Some(agree(view, rule)),
        (_, true) => Some(leave(view, rule)),
        _ => None,
    }
}

fn agree(view: View<'_>, rule: &EarningRule) -> Node {
    let View { store, state, words } = view;
    let ticked = state.drafts.has(&rule.id);
    let (name, id) = (rule.id.clone(), rule.id.clone());
    let sentence = rule.consent.clone().unwrap_or_else(|| rule.title.clone());
    let tick = field::tick(&["tick-", &rule.id].concat(), sentence, ticked, move |ticked| {
        store.fill(&name, if ticked { "yes" } else { "" }.into());
    });
    let why = ["why-", &rule.id].concat();
    let button = text("button.button", words.t("earn.subscribe"))
        .attr("type", "button")
        .attr("data-look", "quiet")
        .attr("aria-disabled", if ticked { "false" } else { "true" })
        .attr("aria-describedby", &why)
        .attr("aria-busy", if state.working.as_ref() == Some(&rule.id) { "true" } else { "false" })
        .on("click", move |_| {
            if ticked {
                store.agree(&id);
            }
        });
    let reason = if ticked { String::new() } else { words.t("earn.tick_first") };
    el("div.form").child(tick).child(el("div.form-row").child(button).child(text("p.note", reason).attr("id", &why)))
}

fn leave(view: View<'_>, rule: &EarningRule) -> Node {
    let (store, id) = (view.store, rule.id.clone());
    text("button.link", view.words.t("earn.unsubscribe"))
        .attr("type", "button")
        .attr("aria-busy", if view.state.working.as_ref() == Some(&rule.id) { "true" } else { "false" })
        .on("click", move |_| store.tell(&id, ProfileChange { birthday: None, newsletter: Some(false), celebrated: None }))
}
