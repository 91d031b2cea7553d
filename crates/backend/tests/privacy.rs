//! The person behind a member: webhooks about customers, everything that is held, and forgetting.

use crate::common::database::on_both;
use crate::common::{Answer, DAY, SECRET_KEY, SHOPIFY_SECRET, Shop, TOKEN_KEY_1, WEBHOOK_SECRET, event, sign, sign_webhook};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;

on_both!(
    what_is_held_about_a_person_is_handed_out,
    a_person_is_forgotten_and_the_totals_stay,
    customers_are_updated_and_deleted_by_webhook,
    shopifys_privacy_topics_are_followed,
);

fn programme(document: &mut Value) {
    document["referral"] = json!({
        "landing": "http://127.0.0.1:4400/", "title": { "en": "€5 off" }, "value": { "kind": "fixed_amount", "amount": 500 },
        "minimum_order": null, "message": { "en": "{reward}: {url}" }, "channels": ["link"], "days": 30
    });
    let rules = document["earning"].as_array_mut().unwrap();
    rules.retain(|rule| rule["kind"] != "referral");
    rules.push(json!({ "id": "ern_friends", "kind": "referral", "title": { "en": "Refer a friend" }, "points": 200 }));
}

async fn ask(shop: &Shop, method: Method, path: &str) -> Answer {
    let authorization = format!("Bearer {SECRET_KEY}");
    shop.send(method, &format!("/v1/shops/demo/members/{path}"), &[("authorization", &authorization)], None).await
}

async fn tell(shop: &Shop, message: &Value, id: &str) -> Answer {
    let (time, body) = ((shop.clock.now_ms() / 1000).to_string(), message.to_string());
    let signature = sign_webhook(WEBHOOK_SECRET, id, &time, &body);
    let headers = [("webhook-id", id), ("webhook-timestamp", time.as_str()), ("webhook-signature", signature.as_str())];
    shop.send(Method::POST, "/v1/webhooks/demo/customers", &headers, Some(body)).await
}

async fn shopify(shop: &Shop, topic: &str, id: &str, body: &Value) -> u16 {
    let body = body.to_string();
    let mac = Hmac::<Sha256>::new_from_slice(SHOPIFY_SECRET.as_bytes()).unwrap().chain_update(&body);
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let headers = [("x-shopify-topic", topic), ("x-shopify-webhook-id", id), ("x-shopify-hmac-sha256", signature.as_str())];
    shop.send(Method::POST, "/v1/webhooks/demo/shopify", &headers, Some(body)).await.status
}

async fn name(shop: &Shop, sub: &str) -> Value {
    shop.me(&shop.sign_in(sub).await).await.at("/customer/first_name")
}

/// Ada: a name, two orders, a claim, a friend, an address.
async fn ada(shop: &Shop) -> String {
    let mut claims = shop.claims("ada");
    claims["first_name"] = "Adelheid".into();
    assert_eq!(shop.exchange(Some(&sign(&claims, "k1", TOKEN_KEY_1))).await.status, 201);
    for (order, euros) in [("1", 500), ("2", 40)] {
        let mut data = shop.order(order, Some("ada"), euros * 100, &[]);
        (data["email"], data["address"]) = ("ada@example.com".into(), "1 Long Road".into());
        assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
        if order == "1" {
            shop.clock.advance(14 * DAY);
        }
    }
    let session = shop.sign_in("ada").await;
    shop.claim(&session, "rwd_5_off").await;
    shop.change(&session, "/v1/me/referral/shares", json!({ "channel": "link" })).await;
    adjust(shop, "ada").await;
    session
}

async fn adjust(shop: &Shop, member: &str) {
    let body = json!({ "points": 5, "reason": "A gift" });
    assert_eq!(shop.merchant(Method::POST, &format!("/members/{member}/adjustments"), Some(body)).await.status, 201);
}

async fn what_is_held_about_a_person_is_handed_out() {
    let shop = Shop::with(programme, |_| {}).await;
    ada(&shop).await;
    shop.pays("3", Some("zuzanna"), 77, &[]).await;
    let answer = ask(&shop, Method::GET, "ada/export").await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let held = answer.at("/held");
    let first = |part: &str| held[part][0].clone();
    assert_eq!((answer.at("/merchant_id"), first("member")["first_name"].clone()), ("ada".into(), "Adelheid".into()));
    assert_eq!(held["orders"].as_array().unwrap().len(), 2);
    assert_eq!(first("orders")["paid_at"], "2026-06-01T12:00:00Z");
    assert_eq!(first("recognised_by")["mark"], "(a keyed hash)");
    assert_eq!(first("redemptions")["state"], "held");
    assert_eq!(first("friends")["state"], "shared");
    assert_eq!(first("transactions")["title"]["en"], "Join the programme");
    for part in ["sessions", "balances", "awards", "lots", "referral_code", "answers", "order_addresses"] {
        assert!(!held[part].as_array().unwrap().is_empty(), "{part}");
    }
    assert!(!answer.text.contains("zuzanna") && !answer.text.contains("7700"), "nobody else's: {}", answer.text);
    assert_eq!(ask(&shop, Method::GET, "nobody/export").await.problem(), (404, "unknown_member".into()));
    let anyone = shop.get("/v1/shops/demo/members/ada/export", &[]).await;
    assert_eq!(anyone.problem().0, 401);
}

async fn a_person_is_forgotten_and_the_totals_stay() {
    let shop = Shop::with(programme, |_| {}).await;
    let session = ada(&shop).await;
    shop.audit().await;
    let mut database = shop.database.connect().await;
    shop.sign_in("bob").await;
    adjust(&shop, "bob").await;
    let mut totals = async || {
        let sql = "SELECT a.kind, CAST(SUM(m.points) AS BIGINT) FROM movements m JOIN accounts a ON a.id = m.account GROUP BY a.kind ORDER BY a.kind";
        sqlx::query_as::<_, (String, i64)>(sql).fetch_all(&mut database).await.unwrap()
    };
    let before = totals().await;
    assert!(before.len() >= 4, "{before:?}");
    let known = shop.me(&session).await;

    assert_eq!(ask(&shop, Method::DELETE, "ada").await.status, 204);
    assert_eq!(totals().await, before);
    let answers: Vec<String> =
        sqlx::query_scalar("SELECT body FROM answers WHERE customer = 'shop:demo'").fetch_all(&mut database).await.unwrap();
    assert!(answers.len() == 1 && answers[0].contains("bob"), "what the merchant was answered of them, and no more: {answers:?}");
    shop.audit().await;
    assert_eq!(shop.me(&session).await.problem(), (401, "token_expired".into()), "signed out");
    assert_eq!(ask(&shop, Method::DELETE, "ada").await.problem(), (404, "unknown_member".into()));
    assert_eq!(ask(&shop, Method::GET, "ada/export").await.problem(), (404, "unknown_member".into()));
    let who: Vec<(String, Option<String>)> =
        sqlx::query_as("SELECT merchant_id, first_name FROM customers").fetch_all(&mut database).await.unwrap();
    assert!(who.iter().all(|(id, name)| id != "ada" && name.is_none()), "{who:?}");
    let marks: i64 = sqlx::query_scalar("SELECT (SELECT COUNT(*) FROM member_marks) + (SELECT COUNT(*) FROM order_marks)")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(marks, 0);

    // Whoever comes with the same id is a new member, and an order that goes back is still taken from where it went.
    let again = shop.sign_in("ada").await;
    let new = shop.me(&again).await;
    assert_ne!(new.at("/customer/id"), known.at("/customer/id"));
    assert_eq!((new.at("/customer/first_name"), shop.balance(&again).await), (Value::Null, (100, 0, 0, 100)));
    shop.cancels("2").await;
    assert_eq!(shop.balance(&again).await, (100, 0, 0, 100));
    shop.audit().await;
}

async fn customers_are_updated_and_deleted_by_webhook() {
    let shop = Shop::with(programme, |_| {}).await;
    shop.sign_in("ada").await;
    let update = |id: &str, name: &str| json!({ "type": "customer.updated", "data": { "id": id, "first_name": name, "email": "ada@example.com" } });
    assert_eq!(tell(&shop, &update("ada", "  Ada "), "m1").await.status, 204);
    assert_eq!(name(&shop, "ada").await, "Ada");
    assert_eq!(tell(&shop, &update("ada", "Eve"), "m1").await.status, 204, "told twice");
    assert_eq!(name(&shop, "ada").await, "Ada");
    assert_eq!(tell(&shop, &update("stranger", "Bob"), "m2").await.status, 204, "no member, no concern");
    assert_eq!(ask(&shop, Method::GET, "stranger/export").await.status, 404);
    let held = ask(&shop, Method::GET, "ada/export").await;
    assert_eq!(held.at("/held/recognised_by/0/kind"), "email");
    assert!(!held.text.contains("ada@example.com"));
    assert_eq!(tell(&shop, &json!({ "type": "customer.deleted", "data": { "id": "ada" } }), "m3").await.status, 204);
    assert_eq!(ask(&shop, Method::GET, "ada/export").await.status, 404);
    let unknown = tell(&shop, &json!({ "type": "customer.updated", "data": { "id": "ada", "age": 3 } }), "m4").await;
    assert_eq!(unknown.problem(), (400, "invalid_request".into()));
    let unsigned = shop.send(Method::POST, "/v1/webhooks/demo/customers", &[], Some("{}".into())).await;
    assert_eq!(unsigned.problem().0, 400);
    shop.audit().await;
}

async fn shopifys_privacy_topics_are_followed() {
    let shop = Shop::with(programme, |_| {}).await;
    for member in ["7", "8"] {
        shop.sign_in(member).await;
    }
    assert_eq!(
        shopify(&shop, "customers/update", "w1", &json!({ "id": 7, "first_name": "Ada", "email": null, "tags": "" })).await,
        204
    );
    assert_eq!(name(&shop, "7").await, "Ada");
    let request =
        json!({ "shop_domain": "a.example", "customer": { "id": 7, "email": "a@example.com" }, "data_request": { "id": 99 } });
    assert_eq!(shopify(&shop, "customers/data_request", "w2", &request).await, 204);
    let redact = json!({ "shop_domain": "a.example", "customer": { "id": 7, "email": "a@example.com" }, "orders_to_redact": [] });
    assert_eq!(shopify(&shop, "customers/redact", "w3", &redact).await, 204);
    assert_eq!(ask(&shop, Method::GET, "7/export").await.status, 404);
    assert_eq!(ask(&shop, Method::GET, "8/export").await.status, 200);
    assert_eq!(shopify(&shop, "shop/redact", "w4", &json!({ "shop_id": 1, "shop_domain": "a.example" })).await, 204);
    assert_eq!(ask(&shop, Method::GET, "8/export").await.status, 404);
    shop.audit().await;
}
