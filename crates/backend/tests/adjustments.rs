//! Points given and taken by the merchant.

use crate::common::database::on_both;
use crate::common::{Answer, DAY, Shop};
use reqwest::Method;
use serde_json::{Value, json};

on_both!(
    given_and_taken_points_add_up,
    more_than_there_is_may_only_be_owed_where_the_shop_allows_it,
    a_repetition_changes_nothing
);

async fn adjust(shop: &Shop, points: i64, reason: &str) -> Answer {
    shop.merchant(Method::POST, "/members/ada/adjustments", Some(json!({ "points": points, "reason": reason }))).await
}

async fn given_and_taken_points_add_up() {
    let shop = Shop::open().await;
    let session = shop.sign_in("ada").await;
    let given = adjust(&shop, 400, "Sorry for the broken cup").await;
    assert_eq!(given.status, 201, "{}", given.text);
    assert_eq!(given.at("/transaction/kind"), "adjust");
    assert_eq!(given.at("/transaction/title"), "Sorry for the broken cup");
    assert_eq!((given.at("/member/available"), given.at("/member/lifetime")), (json!(500), json!(100)), "given is not earned");
    assert_eq!(shop.me(&session).await.at("/balance/next_expiry/points"), 500, "it runs out like any points");
    shop.audit().await;

    let taken = adjust(&shop, -450, "Counted twice").await;
    assert_eq!((taken.at("/transaction/points"), taken.at("/member/available")), (json!(-450), json!(50)));
    shop.audit().await;
    let activity = shop.get("/v1/me/transactions", &[("authorization", &session)]).await.json();
    let lines: Vec<(Value, Value)> =
        activity["items"].as_array().unwrap().iter().map(|line| (line["points"].clone(), line["title"].clone())).collect();
    assert_eq!(lines[0], (json!(-450), json!("Counted twice")));
    assert_eq!(lines[1], (json!(400), json!("Sorry for the broken cup")));

    adjust(&shop, 250, "A gift").await;
    shop.clock.advance(366 * DAY);
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await, (0, 0, 0, 100), "all of it ran out");
    shop.audit().await;
}

async fn more_than_there_is_may_only_be_owed_where_the_shop_allows_it() {
    for allow_debt in [false, true] {
        let shop = Shop::with(|document| document["allow_debt"] = allow_debt.into(), |_| {}).await;
        let session = shop.sign_in("ada").await;
        let taken = adjust(&shop, -130, "Points of an order that never was").await;
        if allow_debt {
            assert_eq!((taken.status, shop.balance(&session).await.0), (201, -30));
            let given = adjust(&shop, 50, "Half of it back").await;
            assert_eq!(given.at("/member/available"), 20);
        } else {
            assert_eq!((taken.problem(), taken.at("/points_needed")), ((409, "insufficient_points".into()), json!(30)));
            assert_eq!(shop.balance(&session).await.0, 100);
        }
        shop.audit().await;
    }
}

async fn a_repetition_changes_nothing() {
    let shop = Shop::open().await;
    let session = shop.sign_in("ada").await;
    let ask = |points: i64, key: &'static str| {
        let body = json!({ "points": points, "reason": "A gift" });
        shop.merchant_with_key(Method::POST, "/members/ada/adjustments", Some(body), key)
    };
    let (first, again) = (ask(10, "k").await, ask(10, "k").await);
    assert_eq!((first.status, &first.text), (again.status, &again.text));
    assert_eq!(ask(20, "k").await.problem(), (422, "idempotency_key_reused".into()));
    assert_eq!(shop.balance(&session).await.0, 110);
    for (name, points, reason, problem) in [
        ("nothing", 0, "A gift", (422, "nothing_to_adjust")),
        ("too much", 1_000_000_001, "A gift", (400, "invalid_request")),
        ("out of range", i64::MIN, "A gift", (400, "invalid_request")),
        ("no reason", 10, "  ", (400, "invalid_request")),
    ] {
        assert_eq!(adjust(&shop, points, reason).await.problem(), (problem.0, problem.1.into()), "{name}");
    }
    let body = json!({ "points": 10, "reason": "A gift" });
    let nobody = shop.merchant(Method::POST, "/members/eve/adjustments", Some(body)).await;
    assert_eq!(nobody.problem(), (404, "unknown_member".into()));
    shop.audit().await;
}
