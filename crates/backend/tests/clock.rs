//! Moving the server's time: in previews' builds alone.

use crate::common::{Answer, SECRET_KEY, Shop};
use reqwest::Method;
use serde_json::{Value, json};

async fn ask(shop: &Shop, key: &str, body: &Value) -> Answer {
    let authorization = format!("Bearer {key}");
    let headers = [("authorization", authorization.as_str()), ("content-type", "application/json")];
    shop.send(Method::POST, "/v1/shops/demo/clock", &headers, Some(body.to_string())).await
}

#[cfg(not(feature = "demo-clock"))]
#[tokio::test]
async fn nobody_can_move_the_time_of_a_shop() {
    let shop = Shop::open().await;
    assert_eq!(ask(&shop, SECRET_KEY, &json!({ "advance_seconds": 60 })).await.problem(), (404, "not_found".into()));
    assert_eq!(shop.clock.now_ms(), crate::common::START);
    let help = crate::common::process::program(&["serve", "--help"]).output().unwrap();
    let help = String::from_utf8_lossy(&help.stdout);
    assert!(help.contains("--listen") && !help.contains("--clock-start"), "{help}");
}

#[cfg(feature = "demo-clock")]
#[tokio::test]
async fn a_previews_time_goes_forward_and_what_falls_due_is_settled() {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), 100, &[]).await;
    let answer = ask(&shop, SECRET_KEY, &json!({ "advance_seconds": 13 * 86_400 })).await;
    assert_eq!((answer.status, answer.at("/now")), (200, "2026-06-14T12:00:00Z".into()));
    let pending = shop.balance(&shop.sign_in("ada").await).await.1;
    assert!(pending > 0, "the return window is open");
    ask(&shop, SECRET_KEY, &json!({ "now": "2026-06-15T14:00:00+02:00" })).await;
    assert_eq!(shop.balance(&shop.sign_in("ada").await).await.1, 0, "the return window is closed");
    assert_eq!(ask(&shop, SECRET_KEY, &json!({})).await.at("/now"), "2026-06-15T12:00:00Z", "asked for nothing, it tells");
    shop.audit().await;
}

#[cfg(feature = "demo-clock")]
#[tokio::test]
async fn it_never_goes_back_and_only_for_the_merchant() {
    let shop = Shop::open().await;
    for (key, body, expected) in [
        ("sk_wrong", json!({ "advance_seconds": 60 }), (401, "invalid_key")),
        (SECRET_KEY, json!({ "advance_seconds": -60 }), (400, "invalid_request")),
        (SECRET_KEY, json!({ "now": "2026-06-01T11:59:59Z" }), (400, "invalid_request")),
        (SECRET_KEY, json!({ "now": "tomorrow" }), (400, "invalid_request")),
        (SECRET_KEY, json!({ "advance_seconds": 1, "now": "2026-06-02T12:00:00Z" }), (400, "invalid_request")),
        (SECRET_KEY, json!({ "advance_seconds": u64::MAX }), (400, "invalid_request")),
    ] {
        assert_eq!(ask(&shop, key, &body).await.problem(), (expected.0, expected.1.into()), "{body}");
    }
    assert_eq!(shop.clock.now_ms(), crate::common::START);
    let own = Shop::with(|_| {}, |config| config.clock = loyalty_backend::Clock::system()).await;
    let answer = ask(&own, SECRET_KEY, &json!({ "advance_seconds": 60 })).await;
    assert_eq!(answer.problem(), (409, "clock_not_movable".into()));
}
