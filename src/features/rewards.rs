//! Rewards: what points buy, and on each one that can't be claimed, why.

use super::{View, balance, claims, guest, status};
use crate::ui::icon::{self, Icon};
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use crate::words::Words;
use loyalty_api::account::Account;
use loyalty_api::program::{Program, Reward, RewardValue};
use loyalty_rules::redeem::{self, Blocked, Wallet};

/// The list.
pub fn view(view: View<'_>) -> Node {
    match view.state.program.value() {
        Some(program) if !program.rewards.is_empty() => {
            el("ul.cards").children(program.rewards.iter().map(|reward| card(view, program, reward)).collect())
        }
        _ => status::empty(view.words.t("rewards.empty")),
    }
}

/// `<loyalty-rewards>`: balance, codes and rewards on a page of their own.
pub fn page(view: View<'_>) -> Node {
    let View { store, state, .. } = view;
    let Some(program) = state.program.value() else {
        return match state.program.error() {
            Some(error) => status::failed(view, error, move || store.refresh()),
            None => status::loading(view),
        };
    };
    let head = match (state.account.value(), state.account.error()) {
        (Some(Some(_)), _) => balance::view(view),
        (Some(None), _) => guest::view(view, program),
        (None, Some(error)) => status::failed(view, error, move || store.refresh()),
        (None, None) => balance::loading(view),
    };
    el("section.page")
        .attr("tabindex", "-1")
        .child(head)
        .maybe(status::stale(view))
        .child(status::notice(view))
        .child(claims::view(view))
        .child(self::view(view))
}

fn card(view: View<'_>, program: &Program, reward: &Reward) -> Node {
    let words = view.words;
    let mut details: Vec<String> = reward.description.clone().into_iter().collect();
    details.extend(reward.minimum_order.map(|amount| words.fill_money("rewards.minimum", amount)));
    if let RewardValue::Percentage { max_amount: Some(amount), .. } = reward.value {
        details.push(words.fill_money("rewards.max", amount));
    }
    details.extend(reward.limit_per_customer.map(|limit| words.plural("rewards.times", limit)));
    let standing = view.state.member().map(|account| {
        redeem::check(reward, program.vip.as_ref(), wallet(account, reward), None, view.state.cart.as_ref(), &program.currency)
            .map(|_| ())
    });
    let meter = match standing {
        Some(Err(Blocked::InsufficientPoints { needed })) => {
            Some(meter::meter(&words.fill_points("rewards.to_go", needed), reward.points - needed, reward.points))
        }
        _ => None,
    };
    let what = el("div.what")
        .child(text("p.title", reward.title.clone()))
        .child(text("p.detail", details.join(" · ")))
        .child(text("p.plus", words.points(reward.points)))
        .maybe(meter);
    let badge = el("span.badge").child(icon::draw(glyph(&reward.value)));
    el("li.card").child(badge).child(what).child(door(view, reward, standing))
}

/// The button, and below a disabled one what would enable it.
fn door(view: View<'_>, reward: &Reward, standing: Option<Result<(), Blocked>>) -> Node {
    let View { store, state, words } = view;
    let Some(standing) = standing else { return text("p.note", words.t("rewards.sign_in")) };
    let blocked = standing.is_err();
    let reason = standing.err().map(|blocked| explain(words, blocked)).unwrap_or_default();
    let reason_id = ["why-", &reward.id].concat();
    let id = reward.id.clone();
    let label = words.t("rewards.redeem");
    let name = [&label, ": ", &reward.title].concat();
    // `aria-disabled`, not `disabled`: a keyboard reaches it and a screen reader reads why.
    let button = text("button.button", label)
        .attr("type", "button")
        .attr("aria-label", &name)
        .attr("aria-describedby", &reason_id)
        .attr("aria-disabled", if blocked { "true" } else { "false" })
        .attr("aria-busy", if state.working.as_ref() == Some(&reward.id) { "true" } else { "false" })
        .on("click", move |_| {
            if !blocked {
                store.redeem(&id);
            }
        });
    el("div.door").child(button).child(text("p.note", reason).attr("id", &reason_id))
}

fn wallet<'a>(account: &'a Account, reward: &Reward) -> Wallet<'a> {
    let claimed = account.rewards.iter().find(|usage| usage.reward == reward.id).map_or(0, |usage| usage.count);
    Wallet { available: account.balance.available, claimed, ..Wallet::default() }
}

fn explain(words: Words<'_>, blocked: Blocked) -> String {
    match blocked {
        Blocked::InsufficientPoints { needed } => words.fill_points("rewards.to_go", needed),
        Blocked::OutOfStock | Blocked::TierRequired { .. } | Blocked::PointsNotAllowed | Blocked::RewardLimitReached => {
            words.t("rewards.limit")
        }
        Blocked::CartRequirementsNotMet { needed } => words.fill_money("rewards.cart_short", needed),
        Blocked::CartNotUnderstood => words.t("rewards.cart_other"),
    }
}

fn glyph(value: &RewardValue) -> Icon {
    match value {
        RewardValue::FreeShipping {} => icon::DELIVERY,
        RewardValue::Percentage { .. } => icon::PERCENT,
        _ => icon::TICKET,
    }
}
