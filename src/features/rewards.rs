//! Rewards: what points buy, and on each one that can't be claimed, why.

pub mod variable;

use super::{View, balance, claims, estimate, guest, status};
use crate::browser::link;
use crate::parts;
use crate::session::Store;
use crate::ui::icon::{self, Icon};
use crate::ui::meter;
use crate::ui::node::{Node, el, text};
use crate::words::Words;
use loyalty_api::program::{Program, Reward, RewardValue};
use loyalty_rules::redeem::{self, Blocked, Quote, Wallet};

/// What claiming a reward would give now, or why it cannot be claimed.
pub type Standing = Result<Quote, Blocked>;

/// The list.
pub fn view(view: View<'_>) -> Node {
    match view.state.program.value() {
        Some(program) if !program.rewards.is_empty() => {
            el("ul.cards").children(program.rewards.iter().map(|reward| card(view, program, reward)))
        }
        _ => status::empty(view.words.t("rewards.empty")),
    }
}

/// Those that can be claimed now and apply to the cart.
pub fn claimable(view: View<'_>) -> Vec<Node> {
    let Some(program) = view.state.program.value() else { return vec![] };
    let claimable =
        program.rewards.iter().filter(|reward| standing(view, program, reward).is_some_and(|standing| standing.is_ok()));
    claimable.map(|reward| card(view, program, reward)).collect()
}

/// `<loyalty-rewards>`: balance, codes and rewards on a page of their own.
pub fn page(view: View<'_>) -> Node {
    let state = view.state;
    let Some(program) = state.program.value() else {
        return match state.program.error() {
            Some(error) => status::failed(view, error, Store::refresh),
            None => status::loading(view),
        };
    };
    let head = match (state.account.value(), state.account.error()) {
        (Some(Some(_)), _) => balance::view(view),
        (Some(None), _) => guest::view(view, program),
        (None, Some(error)) => status::failed(view, error, Store::refresh),
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
    let price = redeem::price(reward, estimate::tier(view.state));
    let standing = standing(view, program, reward);
    let slider = view.state.member().and_then(|account| variable::Range::of(reward, price, account.balance.available));
    let meter = match standing {
        // A slider has its own way of saying how far the points reach.
        Some(Err(Blocked::InsufficientPoints { needed })) if slider.is_none() => {
            Some(meter::meter(&words.fill_points("rewards.to_go", needed), price - needed, price))
        }
        _ => None,
    };
    let what = el("div.what")
        .child(text("p.title", reward.title.clone()))
        .child(text("p.detail", terms(view, reward).join(" · ")))
        .child(text("p.plus", cost(words, reward, price)))
        .maybe(own_price(view, reward, price).map(|own| text("p.detail", own)))
        .maybe(meter);
    let what = match slider {
        Some(range) => what.child(match parts::later(view) {
            Some(later) => (later.slider)(view, reward, range, standing),
            None => el("div.bone"),
        }),
        None => return el("li.card").child(badge(reward)).child(what).child(door(view, reward, standing)),
    };
    el("li.card").child(badge(reward)).child(what)
}

/// Whether this shopper can claim it, and for what; nothing for a guest.
fn standing(view: View<'_>, program: &Program, reward: &Reward) -> Option<Standing> {
    let View { state, .. } = view;
    let account = state.member()?;
    let vip = program.vip.as_ref();
    let usage = account.rewards.iter().find(|usage| usage.reward == reward.id);
    let wallet = Wallet {
        available: account.balance.available,
        claimed: usage.map_or(0, |usage| usage.count),
        left: usage.and_then(|usage| usage.left),
        tier: estimate::tier(state),
    };
    let points = variable::chosen(view, reward, redeem::price(reward, wallet.tier), account);
    Some(redeem::check(reward, vip, wallet, points, state.cart.as_ref(), &program.currency))
}

/// What the merchant says of it, and its conditions.
fn terms(view: View<'_>, reward: &Reward) -> Vec<String> {
    let words = view.words;
    let mut terms: Vec<String> = reward.description.clone().into_iter().collect();
    terms.extend(reward.minimum_order.map(|amount| words.fill_money("rewards.minimum", amount)));
    terms.extend(match reward.value {
        RewardValue::Percentage { max_amount: Some(amount), .. } => Some(words.fill_money("rewards.max", amount)),
        // No order is awaited that could give the points back.
        RewardValue::GiftCard { .. } | RewardValue::StoreCredit { .. } => Some(words.t("rewards.at_once")),
        _ => None,
    });
    terms.extend(reward.limit_per_customer.map(|limit| words.plural("rewards.times", limit)));
    let usage = view.state.member().and_then(|account| account.rewards.iter().find(|usage| usage.reward == reward.id));
    terms.extend(usage.and_then(|usage| usage.left).filter(|left| *left > 0).map(|left| words.plural("rewards.left", left)));
    terms
}

fn cost(words: Words<'_>, reward: &Reward, price: i64) -> String {
    let points = words.points(price);
    if matches!(reward.value, RewardValue::Variable { .. }) { words.fill("rewards.from", &[("points", &points)]) } else { points }
}

/// Where the member's tier has another price than everybody's.
fn own_price(view: View<'_>, reward: &Reward, price: i64) -> Option<String> {
    let tier = view.words.tier(estimate::tier(view.state)?)?;
    (price != reward.points).then(|| view.words.fill("rewards.own_price", &[("tier", tier)]))
}

/// The button, and below a disabled one what would enable it.
fn door(view: View<'_>, reward: &Reward, standing: Option<Standing>) -> Node {
    let View { store, state, words } = view;
    let Some(standing) = standing else { return text("p.note", words.t("rewards.sign_in")) };
    let points =
        standing.as_ref().ok().filter(|_| matches!(reward.value, RewardValue::Variable { .. })).map(|quote| quote.points);
    let blocked = standing.is_err();
    let reason = standing.err().map(|blocked| explain(view, reward, blocked)).unwrap_or_default();
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
                store.redeem(&id, points);
            }
        });
    el("div.door").child(button).child(text("p.note", reason).attr("id", &reason_id))
}

fn explain(view: View<'_>, reward: &Reward, blocked: Blocked) -> String {
    let words = view.words;
    match blocked {
        Blocked::InsufficientPoints { needed } => words.fill_points("rewards.to_go", needed),
        Blocked::RewardLimitReached => words.t("rewards.limit"),
        Blocked::OutOfStock => words.t("rewards.none_left"),
        Blocked::TierRequired { tier } => words.from_tier(&tier),
        Blocked::PointsNotAllowed => variable::allowed(view, reward),
        Blocked::CartRequirementsNotMet { needed } => words.fill_money("rewards.cart_short", needed),
        Blocked::CartNotUnderstood => words.t("rewards.cart_other"),
    }
}

/// Its picture, or what stands for its kind. The title beside it says what it is.
fn badge(reward: &Reward) -> Node {
    let picture = reward.image.as_deref().and_then(link::safe);
    el("span.badge").child(match picture {
        Some(address) => el("img.picture").attr("src", address).attr("alt", "").attr("loading", "lazy"),
        None => icon::draw(glyph(&reward.value)),
    })
}

fn glyph(value: &RewardValue) -> Icon {
    match value {
        RewardValue::FreeShipping {} => icon::DELIVERY,
        RewardValue::Percentage { .. } => icon::PERCENT,
        RewardValue::FreeProduct { .. } => icon::GIFT,
        RewardValue::GiftCard { .. } | RewardValue::StoreCredit { .. } => icon::CARD,
        RewardValue::FixedAmount { .. } | RewardValue::Variable { .. } => icon::TICKET,
    }
}
