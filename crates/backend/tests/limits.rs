//! How often one may ask, how much one may send, and errors that no route makes.

use crate::common::Shop;
use loyalty_backend::Rate;
use reqwest::Method;
use std::time::Duration;

const TWO: Rate = Rate { burst: 2, per_second: 0.5 };

#[tokio::test]
async fn a_session_may_ask_so_often() {
    let shop = Shop::with(|_| {}, |config| config.limits.session = TWO).await;
    let (ada, eve) = (shop.sign_in("ada").await, shop.sign_in("eve").await);
    assert_eq!((shop.me(&ada).await.status, shop.me(&ada).await.status), (200, 200));
    let limited = shop.me(&ada).await;
    assert_eq!((limited.problem(), limited.header("retry-after")), ((429, "rate_limited".into()), "2"));
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
