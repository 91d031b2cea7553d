//! Ways to spend: prices by tier, points of one's choice, limited numbers, and what is paid for at once.

use crate::common::database::{On, on_both};
use crate::common::{Answer, DAY, SECRET_KEY, Shop};
use reqwest::Method;
use serde_json::json;
use std::sync::Arc;
use tokio::task::JoinSet;

on_both!(
    a_tier_has_its_own_price_and_its_own_rewards,
    as_many_points_as_one_likes_within_steps_and_limits,
    a_gift_card_is_paid_for_at_once,
    an_issued_code_ends,
    a_reward_in_limited_numbers_runs_out,
    stock_is_never_oversold,
);

/// A member with 10,000 points given by hand.
async fn rich(shop: &Shop, name: &str) -> String {
    let session = shop.sign_in(name).await;
    let body = json!({ "points": 10_000, "reason": "A head start" });
    assert_eq!(shop.merchant(Method::POST, &format!("/members/{name}/adjustments"), Some(body)).await.status, 201);
    session
}

async fn redeem(shop: &Shop, session: &str, reward: &str) -> Answer {
    shop.change(session, "/v1/me/redemptions", json!({ "reward": reward })).await
}

async fn code(shop: &Shop, code: &str) -> Answer {
    let authorization = format!("Bearer {SECRET_KEY}");
    shop.get(&format!("/v1/shops/demo/codes/{code}"), &[("authorization", &authorization)]).await
}

async fn a_tier_has_its_own_price_and_its_own_rewards() {
    let shop = Shop::whole(|_| {}).await;
    let session = rich(&shop, "ada").await;
    assert_eq!(redeem(&shop, &session, "rwd_10_percent").await.at("/redemption/points"), 800);
    let refused = redeem(&shop, &session, "rwd_teapot").await;
    assert_eq!((refused.problem(), refused.at("/tier")), ((403, "tier_required".into()), json!("tir_forest")));
    shop.pays("1", Some("ada"), 400, &[]).await;
    assert_eq!(redeem(&shop, &session, "rwd_10_percent").await.at("/redemption/points"), 700);
    shop.pays("2", Some("ada"), 500, &[]).await;
    assert_eq!(redeem(&shop, &session, "rwd_10_percent").await.at("/redemption/points"), 600);
    let teapot = redeem(&shop, &session, "rwd_teapot").await;
    assert_eq!(teapot.at("/redemption/value"), json!({ "kind": "free_product", "product": "alder-teapot" }));
    assert_eq!(redeem(&shop, &session, "rwd_teapot").await.problem(), (409, "reward_limit_reached".into()));
    shop.audit().await;
}

async fn as_many_points_as_one_likes_within_steps_and_limits() {
    let shop = Shop::whole(|_| {}).await;
    let session = rich(&shop, "ada").await;
    for points in [0, -50, 150, 210, 3_050] {
        let refused = shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_any_amount", "points": points })).await;
        assert_eq!((refused.problem(), refused.at("/field")), ((422, "points_not_allowed".into()), json!("points")), "{points}");
    }
    for (points, paid) in [(json!(null), 200), (json!(250), 250), (json!(3_000), 3_000)] {
        let answer = shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_any_amount", "points": points })).await;
        assert_eq!((answer.status, answer.at("/redemption/points")), (201, json!(paid)));
        assert_eq!(answer.at("/redemption/value"), json!({ "kind": "fixed_amount", "amount": paid }));
    }
    let wrong = shop.change(&session, "/v1/me/redemptions", json!({ "reward": "rwd_5_off", "points": 400 })).await;
    assert_eq!(wrong.problem(), (422, "points_not_allowed".into()), "a price is no offer");
    shop.audit().await;
}

async fn a_gift_card_is_paid_for_at_once() {
    let shop = Shop::whole(|_| {}).await;
    let session = rich(&shop, "ada").await;
    let answer = redeem(&shop, &session, "rwd_gift_card").await;
    assert_eq!((answer.at("/redemption/state"), answer.at("/redemption/held_until")), (json!("issued"), json!(null)));
    assert_eq!(answer.at("/redemption/expires_at"), "2027-06-01T12:00:00Z");
    assert_eq!(shop.balance(&session).await, (7_600, 0, 0, 100), "spent, not held; what was given was not earned");
    let (id, given) = (answer.at("/redemption/id"), answer.at("/redemption/code"));
    let (id, given) = (id.as_str().unwrap(), given.as_str().unwrap());
    let undone = shop.change(&session, &format!("/v1/me/redemptions/{id}/cancel"), json!({})).await;
    assert_eq!(undone.problem(), (409, "redemption_issued".into()));
    shop.clock.advance(30 * DAY);
    let session = shop.sign_in("ada").await;
    assert_eq!(code(&shop, given).await.at("/value"), json!({ "kind": "gift_card", "amount": 2_500 }));

    shop.pays("1", Some("ada"), 10, &[given]).await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/state"), "used");
    assert_eq!(code(&shop, given).await.problem(), (404, "unknown_code".into()));
    shop.pays("2", Some("eve"), 10, &[given]).await;
    shop.audit().await;
    shop.cancels("2").await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/order"), "1", "another order's end is no concern of this one");
    shop.cancels("1").await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/state"), "issued", "the card outlives the order");
    assert_eq!(code(&shop, given).await.status, 200);
    assert_eq!(shop.balance(&session).await.0, 7_600);
    shop.pays("3", Some("ada"), 10, &[given]).await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/order"), "3");
    shop.audit().await;
}

async fn an_issued_code_ends() {
    let shop = Shop::whole(|document| document["rewards"][6]["code_days"] = 30.into()).await;
    let session = rich(&shop, "ada").await;
    let answer = redeem(&shop, &session, "rwd_gift_card").await;
    let given = answer.at("/redemption/code").as_str().unwrap().to_owned();
    shop.clock.advance(30 * DAY);
    assert_eq!(code(&shop, &given).await.problem(), (404, "unknown_code".into()));
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/state"), "expired");
    assert_eq!(shop.balance(&session).await.0, 7_600, "what was paid for it is gone with it");
    // A shop that took it all the same is believed: nothing is left to be paid for.
    shop.pays("1", Some("ada"), 10, &[&given]).await;
    assert_eq!(shop.me(&session).await.at("/redemptions/0/state"), "used");
    assert_eq!(shop.balance(&session).await.0, 7_600);
    shop.audit().await;
}

async fn a_reward_in_limited_numbers_runs_out() {
    let shop = Shop::whole(|document| document["rewards"][5]["stock"] = 2.into()).await;
    let (ada, bob) = (rich(&shop, "ada").await, rich(&shop, "bob").await);
    let left = async |session: &str| {
        let account = shop.me(session).await.json();
        account["rewards"].as_array().unwrap().iter().find(|one| one["reward"] == "rwd_chai").unwrap()["left"].clone()
    };
    assert_eq!(left(&ada).await, 2);
    let first = redeem(&shop, &ada, "rwd_chai").await;
    assert_eq!(redeem(&shop, &bob, "rwd_chai").await.status, 201);
    assert_eq!((redeem(&shop, &bob, "rwd_chai").await.problem(), left(&bob).await), ((409, "out_of_stock".into()), json!(0)));
    let id = first.at("/redemption/id").as_str().unwrap().to_owned();
    shop.change(&ada, &format!("/v1/me/redemptions/{id}/cancel"), json!({})).await;
    assert_eq!((left(&bob).await, redeem(&shop, &bob, "rwd_chai").await.status), (json!(1), 201));
    shop.audit().await;
}

async fn stock_is_never_oversold() {
    let shop = Arc::new(Shop::whole(|document| document["rewards"][5]["stock"] = 3.into()).await);
    let other = if On::current() == On::Postgres { Arc::new(shop.replica().await) } else { shop.clone() };
    let mut sessions = Vec::new();
    for number in 0..10 {
        sessions.push(rich(&shop, &format!("m{number}")).await);
    }
    let mut requests = JoinSet::new();
    for number in 0..50 {
        let (shop, session) = ([&shop, &other][number % 2].clone(), sessions[number % sessions.len()].clone());
        requests.spawn(async move { redeem(&shop, &session, "rwd_chai").await });
    }
    let answers = requests.join_all().await;
    let granted = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(granted, 3);
    for refused in answers.iter().filter(|answer| answer.status != 201) {
        assert_eq!(refused.problem(), (409, "out_of_stock".into()));
    }
    shop.audit().await;
}
