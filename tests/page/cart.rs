//! `<loyalty-cart>`: what the cart earns and how far it is from more.

use loyalty_api::cart::Cart;
use loyalty_api::program::{CartOffers, CartStep, Program};
use loyalty_widget::client::ApiError;
use loyalty_widget::features::cart;
use loyalty_widget::mount::Mounted;
use loyalty_widget::session::Load;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::example;
use crate::stage::Stage;

/// A cart of two mugs and nothing else that comes to this many minor units.
fn cart(total: i64) -> Cart {
    let mut cart = Cart { discount: 0, ..example::cart(total / 2) };
    cart.lines.iter_mut().for_each(|line| line.discount = 0);
    cart
}

async fn at_cart(known: Option<Cart>) -> (Stage, Mounted) {
    let stage = Stage::new(&[("join-url", "/join")]);
    let page = stage.show("inline", cart::page).await;
    let steps = [(5000, 5), (10_000, 10)].map(|(from, percent)| CartStep { from, percent });
    let offers = CartOffers { steps: steps.into(), free_shipping_from: Some(6000) };
    stage.member().await;
    stage
        .set(|state| {
            state.program = Load::Ready(Program { cart: Some(offers), ..example::program() });
            state.cart = known;
        })
        .await;
    (stage, page)
}

#[wasm_bindgen_test]
async fn a_cart_says_what_it_earns_and_how_far_it_is() {
    for (name, total, promise, offers) in [
        ("small", 400, "Add €1 to earn points", ["€46 more for 5% off.", "€56 more for free shipping."]),
        ("a cent short", 4998, "You earn 49 points with this cart", ["€0.02 more for 5% off.", "€10.02 more for free shipping."]),
        ("between", 7000, "You earn 70 points with this cart", ["You save 5%. €30 more for 10% off.", "Shipping is free."]),
        ("at the top", 20_000, "You earn 200 points with this cart", ["You save 10%.", "Shipping is free."]),
    ] {
        let (stage, _page) = at_cart(Some(cart(total))).await;
        assert_eq!(stage.text(".promise"), promise, "{name}");
        assert_eq!(stage.texts(".offer .detail"), offers, "{name}");
        assert_eq!(stage.texts(".marks li"), ["€50 · 5%", "€100 · 10%"], "{name}");
    }
}

#[wasm_bindgen_test]
async fn the_shops_own_discount_does_not_take_a_step_away() {
    let (stage, _page) = at_cart(Some(Cart { discount: 250, ..cart(5000) })).await;
    assert_eq!(stage.texts(".offer .detail"), ["You save 5%. €50 more for 10% off.", "€10 more for free shipping."]);
    assert_eq!(stage.text(".promise"), "You earn 47 points with this cart", "what is paid earns");
}

#[wasm_bindgen_test]
async fn a_member_can_redeem_and_undo_in_the_cart() {
    let (stage, _page) = at_cart(Some(cart(4000))).await;
    assert_eq!(stage.texts(".cards .title"), ["€5 off", "Free shipping"], "the one that takes 400 points is not there");
    assert_eq!(stage.text(".ticket .code"), "HELD-1");
    stage.find(".cards .button").click();
    assert_eq!(stage.state().working.as_deref(), Some("rwd_5"));

    let (stage, _page) = at_cart(Some(cart(1000))).await;
    assert_eq!(stage.texts(".cards .title"), ["Free shipping"], "the cart is too small for the other");
    stage.change_account(|account| account.balance.available = 0).await;
    assert_eq!((stage.count(".cards"), stage.text(".claims + section .detail")), (0, "No reward fits this cart yet.".into()));
    stage.click(".cart section > .link").await;
    assert!(stage.state().open, "all rewards are in the panel");
}

#[wasm_bindgen_test]
async fn a_guest_sees_what_members_earn() {
    let (stage, _page) = at_cart(Some(cart(7000))).await;
    stage.set(|state| state.account = Load::Ready(None)).await;
    assert_eq!(stage.text(".promise"), "Members earn 70 points with this cart");
    assert_eq!(stage.find(".doors a").get_attribute("href").as_deref(), Some("/join"));
    assert_eq!((stage.count(".offer"), stage.count(".cards")), (2, 0));
}

#[wasm_bindgen_test]
async fn what_is_not_known_says_so() {
    let (stage, _page) = at_cart(None).await;
    assert_eq!(stage.count(".loading"), 1);
    stage.set(|state| state.cart_failed = true).await;
    assert_eq!(stage.text(".state p"), "The shop did not say what is in your cart.");
    stage.set(|state| state.cart = Some(Cart { lines: vec![], ..cart(0) })).await;
    assert!(stage.text(".state").starts_with("Your cart is empty."));
    stage.set(|state| state.cart = Some(Cart { currency: "PLN".into(), ..cart(7000) })).await;
    assert_eq!((stage.text(".promise"), stage.count(".offer")), ("Not for this cart's currency".into(), 0));
    let stale = Load::Stale(Some(example::account()), ApiError::Unreachable);
    stage.set(|state| (state.cart, state.account) = (Some(cart(7000)), stale)).await;
    assert!(stage.text(".stale").starts_with("As of "), "offline, what was known last stays");
    assert_eq!(stage.text(".promise"), "You earn 70 points with this cart");
    stage.set(|state| state.program = Load::Failed(ApiError::Server)).await;
    assert_eq!(stage.count("[role=alert]"), 1);
}
