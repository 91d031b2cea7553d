//! `<loyalty-cart>`: what the cart earns, how far it is from saving more, and the rewards that apply to it.

mod offers;

use super::{View, claims, estimate, guest, rewards, status};
use crate::session::{State, Tab};
use crate::ui::icon;
use crate::ui::node::{Node, el, text};
use loyalty_api::cart::Cart;
use loyalty_rules::earn::NoPoints;

/// The part of the shop's cart page.
pub fn page(view: View<'_>) -> Node {
    status::page(view, |view| {
        let View { store, state, words } = view;
        match (&state.cart, state.cart_failed) {
            (Some(cart), _) if cart.lines.iter().all(|line| line.quantity <= 0) => status::empty(words.t("cart.empty")),
            (Some(cart), _) => content(view, cart),
            (None, false) => status::loading(view),
            (None, true) => {
                let retry = text("button.button", words.t("status.retry")).attr("type", "button");
                let retry = retry.attr("data-look", "quiet").on("click", move |_| store.load_cart());
                el("div.state").child(text("p", words.t("cart.unknown"))).child(retry)
            }
        }
    })
}

fn content(view: View<'_>, cart: &Cart) -> Node {
    let member = view.state.member().is_some();
    el("div.cart")
        .maybe(promise(view, cart).map(|sentence| el("p.promise").child(icon::draw(icon::PLUS)).child(text("span", sentence))))
        .maybe((!member).then(|| guest::doors(view)))
        .children(offers::bars(view, cart))
        .maybe(claims::good(view))
        .maybe(member.then(|| spend(view)))
}

/// "You earn 124 leaves with this cart."
fn promise(view: View<'_>, cart: &Cart) -> Option<String> {
    let View { state, words, .. } = view;
    Some(match estimate::points(state, cart)? {
        Ok(0) => words.t("product.none"),
        Ok(points) => words.fill_points(key(state), points),
        Err(NoPoints::BelowMinimum(missing)) => words.fill_money("cart.below", missing),
        Err(NoPoints::OtherCurrency) => words.t("rewards.cart_other"),
        Err(NoPoints::Malformed) => return None,
    })
}

fn key(state: &State) -> &'static str {
    if state.member().is_some() { "cart.earn" } else { "cart.guest" }
}

/// The rewards that can be used on this cart, folded up beside the shop's own buttons, and a way to all the others.
fn spend(view: View<'_>) -> Node {
    let (store, words) = (view.store, view.words);
    let apply = rewards::claimable(view);
    let list = match apply.is_empty() {
        true => text("p.detail", words.t("cart.no_rewards")),
        false => el("details.past")
            .child(text("summary", words.fill("cart.rewards", &[("n", &words.number(apply.len() as i64))])))
            .child(el("ul.cards").children(apply)),
    };
    let all = text("button.link", words.t("cart.all")).attr("type", "button").on("click", move |_| {
        store.select_tab(Tab::Rewards);
        store.set_open(true);
    });
    el("section").child(list).child(all)
}
