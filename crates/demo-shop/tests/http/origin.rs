//! The loyalty origin that the browser sees, its trouble, and the shop's page.

use crate::mall::{browser, open, start};
use anyhow::Result;
use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, ETAG, IF_NONE_MATCH, ORIGIN};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

#[tokio::test]
async fn what_the_backend_says_passes_untouched() -> Result<()> {
    let mall = open().await?;
    let path = "/v1/shops/demo/program?locale=pl";
    let direct = mall.browser.get(format!("{}{path}", mall.backend.origin())).send().await?;
    let url = format!("{}{path}", mall.shop.loyalty_origin());
    let passed = mall.browser.get(&url).header(ORIGIN, mall.shop.shop_origin()).send().await?;
    assert_eq!(passed.headers()[ETAG], direct.headers()[ETAG]);
    assert_eq!(passed.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], mall.shop.shop_origin());
    let known = passed.headers()[ETAG].clone();
    assert_eq!(passed.bytes().await?, direct.bytes().await?);
    let unchanged = mall.browser.get(&url).header(IF_NONE_MATCH, known).send().await?;
    assert_eq!(unchanged.status(), StatusCode::NOT_MODIFIED);
    mall.close().await
}

#[tokio::test]
async fn every_kind_of_trouble_is_what_it_says() -> Result<()> {
    let mall = open().await?;
    let program = format!("{}/v1/shops/demo/program", mall.shop.loyalty_origin());
    let get = || mall.browser.get(&program).header(ORIGIN, mall.shop.shop_origin()).send();
    let trouble = |mode: &'static str| mall.get_on(Method::POST, "trouble", json!({ "mode": mode }));

    trouble("error500").await?;
    let answer = get().await?;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], mall.shop.shop_origin(), "the page may see that it failed");

    trouble("garbage").await?;
    let answer = get().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.json::<Value>().await.is_err());

    trouble("drop").await?;
    let answer = get().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(answer.bytes().await.is_err(), "the answer breaks off");

    trouble("offline").await?;
    assert!(get().await.is_err(), "there is no answer at all");
    let health = mall.browser.get(format!("{}/healthz", mall.shop.loyalty_origin())).send().await?;
    assert_eq!(health.status(), StatusCode::OK, "trouble is for the API alone");

    trouble("ok").await?;
    assert_eq!(get().await?.status(), StatusCode::OK);
    assert!(mall.ask(Method::POST, "trouble", json!({"mode": "nonsense"})).await.is_err(), "no such trouble");
    mall.close().await
}

#[tokio::test]
async fn the_page_is_served_for_every_place_in_the_shop() -> Result<()> {
    // Nothing listens there: the shop opens all the same.
    let shop = start("http://127.0.0.1:1", true).await?;
    let browser = browser()?;
    for (path, expected) in [
        ("/", StatusCode::OK),
        ("/products/fern-mug", StatusCode::OK),
        ("/cart?lang=ar", StatusCode::OK),
        ("/orders/F-1", StatusCode::OK),
        ("/products/no-such", StatusCode::NOT_FOUND),
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/missing.js", StatusCode::NOT_FOUND),
        ("/shop/js/main.js", StatusCode::OK),
        ("/shop/..%2f..%2fCargo.toml", StatusCode::NOT_FOUND),
    ] {
        let answer = browser.get(format!("{}{path}", shop.shop_origin())).send().await?;
        assert_eq!(answer.status(), expected, "{path}");
        let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str()?.to_owned();
        assert!(policy.contains(&format!("script-src 'self' {} 'wasm-unsafe-eval';", shop.loyalty_origin())), "{policy}");
        assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
        if answer.headers().get("content-type").is_some_and(|kind| kind == "text/html; charset=utf-8") {
            let page = answer.text().await?;
            assert!(page.contains(&format!(r#"src="{}/embed.js""#, shop.loyalty_origin())), "{path} embeds from elsewhere");
        }
    }
    shop.shutdown().await;
    Ok(())
}
