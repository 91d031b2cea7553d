//! The shop's side of the programme: fuller carts, gifts, reviews, and what the programme tells it.

use crate::mall::open;
use anyhow::Result;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn a_fuller_cart_costs_less_and_a_gift_costs_nothing() -> Result<()> {
    let mall = open().await?;
    mall.sign_in("nadia").await?;
    let cart = mall.add("alder-teapot", 2).await?;
    assert_eq!((&cart["totals"]["step"], &cart["totals"]["shipping"]), (&json!(0), &json!(0)), "sent for nothing from 60 euros");
    let cart = mall.add("dune-cups", 1).await?;
    assert_eq!((&cart["totals"]["step_percent"], &cart["totals"]["step"]), (&json!(5), &json!(640)));
    assert_eq!(cart["loyalty_cart"]["discount"], 640, "what the order earns is what is paid for it");

    mall.buy().await?;
    let give = format!("{}/v1/shops/demo/members/nadia/adjustments", mall.backend.origin());
    let give = mall.browser.post(give).bearer_auth("sk_demo_only_not_a_secret_at_all").header("idempotency-key", "gift");
    give.json(&json!({"points": 2000, "reason": "For a test"})).send().await?.error_for_status()?;
    let tin = mall.redeem("rwd_chai", "key-1").await?;
    let (status, cart) = mall.apply(&tin.code).await?;
    assert_eq!(status, StatusCode::OK, "a gift is something to buy: {cart}");
    assert_eq!((&cart["lines"][0]["product"], &cart["lines"][0]["gift"]), (&json!("ember-chai"), &json!(true)));
    assert_eq!(cart["totals"]["total"], 490, "only sending it costs");
    let order = mall.buy().await?;
    assert_eq!((&order["lines"][0]["paid"], &order["totals"]["goods"]), (&json!(0), &json!(0)));
    assert!(mall.backend.audit().await?.is_empty());
    mall.close().await
}

#[tokio::test]
async fn a_review_of_what_was_bought_earns_once() -> Result<()> {
    let mall = open().await?;
    mall.sign_in("nadia").await?;
    let review = json!({"product": "fern-mug"});
    assert_eq!(mall.ask(Method::POST, "reviews", review.clone()).await?.0, StatusCode::NOT_FOUND, "nothing was bought");
    mall.add("fern-mug", 1).await?;
    mall.buy().await?;
    assert_eq!(mall.get_on(Method::POST, "reviews", review.clone()).await?, json!({"points": 60}));
    assert_eq!(mall.get_on(Method::POST, "reviews", review).await?, json!({"points": 0}), "the same review again");
    assert_eq!(mall.account().await?.balance.available, 160);
    mall.close().await
}

#[tokio::test]
async fn the_shop_believes_what_the_programme_signed() -> Result<()> {
    let mall = open().await?;
    let hook = format!("{}/shop/hooks/loyalty", mall.shop.shop_origin());
    let forged = mall.browser.post(&hook).header("webhook-id", "msg_1").header("webhook-timestamp", "1");
    assert_eq!(forged.header("webhook-signature", "v1,AAAA").body("{}").send().await?.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(mall.get_on(Method::GET, "desk/messages", Value::Null).await?, json!({"messages": []}));

    mall.sign_in("nadia").await?;
    mall.account().await?;
    for _ in 0..100 {
        let told = mall.get_on(Method::GET, "desk/messages", Value::Null).await?;
        if told["messages"].as_array().is_some_and(|told| told.iter().any(|one| one["body"]["type"] == "points.earned")) {
            return mall.close().await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    anyhow::bail!("the programme did not tell of the welcome points")
}

#[tokio::test]
async fn a_shops_backend_has_no_clock_to_move() -> Result<()> {
    let mall = open().await?;
    assert_eq!(mall.get_on(Method::GET, "clock", Value::Null).await?["movable"], false);
    let got = mall.ask(Method::POST, "clock", json!({"seconds": 86_400})).await?;
    assert_eq!(got, (StatusCode::NOT_FOUND, json!({"code": "not_found"})));
    mall.close().await
}
