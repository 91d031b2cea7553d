//! How often one may ask, how much one may send, and errors that no route makes.

use crate::common::Shop;
use loyalty_backend::Rate;
use reqwest::Method;
use std::time::Duration;

const TWO: Rate = Rate { burst: 2, per_second: 0.5 };

#[tokio::test]
async fn a_shopper_may_ask_so_often() {
    let shop = Shop::with(|_| {}, |config| config.limits.shopper = TWO).await;
    let (ada, eve) = (shop.sign_in("ada").await, shop.sign_in("eve").await);
    assert_eq!((shop.me(&ada).await.status, shop.me(&ada).await.status), (200, 200));
    let limited = shop.me(&ada).await;
    assert_eq!((limited.problem(), limited.header("retry-after")), ((429, "rate_limited".into()), "2"));
    // The limit once was the session's, and a page that opened one for each request had none.
    let another = shop.sign_in("ada").await;
    assert_eq!(shop.me(&another).await.problem().0, 429, "another session is the same shopper");
    assert_eq!(shop.me(&eve).await.status, 200, "others are not affected");
    shop.clock.advance(Duration::from_secs(2));
    assert_eq!(shop.me(&ada).await.status, 200, "after as long as Retry-After said");
}

#[tokio::test]
async fn an_address_may_ask_so_often() {
    let shop = Shop::with(
        |_| {},
        |config| {
            config.limits.address = TWO;
            config.trust_forwarded_for = true;
        },
    )
    .await;
    let ask = async |from: &str| shop.get("/v1/shops/demo/program", &[("x-forwarded-for", from)]).await.status;
    assert_eq!((ask("198.51.100.1").await, ask("198.51.100.1").await, ask("198.51.100.1").await), (200, 200, 429));
    assert_eq!(ask("192.0.2.9, 198.51.100.1").await, 429, "what the caller claims in front does not count");
    assert_eq!(ask("198.51.100.2").await, 200);
    assert_eq!(shop.get("/healthz", &[("x-forwarded-for", "198.51.100.1")]).await.status, 200, "health is not limited");
}

#[tokio::test]
async fn preflights_count_against_their_address() {
    let shop = Shop::with(|_| {}, |config| config.limits.address = TWO).await;
    let ask = async || {
        let headers = [("origin", crate::common::ORIGIN), ("access-control-request-method", "POST")];
        shop.send(Method::OPTIONS, "/v1/sessions", &headers, None).await.status
    };
    assert_eq!((ask().await, ask().await), (204, 204));
    assert_eq!(ask().await, 429, "they once were answered, at the cost of a query for each shop, without end");
}

// A merchant's server once shared a shopper's limit: a sale of some hundred orders a minute lost its webhooks.
#[tokio::test]
async fn a_merchants_servers_are_not_counted_by_address() {
    let shop = Shop::with(|_| {}, |config| config.limits.address = TWO).await;
    for order in 0..10 {
        shop.pays(&format!("{order}"), Some("ada"), 10, &[]).await;
    }
    let key = format!("Bearer {}", crate::common::SECRET_KEY);
    let look_up =
        async |key: &str| shop.get("/v1/shops/demo/codes/0000-0000-0000-0000", &[("authorization", key)]).await.problem();
    for _ in 0..5 {
        assert_eq!(look_up(&key).await, (404, "unknown_code".into()));
    }
    assert_eq!(look_up("Bearer sk_wrong").await, (401, "invalid_key".into()));
    let forged = [("webhook-id", "a"), ("webhook-timestamp", "1780315200"), ("webhook-signature", "v1,AAAA")];
    let forge = async || shop.send(Method::POST, "/v1/webhooks/demo/orders", &forged, Some("{}".into())).await.problem();
    assert_eq!(forge().await, (401, "invalid_signature".into()));
    assert_eq!(forge().await, (429, "rate_limited".into()), "who cannot prove to be the merchant is counted");
    assert_eq!(look_up("Bearer sk_wrong").await, (429, "rate_limited".into()));
    let shopify = [("x-shopify-hmac-sha256", "AAAA")];
    let shopify = shop.send(Method::POST, "/v1/webhooks/demo/shopify", &shopify, Some("{}".into())).await;
    assert_eq!(shopify.problem(), (429, "rate_limited".into()));
    shop.pays("after", Some("ada"), 10, &[]).await;
    assert_eq!(look_up(&key).await, (404, "unknown_code".into()), "who can is still heard, from the same address");
}

#[tokio::test]
async fn forged_messages_do_not_use_up_the_shops_limit() {
    let shop = Shop::with(|_| {}, |config| config.limits.shop = TWO).await;
    for _ in 0..5 {
        let forged = [("webhook-id", "a"), ("webhook-timestamp", "1780315200"), ("webhook-signature", "v1,AAAA")];
        let answer = shop.send(Method::POST, "/v1/webhooks/demo/orders", &forged, Some("{}".into())).await;
        assert_eq!(answer.problem().0, 401);
    }
    shop.pays("1", Some("ada"), 10, &[]).await;
    shop.pays("2", Some("ada"), 10, &[]).await;
    assert_eq!(shop.webhook(&crate::common::event("order.paid", &shop.order("3", None, 1, &[]))).await.problem().0, 429);
}

#[tokio::test]
async fn a_shop_may_be_asked_so_often() {
    let shop = Shop::with(|_| {}, |config| config.limits.shop = TWO).await;
    let ask = async || shop.get("/v1/shops/demo/program", &[("origin", crate::common::ORIGIN)]).await;
    assert_eq!((ask().await.status, ask().await.status), (200, 200));
    let limited = ask().await;
    assert_eq!(limited.problem().0, 429);
    assert_eq!(limited.header("access-control-allow-origin"), crate::common::ORIGIN, "the page can read that it must wait");
}

#[tokio::test]
async fn bodies_have_a_size_and_a_type() {
    let shop = Shop::open().await;
    let json = [("content-type", "application/json")];
    let huge = format!("{{\"shop\": \"{}\"}}", "x".repeat(3_000_000));
    let answer = shop.send(Method::POST, "/v1/sessions", &json, Some(huge)).await;
    assert_eq!(answer.problem(), (413, "body_too_large".into()));
    let plain = [("content-type", "text/plain")];
    let answer = shop.send(Method::POST, "/v1/sessions", &plain, Some("{\"shop\": \"demo\"}".into())).await;
    assert_eq!(answer.problem(), (415, "unsupported_media_type".into()));
    let answer = shop.send(Method::POST, "/v1/sessions", &json, Some("{\"shop\": \"demo\", \"tokn\": 1}".into())).await;
    assert_eq!((answer.problem(), answer.at("/field")), ((400, "invalid_request".into()), "tokn".into()));
}

#[tokio::test]
async fn paths_and_methods_that_are_not_there_are_problems_too() {
    let shop = Shop::open().await;
    assert_eq!(shop.get("/v1/nothing", &[]).await.problem(), (404, "not_found".into()));
    assert_eq!(shop.get("/v1/sessions", &[]).await.problem(), (405, "method_not_allowed".into()));
    assert_eq!(shop.get("/nothing", &[]).await.problem(), (404, "not_found".into()));
    assert_eq!(shop.get("/v1/webhooks/demo/orders", &[]).await.problem(), (405, "method_not_allowed".into()));
    // These once were plain text.
    for path in ["/v1/shops/%FF/program", "/v1/shops/%FF/codes/x", "/v1/shops/demo/program?locale=en&locale=pl"] {
        assert_eq!(shop.get(path, &[]).await.problem(), (400, "invalid_request".into()), "{path}");
    }
}

#[tokio::test]
async fn the_server_tells_that_it_is_well() {
    let shop = Shop::open().await;
    assert_eq!(shop.get("/healthz", &[]).await.text, "ok");
    let ready = shop.get("/readyz", &[]).await;
    assert_eq!((ready.status, ready.text.as_str()), (200, "ready"));
    assert_eq!(ready.header("x-request-id").len(), 32);
    let origin = shop.server.origin();
    shop.server.shutdown().await.unwrap();
    assert!(reqwest::get(format!("{origin}/healthz")).await.is_err(), "shut down is shut down");
}
