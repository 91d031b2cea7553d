//! Ways to earn, each as it stands for this shopper.

mod birthday;
mod glyph;
mod newsletter;
mod purchase;
mod streak;

pub use birthday::fields as birthday_fields;
pub use purchase::sentence as purchase_sentence;

use super::{View, status};
use crate::browser::link;
use crate::parts;
use crate::session::Tab;
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::account::{RuleState, RuleStatus};
use loyalty_api::program::{EarningKind, EarningRule};

/// The list, and the collectibles where the programme has some.
pub fn view(view: View<'_>) -> Node {
    el("div").child(list(view)).maybe(parts::later(view).map(|later| (later.album)(view)))
}

/// `<loyalty-earn>`: the list on a page of the shop.
pub fn page(view: View<'_>) -> Node {
    status::page(view, self::list)
}

fn list(view: View<'_>) -> Node {
    let rules = view.state.program.value().map(|program| program.earning.as_slice()).unwrap_or_default();
    if rules.is_empty() {
        return status::empty(view.words.t("earn.empty"));
    }
    el("ul.cards").children(rules.iter().map(|rule| card(view, rule)))
}

fn card(view: View<'_>, rule: &EarningRule) -> Node {
    let words = view.words;
    let known = view.state.member().map(|account| account.earning.iter().find(|state| state.rule == rule.id));
    let state = known.flatten();
    let locked = state.is_some_and(|state| state.status == RuleStatus::Locked);
    let form = match (rule.kind, state) {
        (EarningKind::Purchase, _) => Some(purchase::terms(view, rule)),
        (_, Some(state)) if !locked => match rule.kind {
            EarningKind::Birthday | EarningKind::Newsletter | EarningKind::Streak => match parts::later(view) {
                Some(later) => (later.earn_form)(view, rule, state),
                // It is on its way since the panel opened: its place is kept.
                None => Some(el("div.bone")),
            },
            EarningKind::Review | EarningKind::Custom => {
                (state.status == RuleStatus::Available).then(|| text("p.detail", words.t("earn.by_shop")))
            }
            _ => None,
        },
        _ => None,
    };
    let what = el("div.what")
        .child(text("p.title", rule.title.clone()))
        .maybe(rule.description.as_ref().map(|description| text("p.detail", description.clone())))
        .maybe((rule.points > 0).then(|| text("p.plus", words.fill_points("earn.plus", rule.points))))
        .maybe(form);
    el("li.card")
        .attr("data-locked", if locked { "true" } else { "false" })
        .child(el("span.badge").child(icon::draw(if locked { icon::LOCK } else { glyph::of(rule) })))
        .child(what)
        .child(door(view, rule, known))
}

/// What a way to earn asks for, or tells of how far it is.
pub fn form(view: View<'_>, rule: &EarningRule, state: &RuleState) -> Option<Node> {
    match rule.kind {
        EarningKind::Birthday => birthday::form(view, rule, state),
        EarningKind::Newsletter => newsletter::form(view, rule, state),
        EarningKind::Streak => Some(streak::days(view, rule, state)),
        _ => None,
    }
}

/// What the shopper can do about it now. `known` is nothing for a guest.
fn door(view: View<'_>, rule: &EarningRule, known: Option<Option<&RuleState>>) -> Node {
    let words = view.words;
    let state = match (known, rule.kind) {
        (_, EarningKind::Purchase) | (None, EarningKind::SignUp) | (Some(None), _) => return Node::default(),
        (None, _) => return text("p.note", words.t("earn.sign_in")),
        (Some(Some(state)), _) => state,
    };
    match (state.status, &state.until, rule.kind) {
        (RuleStatus::Locked, ..) => text("p.note", words.from_tier(rule.tier.as_deref().unwrap_or_default())),
        // The form says when the points come.
        (_, Some(_), EarningKind::Birthday) => Node::default(),
        (RuleStatus::Done, ..) | (RuleStatus::LimitReached, None, _) => {
            el("p.done").child(icon::draw(icon::CHECK)).child(text("span", words.t("earn.done")))
        }
        (RuleStatus::LimitReached, Some(_), EarningKind::Streak) => text("p.note", words.t("earn.tomorrow")),
        (RuleStatus::LimitReached, Some(until), _) => text("p.note", words.when("earn.until", until)),
        (RuleStatus::Available, ..) => open(view, rule),
    }
}

/// A way to earn that can be done now.
fn open(view: View<'_>, rule: &EarningRule) -> Node {
    let (store, words) = (view.store, view.words);
    let label = match rule.kind {
        EarningKind::Follow => "earn.follow",
        EarningKind::Share => "earn.share",
        EarningKind::Visit => "earn.visit",
        EarningKind::Streak => "earn.check_in",
        EarningKind::Review => "earn.review",
        EarningKind::Custom | EarningKind::Quiz => "earn.open",
        EarningKind::Referral => "earn.refer",
        // Buying needs no button, becoming a member is done, and the others have forms.
        EarningKind::Purchase | EarningKind::SignUp | EarningKind::Birthday | EarningKind::Newsletter => return Node::default(),
    };
    let label = words.t(label);
    let name = [&label, ": ", &rule.title].concat();
    let busy = view.state.working.as_ref() == Some(&rule.id);
    let address = rule.url.as_deref().and_then(link::safe);
    // A link opens a new tab by the click itself, so that no pop-up blocker objects.
    let door = match address {
        Some(address) => text("a.button", label).attr("href", address).attr("target", "_blank").attr("rel", "noopener"),
        None => text("button.button", label).attr("type", "button"),
    };
    let door = door.attr("data-look", "quiet").attr("aria-label", &name).attr("aria-busy", if busy { "true" } else { "false" });
    let id = rule.id.clone();
    match (rule.kind, &rule.quiz) {
        (EarningKind::Referral, _) => door.on("click", move |_| {
            store.select_tab(Tab::Friends);
            store.set_open(true);
        }),
        (EarningKind::Quiz, Some(quiz)) if address.is_none() => {
            let quiz = quiz.clone();
            door.on("click", move |_| store.open_quiz(&quiz))
        }
        // What the merchant's server has to confirm, or a page asks: without one to do it on there is nothing to click.
        (EarningKind::Review | EarningKind::Custom | EarningKind::Quiz, _) if address.is_none() => Node::default(),
        (EarningKind::Review | EarningKind::Custom | EarningKind::Quiz, _) => door,
        _ => door.on("click", move |_| store.earn(&id)),
    }
}
