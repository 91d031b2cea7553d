//! The shop's API before a real loyalty backend.

use crate::mall::{browser, open, open_with, start_backend};
use anyhow::Result;
use loyalty_api::redemption::RedemptionState;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;

#[tokio::test]
async fn the_server_prices_the_cart() -> Result<()> {
    let mall = open().await?;
    mall.add("fern-mug", 1).await?;
    let cart = mall.add("fern-mug", 2).await?;
    assert_eq!(cart["lines"][0]["quantity"], 3);
    assert_eq!(cart["totals"]["total"], 3 * 1999 + 490);
    assert_eq!(cart["loyalty_cart"]["lines"][0]["collections"], json!(["tableware", "mugs"]));

    for (product, quantity, expected) in [
        ("oak-tray", 1, (StatusCode::CONFLICT, json!({"code": "out_of_stock", "left": 0}))),
        ("blue-hour", 7, (StatusCode::CONFLICT, json!({"code": "out_of_stock", "left": 6}))),
        ("no-such", 1, (StatusCode::NOT_FOUND, json!({"code": "not_found"}))),
        ("fern-mug", 0, (StatusCode::BAD_REQUEST, json!({"code": "bad_request", "detail": "quantity is at least 1"}))),
        ("fern-mug", i64::MAX, (StatusCode::CONFLICT, json!({"code": "out_of_stock", "left": 99}))),
    ] {
        let got = mall.ask(Method::POST, "cart/lines", json!({"product": product, "quantity": quantity})).await?;
        assert_eq!(got, expected, "{quantity} of {product}");
    }
    let cart = mall.get_on(Method::DELETE, "cart/lines/fern-mug", Value::Null).await?;
    assert_eq!(cart["totals"]["total"], 0, "an empty cart costs nothing, not even delivery");
    mall.close().await
}

#[tokio::test]
async fn an_order_earns_what_the_programme_says_and_a_return_takes_it_back() -> Result<()> {
    let mall = open().await?;
    mall.sign_in("nadia").await?;
    assert_eq!(mall.account().await?.balance.available, 100, "for signing up");
    mall.add("fern-mug", 1).await?;
    mall.add("morning-mist", 1).await?;
    let order = mall.buy().await?;
    assert_eq!(order["points"], "told");
    // 5 a euro, tea twice, organic tea half as much again: (19.99 + 2 * 1.5 * 14.50) * 5 = 317.45.
    assert_eq!(mall.account().await?.balance.pending, 317);

    let path = format!("orders/{}/refund", order["id"].as_str().unwrap());
    let order = mall.get_on(Method::POST, &path, json!({"lines": [1]})).await?;
    assert_eq!(order["lines"][1]["returned"], true);
    let left = mall.account().await?.balance.pending;
    assert!(0 < left && left < 317, "part of the points is taken back, {left} are left");
    let again = mall.ask(Method::POST, &path, json!({"lines": [1]})).await?;
    assert_eq!(again, (StatusCode::CONFLICT, json!({"code": "order_closed"})), "a line comes back once");

    mall.get_on(Method::POST, &path, json!({})).await?;
    assert_eq!(mall.account().await?.balance.pending, 0);
    assert!(mall.backend.audit().await?.is_empty());
    mall.close().await
}

#[tokio::test]
async fn a_cancelled_order_earns_nothing_and_only_its_owner_can_cancel_it() -> Result<()> {
    let mall = open().await?;
    mall.sign_in("nadia").await?;
    mall.add("alder-teapot", 1).await?;
    let order = mall.buy().await?;
    assert_eq!(mall.account().await?.balance.pending, 240);
    let path = format!("orders/{}/cancel", order["id"].as_str().unwrap());

    mall.sign_in("tomasz").await?;
    assert_eq!(mall.ask(Method::POST, &path, json!({})).await?.0, StatusCode::NOT_FOUND);
    mall.sign_in("nadia").await?;
    mall.get_on(Method::POST, &path, json!({})).await?;
    assert_eq!(mall.account().await?.balance.pending, 0);
    mall.close().await
}

#[tokio::test]
async fn a_code_is_worth_what_was_paid_for_it_once() -> Result<()> {
    let mut mall = open_with(true).await?;
    mall.shop.seeded().await;
    mall.sign_in("tomasz").await?;
    let before = mall.account().await?.balance.available;
    let held = mall.redeem("rwd_5_off", "key-1").await?;
    let other = mall.redeem("rwd_free_shipping", "key-2").await?;

    assert_eq!(mall.apply(&held.code).await?, (StatusCode::CONFLICT, json!({"code": "cart_empty"})));
    mall.add("blue-hour", 1).await?;
    assert_eq!(mall.apply(&held.code).await?.1, json!({"code": "code_needs", "amount": 750}));
    mall.add("fern-mug", 1).await?;
    let (status, cart) = mall.apply(&format!(" {} ", held.code)).await?;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(cart["totals"]["discount"], 500);
    assert_eq!(cart["loyalty_cart"]["discount"], 500);
    assert_eq!(mall.apply(&other.code).await?, (StatusCode::CONFLICT, json!({"code": "one_code"})));
    assert_eq!(mall.apply("NO-SUCH-CODE").await?, (StatusCode::UNPROCESSABLE_ENTITY, json!({"code": "code_unknown"})));

    // The cart shrinks below the minimum: the code waits, takes nothing off, and says what is missing.
    let cart = mall.get_on(Method::DELETE, "cart/lines/blue-hour", Value::Null).await?;
    assert_eq!((&cart["totals"]["discount"], &cart["totals"]["code_needs"]), (&json!(0), &json!(1)));
    mall.add("blue-hour", 1).await?;
    let order = mall.buy().await?;
    assert_eq!(order["totals"]["total"], 1999 + 1250 - 500 + 490);

    let account = mall.account().await?;
    let used = account.redemptions.iter().find(|one| one.id == held.id).unwrap();
    assert_eq!((used.state, used.order.as_deref()), (RedemptionState::Used, order["id"].as_str()));
    assert_eq!((account.balance.available, account.balance.held), (before - 800, 300));
    mall.add("alder-teapot", 1).await?;
    assert_eq!(mall.apply(&held.code).await?.1, json!({"code": "code_unknown"}), "a used code answers like a wrong one");
    assert_eq!(mall.apply(&other.code).await?.1["totals"]["shipping"], 0);
    assert!(mall.backend.audit().await?.is_empty());
    mall.close().await
}

#[tokio::test]
async fn a_reward_undone_elsewhere_comes_off_the_order() -> Result<()> {
    let mut mall = open_with(true).await?;
    mall.shop.seeded().await;
    mall.sign_in("tomasz").await?;
    let held = mall.redeem("rwd_5_off", "key-1").await?;
    mall.add("alder-teapot", 1).await?;
    assert_eq!(mall.apply(&held.code).await?.0, StatusCode::OK);

    let session = mall.loyalty().await?;
    let undo = format!("{}/v1/me/redemptions/{}/cancel", mall.shop.loyalty_origin(), held.id);
    let undo = mall.browser.post(undo).bearer_auth(session.token).header("idempotency-key", "key-2");
    undo.send().await?.error_for_status()?;

    let address = json!({"name": "A B", "email": "a@example.com", "street": "C 1", "postcode": "2", "city": "D"});
    let got = mall.ask(Method::POST, "checkout", address).await?;
    assert_eq!(got, (StatusCode::CONFLICT, json!({"code": "code_gone"})));
    let order = mall.buy().await?;
    assert_eq!(order["totals"]["total"], 4800 + 490, "the shopper saw the new total before paying it");
    mall.close().await
}

#[tokio::test]
async fn a_guest_has_no_token_and_every_browser_a_cart_of_its_own() -> Result<()> {
    let mall = open().await?;
    let token = mall.browser.get(format!("{}/shop/api/token", mall.shop.shop_origin())).send().await?;
    assert_eq!(token.status(), StatusCode::NO_CONTENT);
    mall.add("fern-mug", 1).await?;
    mall.buy().await?;
    assert_eq!(mall.get_on(Method::GET, "orders", Value::Null).await?["orders"].as_array().unwrap().len(), 1);

    let other = browser()?.get(format!("{}/shop/api/orders", mall.shop.shop_origin())).send().await?;
    assert_eq!(other.json::<Value>().await?, json!({"orders": []}));
    mall.close().await
}

#[tokio::test]
async fn looking_around_gives_no_cookie_and_changing_something_does() -> Result<()> {
    let mall = open().await?;
    let api = format!("{}/shop/api", mall.shop.shop_origin());
    for path in ["me", "cart", "token", "orders"] {
        let answer = mall.browser.get(format!("{api}/{path}")).send().await?;
        assert!(!answer.headers().contains_key("set-cookie"), "{path}");
    }
    let login = mall.browser.post(format!("{api}/login")).json(&json!({"shopper": "nadia"})).send().await?;
    let cookie = login.headers()["set-cookie"].to_str()?;
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    let made_up = mall.browser.post(format!("{api}/logout")).header("cookie", "fernhill_session=chosen").send().await?;
    assert!(!made_up.headers()["set-cookie"].to_str()?.contains("chosen"), "only the shop names sessions");
    mall.close().await
}

#[tokio::test]
async fn signing_in_gives_the_session_another_name() -> Result<()> {
    let mall = open().await?;
    let api = format!("{}/shop/api", mall.shop.shop_origin());
    let name = |answer: &reqwest::Response| {
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    };
    let stranger = reqwest::Client::new();
    let added = stranger.post(format!("{api}/cart/lines")).json(&json!({"product": "fern-mug", "quantity": 1})).send().await?;
    let before = name(&added);
    let login = stranger.post(format!("{api}/login")).header("cookie", &before).json(&json!({"shopper": "nadia"})).send().await?;
    let after = name(&login);
    assert_ne!(before, after, "who planted the guest's cookie once had the member's session with it");
    let ask = async |cookie: &str, path: &str| {
        let answer = stranger.get(format!("{api}/{path}")).header("cookie", cookie).send().await?;
        anyhow::Ok(answer.json::<Value>().await?)
    };
    assert_eq!(ask(&before, "me").await?, json!({"shopper": null}));
    assert_eq!(ask(&before, "cart").await?["lines"], json!([]));
    assert_eq!(ask(&after, "me").await?["shopper"]["id"], "nadia");
    assert_eq!(ask(&after, "cart").await?["lines"][0]["product"], "fern-mug", "the cart comes along");
    mall.close().await
}

#[tokio::test]
async fn a_guests_orders_stay_with_the_browser_that_signed_in_and_out() -> Result<()> {
    let mall = open().await?;
    mall.add("fern-mug", 1).await?;
    let order = mall.buy().await?;
    mall.sign_in("nadia").await?;
    assert_eq!(mall.get_on(Method::GET, "orders", Value::Null).await?["orders"], json!([]), "nadia did not buy it");
    mall.get_on(Method::POST, "logout", json!({})).await?;
    assert_eq!(mall.get_on(Method::GET, "orders", Value::Null).await?["orders"][0]["id"], order["id"]);
    mall.close().await
}

#[tokio::test]
async fn one_code_is_in_one_order_however_many_tills_it_is_at() -> Result<()> {
    let mut mall = open_with(true).await?;
    mall.shop.seeded().await;
    mall.sign_in("tomasz").await?;
    let held = mall.redeem("rwd_5_off", "key-1").await?;
    let api = format!("{}/shop/api", mall.shop.shop_origin());
    let address = json!({"name": "A B", "email": "a@example.com", "street": "C 1", "postcode": "2", "city": "D"});
    // All of them find the code good before the first order is placed: each once got the discount.
    let mut tills = tokio::task::JoinSet::new();
    let ready = std::sync::Arc::new(tokio::sync::Barrier::new(4));
    for _ in 0..4 {
        let (api, address, code, ready) = (api.clone(), address.clone(), held.code.clone(), ready.clone());
        tills.spawn(async move {
            let till = browser()?;
            let line = json!({"product": "alder-teapot", "quantity": 1});
            till.post(format!("{api}/cart/lines")).json(&line).send().await?.error_for_status()?;
            till.post(format!("{api}/cart/code")).json(&json!({"code": code})).send().await?.error_for_status()?;
            ready.wait().await;
            let answer = till.post(format!("{api}/checkout")).json(&address).send().await?;
            anyhow::Ok((answer.status(), answer.json::<Value>().await?))
        });
    }
    let answers: Vec<_> = tills.join_all().await.into_iter().collect::<Result<_>>()?;
    let (sold, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(status, _)| status.is_success());
    assert_eq!(sold.len(), 1, "{sold:?}");
    assert_eq!(sold[0].1["code"]["code"], held.code);
    for answer in refused {
        assert_eq!(answer, (StatusCode::CONFLICT, json!({"code": "code_gone"})));
    }
    mall.close().await
}

#[tokio::test]
async fn an_order_placed_while_the_backend_is_away_is_told_of_when_it_is_back() -> Result<()> {
    let mut mall = open().await?;
    mall.sign_in("nadia").await?;
    mall.add("alder-teapot", 1).await?;
    let listen = mall.backend.origin().trim_start_matches("http://").parse()?;
    mall.backend.shutdown().await?;

    let address = json!({"name": "A B", "email": "a@example.com", "street": "C 1", "postcode": "2", "city": "D"});
    let url = format!("{}/shop/api/checkout", mall.shop.shop_origin());
    let order: Value = mall.browser.post(url).json(&address).send().await?.error_for_status()?.json().await?;
    assert_eq!(order["points"], "retrying", "the order stands, and the shop says that the points are late");

    mall.backend = start_backend(listen, mall.shop.shop_origin()).await?;
    let path = format!("orders/{}", order["id"].as_str().unwrap());
    for _ in 0..100 {
        if mall.get_on(Method::GET, &path, Value::Null).await?["points"] == "told" {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(mall.account().await?.balance.pending, 240);
    mall.close().await
}
