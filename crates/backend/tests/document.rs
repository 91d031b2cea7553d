//! The programme document over HTTP.

use crate::common::merchant::whole;
use crate::common::{SECRET_KEY, Shop};
use reqwest::Method;
use serde_json::{Value, json};

#[tokio::test]
async fn a_document_is_checked_whole_and_published_whole() {
    let shop = Shop::open().await;
    let put = |document: &Value| shop.merchant(Method::PUT, "/programme", Some(document.clone()));
    let published = put(&whole()).await;
    assert_eq!((published.status, published.json()), (200, json!({ "version": 2 })));
    assert_eq!(put(&whole()).await.json(), json!({ "version": 2 }), "the same document is the same version");
    assert_eq!(shop.get("/v1/shops/demo/program", &[]).await.at("/vip/tiers/3/name"), "Forest");

    let mut wrong = whole();
    (wrong["rewards"][0]["points"], wrong["vip"]["tiers"][2]["threshold"]) = (0.into(), 1.into());
    let refused = put(&wrong).await;
    assert_eq!((refused.status, refused.header("content-type")), (422, "application/problem+json"));
    assert_eq!(refused.at("/code"), "document_has_mistakes");
    let mistakes = json!([
        { "path": "rewards[0].points", "sentence": "must be from 1 to 1000000, and is 0." },
        { "path": "vip.tiers[2].threshold", "sentence": "must be more than that of the tier below." },
    ]);
    assert_eq!(refused.at("/mistakes"), mistakes);

    let mut other = whole();
    other["shop"] = "another".into();
    assert_eq!(put(&other).await.at("/mistakes/0/path"), "shop", "a key is good for its own shop alone");
    let mut misspelt = whole();
    misspelt["rewards"][0]["pionts"] = 5.into();
    assert_eq!(put(&misspelt).await.at("/mistakes/0/path"), "rewards[0].pionts");
    let nonsense = shop.merchant(Method::PUT, "/programme", Some(json!([]))).await;
    assert_eq!(nonsense.at("/code"), "document_has_mistakes");
    assert_eq!(shop.get("/v1/shops/demo/program", &[]).await.at("/version"), 2, "nothing of what was refused counts");
}

#[tokio::test]
async fn a_document_is_read_back_without_its_secrets() {
    let shop = Shop::whole(|document| {
        let secret = "whsec_ZW5kcG9pbnQtc2VjcmV0LW9mLWEtdGVzdC1vbmx5";
        document["endpoints"] = json!([{ "url": "https://shop.example/hooks", "secret": secret }]);
    })
    .await;
    let answer = shop.merchant(Method::GET, "/programme", None).await;
    assert_eq!((answer.status, answer.header("cache-control")), (200, "no-store"));
    assert_eq!(answer.at("/rewards/0/id"), "rwd_5_off");
    for secret in [SECRET_KEY, "not-a-secret-at-all", "whsec_Z", "demo-only-shopify-secret"] {
        assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
    }
    let again = shop.merchant(Method::PUT, "/programme", Some(answer.json())).await;
    assert_eq!(again.at("/code"), "document_has_mistakes", "a document without its secrets is not published by mistake");
    for headers in [vec![], vec![("authorization", "Bearer sk_wrong")]] {
        assert_eq!(shop.get("/v1/shops/demo/programme", &headers).await.status, 401);
    }
}
