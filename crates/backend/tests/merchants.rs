//! What the merchant's servers ask and tell: codes and webhooks.

use crate::common::database::on_both;
use crate::common::{DAY, HOUR, SECRET_KEY, SHOPIFY_SECRET, Shop, event, sign_webhook};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use loyalty_backend::Rate;
use reqwest::Method;
use serde_json::{Value, json};
use sha2::Sha256;

on_both!(
    a_held_code_is_known_and_every_other_is_answered_alike,
    guessing_codes_is_throttled,
    a_shops_own_codes_are_no_guesses,
    forged_and_stale_messages_are_refused,
    a_message_is_processed_once_and_a_bad_one_may_be_mended,
    shopifys_orders_earn_and_its_refunds_take_back,
);

async fn look_up(shop: &Shop, code: &str, key: &str) -> crate::common::Answer {
    let authorization = format!("Bearer {key}");
    shop.get(&format!("/v1/shops/demo/codes/{code}"), &[("authorization", &authorization)]).await
}

async fn a_held_code_is_known_and_every_other_is_answered_alike() {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), 500, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    let (id, held) = shop.claim(&session, "rwd_5_off").await;
    let answer = look_up(&shop, &held.to_lowercase().replace('-', ""), SECRET_KEY).await;
    assert_eq!((answer.status, answer.at("/id"), answer.at("/state")), (200, id.clone().into(), "held".into()));
    assert_eq!((answer.at("/value/amount"), answer.at("/minimum_order")), (500.into(), 2_000.into()));
    assert_eq!(look_up(&shop, &held, "sk_demo_only_not_a_secret_at_al").await.problem(), (401, "invalid_key".into()));
    assert_eq!(look_up(&shop, &held, session.strip_prefix("Bearer ").unwrap()).await.problem().0, 401, "a shopper's token");

    let (_, used) = shop.claim(&session, "rwd_free_shipping").await;
    shop.pays("2", Some("ada"), 30, &[&used]).await;
    let (undone_id, undone) = shop.claim(&session, "rwd_free_shipping").await;
    shop.change(&session, &format!("/v1/me/redemptions/{undone_id}/cancel"), json!({})).await;
    shop.clock.advance(HOUR);
    let mut bodies = Vec::new();
    for code in [held.as_str(), &used, &undone, "0000-0000-0000-0000", "nonsense", "%20"] {
        let answer = look_up(&shop, code, SECRET_KEY).await;
        assert_eq!(answer.problem(), (404, "unknown_code".into()), "{code}");
        bodies.push(answer.text);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "timed out, used, undone, never given out, nonsense: {bodies:?}");
}

async fn guessing_codes_is_throttled() {
    let wrong_codes = Rate { burst: 3, per_second: 0.1 };
    let shop = Shop::with(|_| {}, |config| config.limits.wrong_codes = wrong_codes).await;
    shop.pays("1", Some("ada"), 500, &[]).await;
    shop.clock.advance(14 * DAY);
    let (_, held) = shop.claim(&shop.sign_in("ada").await, "rwd_5_off").await;
    for _ in 0..10 {
        assert_eq!(look_up(&shop, &held, SECRET_KEY).await.status, 200, "right codes are not counted");
    }
    for _ in 0..3 {
        assert_eq!(look_up(&shop, "0000-0000-0000-0000", SECRET_KEY).await.status, 404);
    }
    let limited = look_up(&shop, "0000-0000-0000-0000", SECRET_KEY).await;
    assert_eq!((limited.problem(), limited.header("retry-after")), ((429, "rate_limited".into()), "10"));
    // Somebody's guesses once closed the checkout to everybody's codes.
    assert_eq!(look_up(&shop, &held, SECRET_KEY).await.status, 200, "a right code is answered all the same");
    for foreign in ["SUMMER10", "0000-0000-0000-000U", "%20"] {
        let answer = look_up(&shop, foreign, SECRET_KEY).await;
        assert_eq!(answer.problem(), (404, "unknown_code".into()), "{foreign}: no guess at one of ours");
    }
}

async fn a_shops_own_codes_are_no_guesses() {
    let wrong_codes = Rate { burst: 1, per_second: 0.1 };
    let shop = Shop::with(|_| {}, |config| config.limits.wrong_codes = wrong_codes).await;
    for _ in 0..5 {
        assert_eq!(look_up(&shop, "SUMMER10", SECRET_KEY).await.problem(), (404, "unknown_code".into()));
    }
    assert_eq!(look_up(&shop, "0000-0000-0000-0000", SECRET_KEY).await.problem().0, 404, "they took nothing from the bucket");
    assert_eq!(look_up(&shop, "0000-0000-0000-0000", SECRET_KEY).await.problem().0, 429);
}

async fn forged_and_stale_messages_are_refused() {
    let shop = Shop::open().await;
    let body = event("order.paid", &shop.order("1", Some("ada"), 10_000, &[])).to_string();
    let now = shop.clock.now_ms() / 1000;
    let send = async |id: &str, time: i64, secret: &str, signed: &str, body: &str| {
        let time = time.to_string();
        let signature = sign_webhook(secret, id, &time, signed);
        let headers = [("webhook-id", id), ("webhook-timestamp", time.as_str()), ("webhook-signature", signature.as_str())];
        shop.send(Method::POST, "/v1/webhooks/demo/orders", &headers, Some(body.to_owned())).await
    };
    let good = crate::common::WEBHOOK_SECRET;
    let other = "whsec_ZGVtby1vbmx5LXdlYmhvb2stc2VjcmV0LW5vdC1yZWFt";
    assert_eq!(send("a", now, other, &body, &body).await.problem(), (401, "invalid_signature".into()));
    assert_eq!(send("a", now, good, &body.replace("10000", "99999"), &body).await.problem(), (401, "invalid_signature".into()));
    assert_eq!(send("a", now - 301, good, &body, &body).await.problem(), (401, "stale_message".into()));
    assert_eq!(send("a", now + 301, good, &body, &body).await.problem(), (401, "stale_message".into()));
    let unsigned = shop.send(Method::POST, "/v1/webhooks/demo/orders", &[], Some(body.clone())).await;
    assert_eq!((unsigned.problem(), unsigned.at("/field")), ((400, "invalid_request".into()), "webhook-id".into()));
    assert_eq!(shop.balance(&shop.sign_in("ada").await).await.1, 0, "nothing of it was believed");
    assert_eq!(send("a", now - 299, good, &body, &body).await.status, 204);
    assert_eq!(shop.balance(&shop.sign_in("ada").await).await.1, 500);
}

async fn a_message_is_processed_once_and_a_bad_one_may_be_mended() {
    let shop = Shop::open().await;
    let mut order = shop.order("1", Some("ada"), 10_000, &[]);
    order["paid_at"] = "yesterday".into();
    let bad = shop.webhook_with_id(&event("order.paid", &order), "msg").await;
    assert_eq!((bad.problem(), bad.at("/field")), ((400, "invalid_request".into()), "data.paid_at".into()));
    order["paid_at"] = "2026-06-01T00:00:00Z".into();
    assert_eq!(shop.webhook_with_id(&event("order.paid", &order), "msg").await.status, 204);
    order["id"] = "2".into();
    assert_eq!(shop.webhook_with_id(&event("order.paid", &order), "msg").await.status, 204, "the id was seen: nothing is done");
    assert_eq!(shop.balance(&shop.sign_in("ada").await).await.1, 500);
    let unknown = shop.webhook(&json!({ "type": "order.paid", "data": order, "extra": 1 })).await;
    assert_eq!(unknown.problem(), (400, "invalid_request".into()), "unknown fields are refused");
    let mut refund = shop.order("1", None, 0, &[]);
    refund["refunded"] = Value::Null;
    assert_eq!(shop.webhook(&event("order.refunded", &refund)).await.at("/field"), "data.refunded");
}

async fn shopify(shop: &Shop, topic: &str, id: &str, body: &Value, secret: &str) -> u16 {
    let body = body.to_string();
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap().chain_update(&body);
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    let headers = [("x-shopify-topic", topic), ("x-shopify-webhook-id", id), ("x-shopify-hmac-sha256", signature.as_str())];
    shop.send(Method::POST, "/v1/webhooks/demo/shopify", &headers, Some(body)).await.status
}

async fn shopifys_orders_earn_and_its_refunds_take_back() {
    let shop = Shop::open().await;
    let order = json!({
        "id": 450_789_469, "currency": "EUR", "created_at": "2026-06-01T10:00:00Z", "processed_at": "2026-06-01T10:00:00Z",
        "email": "ada@example.com", "customer": { "id": 207_119_551, "email": "ada@example.com" },
        "discount_codes": [{ "code": "SUMMER", "amount": "10.00", "type": "fixed_amount" }],
        "line_items": [
            { "product_id": 1, "price": "100.00", "quantity": 1, "discount_allocations": [{ "amount": "10.00" }] },
            { "product_id": 2, "price": "5.00", "quantity": 2, "discount_allocations": [] }
        ]
    });
    assert_eq!(shopify(&shop, "orders/paid", "w1", &order, "another secret, long enough").await, 401);
    assert_eq!(shopify(&shop, "orders/paid", "w1", &order, SHOPIFY_SECRET).await, 204);
    assert_eq!(shopify(&shop, "orders/paid", "w1", &order, SHOPIFY_SECRET).await, 204);
    let pending = async || shop.balance(&shop.sign_in("207119551").await).await.1;
    assert_eq!(pending().await, 500, "100 euros of goods after the discount");
    let refund = |id: i64, subtotal: f64| json!({ "id": id, "order_id": 450_789_469, "refund_line_items": [{ "subtotal": subtotal, "quantity": 1 }] });
    assert_eq!(shopify(&shop, "refunds/create", "w2", &refund(1, 5.0), SHOPIFY_SECRET).await, 204);
    assert_eq!(pending().await, 475);
    assert_eq!(shopify(&shop, "refunds/create", "w3", &refund(1, 5.0), SHOPIFY_SECRET).await, 204, "told twice");
    // This is 45 in floating point; it once was refused as no amount.
    assert_eq!(shopify(&shop, "refunds/create", "w4", &refund(2, 45.000_000_000_000_01), SHOPIFY_SECRET).await, 204);
    assert_eq!(pending().await, 250);
    assert_eq!(shopify(&shop, "products/update", "w5", &json!({}), SHOPIFY_SECRET).await, 204, "no concern of ours");
    assert_eq!(shopify(&shop, "orders/cancelled", "w6", &order, SHOPIFY_SECRET).await, 204);
    assert_eq!(pending().await, 0);
    shop.audit().await;
}
