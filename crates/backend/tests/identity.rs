//! Whom the server believes, and which pages may ask.

use crate::common::{Answer, DAY, HOUR, ORIGIN, Shop, TOKEN_KEY_1, TOKEN_KEY_2, sign};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

async fn code_of(shop: &Shop, token: &str) -> (u16, String) {
    shop.exchange(Some(token)).await.problem()
}

#[tokio::test]
async fn a_good_token_opens_a_session_for_half_an_hour() {
    let shop = Shop::open().await;
    let mut claims = shop.claims("ada");
    claims["first_name"] = " Ada ".into();
    claims["email"] = "ada@example.com".into();
    let answer = shop.exchange(Some(&sign(&claims, "k1", TOKEN_KEY_1))).await;
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.at("/account/customer/first_name"), "Ada");
    assert!(!answer.text.contains("example.com"), "an e-mail address is not needed and not kept");
    assert_eq!(answer.at("/expires_at"), "2026-06-01T12:30:00Z");
    let session = format!("Bearer {}", answer.at("/token").as_str().unwrap());
    shop.clock.advance(Duration::from_secs(1_799));
    assert_eq!(shop.me(&session).await.status, 200);
    shop.clock.advance(Duration::from_secs(1));
    assert_eq!(shop.me(&session).await.problem(), (401, "token_expired".into()));
}

#[tokio::test]
async fn keys_rotate() {
    let shop = Shop::open().await;
    for (kid, secret) in [("k1", TOKEN_KEY_1), ("k2", TOKEN_KEY_2)] {
        assert_eq!(shop.exchange(Some(&sign(&shop.claims("ada"), kid, secret))).await.status, 201, "{kid}");
    }
    let mut document: Value = serde_json::from_str(crate::common::DEMO).unwrap();
    document["token_keys"].as_array_mut().unwrap().remove(0);
    assert_eq!(shop.server.apply(&document.to_string()).await.unwrap(), 2);
    let old = sign(&shop.claims("ada"), "k1", TOKEN_KEY_1);
    assert_eq!(code_of(&shop, &old).await, (401, "invalid_token".into()), "a key that was taken out");
    assert_eq!(shop.exchange(Some(&sign(&shop.claims("ada"), "k2", TOKEN_KEY_2))).await.status, 201);
}

#[tokio::test]
async fn tokens_that_are_not_quite_right_are_refused() {
    let shop = Shop::open().await;
    let now = shop.clock.now_ms() / 1000;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut claims = shop.claims("ada");
        change(&mut claims);
        sign(&claims, "k1", TOKEN_KEY_1)
    };
    let good = with(&|_| {});
    let key = EncodingKey::from_secret(TOKEN_KEY_1.as_bytes());
    let hs512 = Header { kid: Some("k1".into()), ..Header::new(Algorithm::HS512) };
    let unsigned = format!("eyJhbGciOiJub25lIiwia2lkIjoiazEifQ.{}.", good.split('.').nth(1).unwrap());
    for (name, token, code) in [
        ("another algorithm with the same key", encode(&hs512, &shop.claims("ada"), &key).unwrap(), "invalid_token"),
        ("no signature", unsigned, "invalid_token"),
        ("no kid", encode(&Header::new(Algorithm::HS256), &shop.claims("ada"), &key).unwrap(), "invalid_token"),
        ("an unknown kid", sign(&shop.claims("ada"), "k9", TOKEN_KEY_1), "invalid_token"),
        ("another key than its kid says", sign(&shop.claims("ada"), "k1", TOKEN_KEY_2), "invalid_token"),
        ("another shop's", with(&|claims| claims["aud"] = "other".into()), "invalid_token"),
        ("no aud", with(&|claims| drop(claims.as_object_mut().unwrap().remove("aud"))), "invalid_token"),
        ("no iat", with(&|claims| drop(claims.as_object_mut().unwrap().remove("iat"))), "invalid_token"),
        ("no exp", with(&|claims| drop(claims.as_object_mut().unwrap().remove("exp"))), "invalid_token"),
        ("no sub", with(&|claims| drop(claims.as_object_mut().unwrap().remove("sub"))), "invalid_token"),
        ("an empty sub", with(&|claims| claims["sub"] = "".into()), "invalid_token"),
        ("good for too long", with(&|claims| claims["exp"] = (now + 301).into()), "invalid_token"),
        (
            "from the future",
            with(&|claims| {
                claims["iat"] = (now + 31).into();
                claims["exp"] = (now + 60).into();
            }),
            "invalid_token",
        ),
        (
            "expired",
            with(&|claims| {
                claims["iat"] = (now - 90).into();
                claims["exp"] = (now - 30).into();
            }),
            "token_expired",
        ),
        (
            "numbers beyond time",
            with(&|claims| {
                claims["iat"] = i64::MIN.into();
                claims["exp"] = i64::MAX.into();
            }),
            "invalid_token",
        ),
        ("cut off", good[..good.len() - 2].into(), "invalid_token"),
        ("empty", String::new(), "invalid_token"),
    ] {
        assert_eq!(code_of(&shop, &token).await, (401, code.into()), "{name}");
    }
    let late = with(&|claims| {
        claims["iat"] = (now - 60).into();
        claims["exp"] = (now - 29).into();
    });
    assert_eq!(shop.exchange(Some(&late)).await.status, 201, "clocks may be half a minute apart");
}

#[tokio::test]
async fn key_pairs_work_and_their_public_part_is_no_secret() {
    let (ed, p256) = (include_str!("keys/ed25519.pub.pem"), include_str!("keys/p256.pub.pem"));
    let keys = json!([
        { "algorithm": "EdDSA", "kid": "ed", "public_key": ed }, { "algorithm": "ES256", "kid": "p256", "public_key": p256 }
    ]);
    let shop = Shop::with(|document| document["token_keys"] = keys, |_| {}).await;
    let ed_key = EncodingKey::from_ed_pem(include_bytes!("keys/ed25519.pem")).unwrap();
    let p256_key = EncodingKey::from_ec_pem(include_bytes!("keys/p256.pem")).unwrap();
    for (kid, algorithm, key) in [("ed", Algorithm::EdDSA, ed_key), ("p256", Algorithm::ES256, p256_key)] {
        let header = Header { kid: Some(kid.into()), ..Header::new(algorithm) };
        let token = encode(&header, &shop.claims("ada"), &key).unwrap();
        assert_eq!(shop.exchange(Some(&token)).await.status, 201, "{kid}");
    }
    // Who knows only the public key signs with it as if it were a shared secret.
    for (kid, public) in [("ed", ed), ("p256", p256)] {
        let forged = sign(&shop.claims("ada"), kid, public);
        assert_eq!(code_of(&shop, &forged).await, (401, "invalid_token".into()), "{kid}");
    }
}

#[tokio::test]
async fn a_guest_has_a_session_and_nothing_else() {
    let shop = Shop::open().await;
    let answer = shop.exchange(None).await;
    assert_eq!((answer.status, answer.at("/account")), (201, Value::Null));
    let session = format!("Bearer {}", answer.at("/token").as_str().unwrap());
    assert_eq!(shop.me(&session).await.problem(), (403, "sign_in_required".into()));
    assert_eq!(shop.get("/v1/me", &[]).await.problem(), (401, "session_required".into()));
    assert!(session.starts_with("Bearer guest."), "nothing is stored of a guest's session: it is known by its token");
    assert_eq!(shop.me("Bearer guest.").await.problem(), (403, "sign_in_required".into()));
    assert_eq!(shop.me("Bearer nonsense").await.problem(), (401, "token_expired".into()));
    assert_eq!(shop.me("Basic YTpi").await.problem(), (401, "session_required".into()));
}

fn origin_of(answer: &Answer) -> &str {
    answer.header("access-control-allow-origin")
}

#[tokio::test]
async fn only_listed_origins_may_read() {
    let shop = Shop::open().await;
    let path = "/v1/shops/demo/program";
    let listed = shop.get(path, &[("origin", ORIGIN)]).await;
    assert_eq!((listed.status, origin_of(&listed)), (200, ORIGIN));
    assert_eq!(listed.header("access-control-expose-headers"), "retry-after, etag");
    assert_eq!(listed.header("access-control-allow-credentials"), "");
    assert!(listed.headers.get_all("vary").iter().any(|value| value == "Origin"));
    for origin in ["http://127.0.0.1:4400.example.com", "https://127.0.0.1:4400", "http://127.0.0.1", "null", "*"] {
        assert_eq!(origin_of(&shop.get(path, &[("origin", origin)]).await), "", "{origin}");
    }
    let session = shop.sign_in("ada").await;
    let me = shop.get("/v1/me", &[("authorization", &session), ("origin", ORIGIN)]).await;
    assert_eq!((me.status, origin_of(&me)), (200, ORIGIN));
    let stranger = shop.get("/v1/me", &[("authorization", &session), ("origin", "https://evil.example")]).await;
    assert_eq!((stranger.problem().1.as_str(), origin_of(&stranger)), ("origin_not_allowed", ""));
    let refused = shop.get("/v1/me", &[("authorization", "Bearer old"), ("origin", ORIGIN)]).await;
    assert_eq!((refused.status, origin_of(&refused)), (401, ORIGIN), "the page can read why it was refused");
}

#[tokio::test]
async fn a_session_is_not_good_on_another_shops_pages() {
    let shop = Shop::open().await;
    let mut other: Value = serde_json::from_str(crate::common::DEMO).unwrap();
    other["shop"] = "other".into();
    other["origins"] = json!(["https://other.example"]);
    shop.server.apply(&other.to_string()).await.unwrap();
    let session = shop.sign_in("ada").await;
    let headers = [("authorization", session.as_str()), ("origin", "https://other.example")];
    let answer = shop.get("/v1/me", &headers).await;
    assert_eq!((answer.problem().0, origin_of(&answer)), (403, ""));
    let answer = shop.get("/v1/shops/other/program", &[("origin", ORIGIN)]).await;
    assert_eq!(origin_of(&answer), "");
    let misspelt = shop.get("/v1/shops/dmeo/program", &[("origin", ORIGIN)]).await;
    assert_eq!((misspelt.problem().1.as_str(), origin_of(&misspelt)), ("unknown_shop", ORIGIN), "the page can read its mistake");
}

#[tokio::test]
async fn preflights_are_answered() {
    let shop = Shop::open().await;
    let ask = async |path: &'static str, origin: &'static str| {
        let headers = [("origin", origin), ("access-control-request-method", "POST")];
        shop.send(Method::OPTIONS, path, &headers, None).await
    };
    for path in ["/v1/sessions", "/v1/me/redemptions", "/v1/me/redemptions/rdm_1/cancel", "/v1/shops/demo/program"] {
        let answer = ask(path, ORIGIN).await;
        assert_eq!((answer.status, origin_of(&answer)), (204, ORIGIN), "{path}");
        assert_eq!(answer.header("access-control-allow-headers"), "authorization, content-type, idempotency-key, loyalty-device");
        assert_eq!(answer.header("access-control-max-age"), "7200");
        assert_eq!(origin_of(&ask(path, "https://evil.example").await), "", "{path}");
    }
    let mut other: Value = serde_json::from_str(crate::common::DEMO).unwrap();
    other["shop"] = "other".into();
    other["origins"] = json!(["https://other.example"]);
    shop.server.apply(&other.to_string()).await.unwrap();
    let origin = "https://other.example";
    assert_eq!(origin_of(&ask("/v1/sessions", origin).await), origin, "what is kept of origins ends with the next document");
}

#[tokio::test]
async fn no_answer_holds_another_shoppers_data() {
    let shop = Shop::open().await;
    shop.pays("order-of-ada", Some("ada"), 200, &[]).await;
    shop.clock.advance(14 * DAY + HOUR);
    let (ada, eve) = (shop.sign_in("ada").await, shop.sign_in("eve").await);
    let (claim, code) = shop.claim(&ada, "rwd_5_off").await;
    let ada_id = shop.me(&ada).await.at("/customer/id").as_str().unwrap().to_owned();
    let cancel = format!("/v1/me/redemptions/{claim}/cancel");
    let undone = shop.change(&eve, &cancel, json!({})).await;
    assert_eq!(undone.problem(), (404, "unknown_redemption".into()));
    let mut answers = vec![undone, shop.me(&eve).await];
    answers.push(shop.get("/v1/me/transactions?limit=100", &[("authorization", &eve)]).await);
    answers.push(shop.change(&eve, "/v1/me/actions", json!({ "rule": "ern_visit" })).await);
    answers.push(shop.change(&eve, "/v1/me/redemptions", json!({ "reward": "rwd_5_off" })).await);
    answers.push(shop.get("/v1/shops/demo/program", &[]).await);
    for answer in answers {
        for secret in [&ada_id, &claim, &code, "order-of-ada"] {
            assert!(!answer.text.contains(secret), "{secret} in {}", answer.text);
        }
    }
    // One member's key is not another's.
    let body = json!({ "rule": "ern_share" });
    let first = shop.change_with_key(&ada, "/v1/me/actions", body.clone(), "shared-key").await;
    let second = shop.change_with_key(&eve, "/v1/me/actions", body, "shared-key").await;
    assert_ne!(first.at("/account/customer/id"), second.at("/account/customer/id"));
}
