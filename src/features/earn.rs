//! Ways to earn, each as it stands for this shopper.

use super::{View, status};
use crate::browser::link;
use crate::ui::icon::{self, Icon};
use crate::ui::node::{Node, el, text};
use loyalty_api::account::RuleStatus;
use loyalty_api::program::{EarningKind, EarningRule, PurchaseRule};

/// The list.
pub fn view(view: View<'_>) -> Node {
    let rules = view.state.program.value().map(|program| program.earning.as_slice()).unwrap_or_default();
    if rules.is_empty() {
        return status::empty(view.words.t("earn.empty"));
    }
    el("ul.cards").children(rules.iter().map(|rule| card(view, rule)).collect())
}

/// "5 points for every €1 you spend".
pub fn purchase_sentence(view: View<'_>, rule: &PurchaseRule) -> String {
    let words = view.words;
    words.fill("earn.purchase", &[("points", &words.points(rule.points)), ("money", &words.money(rule.per))])
}

fn card(view: View<'_>, rule: &EarningRule) -> Node {
    let words = view.words;
    let mut details: Vec<String> = rule.description.clone().into_iter().collect();
    if let Some(purchase) = &rule.purchase {
        // The merchant's own words say it better, where there are some.
        if details.is_empty() {
            details.push(purchase_sentence(view, purchase));
        }
        details.extend(purchase.minimum_order.map(|amount| words.fill_money("earn.minimum", amount)));
    }
    let what = el("div.what")
        .child(text("p.title", rule.title.clone()))
        .children(details.into_iter().map(|detail| text("p.detail", detail)).collect())
        .maybe((rule.points > 0).then(|| text("p.plus", words.fill_points("earn.plus", rule.points))));
    el("li.card").child(el("span.badge").child(icon::draw(glyph(rule.kind)))).child(what).child(door(view, rule))
}

/// What the shopper can do about it now.
fn door(view: View<'_>, rule: &EarningRule) -> Node {
    let words = view.words;
    let label = match rule.kind {
        EarningKind::Purchase => return Node::default(),
        EarningKind::SignUp => None,
        EarningKind::Follow => Some("earn.follow"),
        EarningKind::Share => Some("earn.share"),
        EarningKind::Visit => Some("earn.visit"),
        _ => None,
    };
    let standing = view.state.member().map(|account| account.earning.iter().find(|state| state.rule == rule.id));
    match (standing.map(|state| state.map(|state| (state.status, &state.until))), label) {
        (None, Some(_)) => text("p.note", words.t("earn.sign_in")),
        (Some(Some((RuleStatus::Done, _) | (RuleStatus::LimitReached, None))), _) => {
            el("p.done").child(icon::draw(icon::CHECK)).child(text("span", words.t("earn.done")))
        }
        (Some(Some((RuleStatus::LimitReached, Some(until)))), _) => text("p.note", words.when("earn.until", until)),
        (Some(Some((RuleStatus::Available, _))), Some(label)) => act(view, rule, words.t(label)),
        _ => Node::default(),
    }
}

/// Follow and share open the merchant's link in a new tab, by the click itself, so that no pop-up blocker objects.
fn act(view: View<'_>, rule: &EarningRule, label: String) -> Node {
    let store = view.store;
    let id = rule.id.clone();
    let name = [&label, ": ", &rule.title].concat();
    let busy = view.state.working.as_ref() == Some(&rule.id);
    let door = match rule.url.as_deref().and_then(link::safe) {
        Some(address) => text("a.button", label).attr("href", address).attr("target", "_blank").attr("rel", "noopener"),
        None => text("button.button", label).attr("type", "button"),
    };
    door.attr("data-look", "quiet")
        .attr("aria-label", &name)
        .attr("aria-busy", if busy { "true" } else { "false" })
        .on("click", move |_| store.earn(&id))
}

fn glyph(kind: EarningKind) -> Icon {
    match kind {
        EarningKind::Purchase => icon::BAG,
        EarningKind::SignUp => icon::JOIN,
        EarningKind::Follow => icon::HEART,
        EarningKind::Share => icon::SHARE,
        _ => icon::CALENDAR,
    }
}
