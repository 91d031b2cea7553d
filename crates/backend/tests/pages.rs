//! What the widget asks: programme, account, activity, rewards, ways to earn.

use crate::common::database::on_both;
use crate::common::{DAY, HOUR, Shop};
use serde_json::{Value, json};

on_both!(
    the_programme_is_cached_by_its_tag,
    the_programme_speaks_the_readers_language,
    the_programme_keeps_the_shops_secrets,
    activity_comes_in_pages,
    activity_tells_how_points_came_and_went,
    a_refused_reward_says_what_would_enable_it,
    ways_to_earn_count_as_often_as_they_may,
    keys_are_required_and_bound_to_their_request,
    sweeping_forgets_answers_after_two_days_and_settles_without_being_asked,
);

const PROGRAM: &str = "/v1/shops/demo/program";

async fn the_programme_is_cached_by_its_tag() {
    let shop = Shop::open().await;
    let path = format!("{PROGRAM}?locale=pl");
    let first = shop.get(&path, &[]).await;
    assert_eq!(first.status, 200);
    assert_eq!(first.header("cache-control"), "public, max-age=60, stale-while-revalidate=600");
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with('"') && tag.len() > 20, "{tag}");
    for known in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".into()] {
        let again = shop.get(&path, &[("if-none-match", &known)]).await;
        assert_eq!((again.status, again.text.as_str(), again.header("etag")), (304, "", tag.as_str()), "{known}");
    }
    assert_eq!(shop.get(&path, &[("if-none-match", "\"x\"")]).await.status, 200);
    assert_ne!(shop.get(&format!("{PROGRAM}?locale=en"), &[]).await.header("etag"), tag);
    let mut document: Value = serde_json::from_str(crate::common::DEMO).unwrap();
    document["rewards"][0]["points"] = 450.into();
    shop.server.apply(&document.to_string()).await.unwrap();
    let changed = shop.get(&path, &[("if-none-match", &tag)]).await;
    assert_eq!((changed.status, changed.at("/version"), changed.at("/rewards/0/points")), (200, 2.into(), 450.into()));
}

async fn the_programme_speaks_the_readers_language() {
    let shop = Shop::open().await;
    for (query, header, locale) in [
        ("?locale=pl", "", "pl"),
        ("?locale=pl-PL", "ar", "pl"),
        ("?locale=fr", "pl", "en"),
        ("", "fr, ar;q=0.8, en;q=0.5", "ar"),
        ("", "", "en"),
        ("?locale=%27--", "", "en"),
    ] {
        let answer = shop.get(&format!("{PROGRAM}{query}"), &[("accept-language", header)]).await;
        assert_eq!(answer.at("/locale"), locale, "{query} {header}");
        let varies = answer.headers.get_all("vary").iter().any(|value| value == "Accept-Language");
        assert_eq!(varies, query.is_empty(), "a cache must not mix languages: {query}");
    }
    let polish = shop.get(&format!("{PROGRAM}?locale=pl"), &[]).await;
    assert_eq!(polish.at("/points_name/few"), "{n} liście");
    assert_eq!(polish.at("/rewards/0/title"), "5 € zniżki");
}

async fn the_programme_keeps_the_shops_secrets() {
    let shop = Shop::open().await;
    let text = shop.get(PROGRAM, &[]).await.text;
    for secret in ["demo-only", "sk_demo", "whsec_", "token_keys", "origins", "hold_minutes"] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert_eq!(shop.get("/v1/shops/nobody/program", &[]).await.problem(), (404, "unknown_shop".into()));
}

async fn activity_comes_in_pages() {
    let shop = Shop::open().await;
    let session = shop.sign_in("ada").await;
    for order in 0..25 {
        shop.pays(&format!("order-{order}"), Some("ada"), 10, &[]).await;
        shop.clock.advance(std::time::Duration::from_secs(order % 3));
    }
    let mut seen = Vec::new();
    let mut path = "/v1/me/transactions?limit=10".to_owned();
    let mut sizes = Vec::new();
    loop {
        let page = shop.get(&path, &[("authorization", &session)]).await;
        let items = page.at("/items").as_array().unwrap().clone();
        sizes.push(items.len());
        seen.extend(items);
        // What comes in meanwhile must neither repeat nor hide a line.
        shop.pays(&format!("late-{}", sizes.len()), Some("ada"), 10, &[]).await;
        match page.at("/next_cursor") {
            Value::String(cursor) => path = format!("/v1/me/transactions?limit=10&cursor={cursor}"),
            _ => break,
        }
    }
    assert_eq!(sizes, [10, 10, 6]);
    let ids: std::collections::HashSet<_> = seen.iter().map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), 26);
    let times: Vec<&str> = seen.iter().map(|item| item["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|earlier, later| earlier >= later), "newest first: {times:?}");
    assert_eq!(seen[25]["title"], "Join the programme");
    assert_eq!((&seen[0]["order"], &seen[0]["state"], &seen[0]["points"]), (&json!("order-24"), &json!("pending"), &json!(50)));
    let all = shop.get("/v1/me/transactions?limit=100", &[("authorization", &session)]).await;
    assert_eq!((all.at("/items").as_array().unwrap().len(), all.at("/next_cursor")), (29, Value::Null));
    for (query, status, code) in [
        ("cursor=x", 422, "invalid_cursor"),
        ("cursor=MS4", 422, "invalid_cursor"),
        ("cursor=%00", 400, "invalid_request"),
        ("limit=0", 400, "invalid_request"),
        ("limit=101", 400, "invalid_request"),
        ("limit=-1", 400, "invalid_request"),
        ("limit=ten", 400, "invalid_request"),
    ] {
        let answer = shop.get(&format!("/v1/me/transactions?{query}"), &[("authorization", &session)]).await;
        assert_eq!(answer.problem(), (status, code.into()), "{query}");
    }
}

async fn activity_tells_how_points_came_and_went() {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), 100, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    let (_, code) = shop.claim(&session, "rwd_5_off").await;
    shop.clock.advance(HOUR / 4);
    shop.pays("2", Some("ada"), 50, &[&code]).await;
    shop.refunds("2", 2_500).await;
    shop.clock.advance(HOUR / 8);
    shop.cancels("2").await;
    let headers = [("authorization", session.as_str()), ("accept-language", "pl")];
    let page = shop.get("/v1/me/transactions", &headers).await;
    let mut lines: Vec<String> = Vec::new();
    for item in page.at("/items").as_array().unwrap() {
        let text = |name: &str| item[name].as_str().unwrap_or("-").to_owned();
        lines.push(format!("{} {} {} {} {}", text("kind"), text("state"), item["points"], text("order"), text("title")));
    }
    lines.sort();
    assert_eq!(
        lines,
        [
            "cancel approved 500 2 5 € zniżki",
            "cancel void -125 2 -",
            "earn approved 100 - Dołącz do programu",
            "earn approved 500 1 Zrób zakupy",
            "earn void 250 2 Zrób zakupy",
            "redeem approved -500 2 5 € zniżki",
            "refund void -125 2 -",
        ]
    );
    shop.audit().await;
}

async fn a_refused_reward_says_what_would_enable_it() {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), 1_000, &[]).await;
    let session = shop.sign_in("ada").await;
    let claim = async |body: Value| shop.change(&session, "/v1/me/redemptions", body).await;
    let poor = claim(json!({ "reward": "rwd_5_off" })).await;
    assert_eq!((poor.problem(), poor.at("/points_needed")), ((409, "insufficient_points".into()), 400.into()));
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    let claim = async |body: Value| shop.change(&session, "/v1/me/redemptions", body).await;
    let cart = |currency: &str, cents: i64| {
        let line = json!({ "product": "mug", "collections": [], "tags": [], "unit_price": cents, "quantity": 1, "discount": 0 });
        json!({ "currency": currency, "lines": [line], "discount": 0 })
    };
    let small = claim(json!({ "reward": "rwd_5_off", "cart": cart("EUR", 1_500) })).await;
    assert_eq!((small.problem(), small.at("/amount_needed")), ((422, "cart_requirements_not_met".into()), 500.into()));
    let foreign = claim(json!({ "reward": "rwd_5_off", "cart": cart("PLN", 9_500) })).await;
    assert_eq!(foreign.problem(), (422, "cart_not_understood".into()));
    assert_eq!(claim(json!({ "reward": "rwd_none" })).await.problem(), (404, "unknown_reward".into()));
    assert_eq!(claim(json!({ "reward": "rwd_5_off", "cart": cart("EUR", 2_000) })).await.status, 201);
    for _ in 0..3 {
        shop.claim(&session, "rwd_10_percent").await;
    }
    assert_eq!(claim(json!({ "reward": "rwd_10_percent" })).await.problem(), (409, "reward_limit_reached".into()));
    let uses = shop.me(&session).await.at("/rewards");
    assert_eq!(
        uses,
        json!([{ "reward": "rwd_10_percent", "count": 3, "left": null }, { "reward": "rwd_5_off", "count": 1, "left": null }])
    );
}

async fn ways_to_earn_count_as_often_as_they_may() {
    let shop = Shop::open().await;
    let act = async |rule: &'static str| {
        let session = shop.sign_in("ada").await;
        shop.change(&session, "/v1/me/actions", json!({ "rule": rule })).await
    };
    let first = act("ern_share").await;
    assert_eq!(
        (first.status, first.at("/transaction/points"), first.at("/account/balance/available")),
        (201, 20.into(), 120.into())
    );
    let again = act("ern_share").await;
    assert_eq!((again.problem(), again.at("/until")), ((409, "earning_limit_reached".into()), "2026-06-08T12:00:00Z".into()));
    assert_eq!(act("ern_instagram").await.status, 201);
    let never = act("ern_instagram").await;
    assert_eq!((never.problem().1.as_str(), never.at("/until")), ("earning_limit_reached", Value::Null));
    let states = shop.me(&shop.sign_in("ada").await).await.at("/earning");
    let states: Vec<String> =
        states.as_array().unwrap().iter().map(|state| format!("{} {}", state["rule"], state["status"])).collect();
    assert_eq!(
        states,
        [
            r#""ern_purchase" "available""#,
            r#""ern_sign_up" "done""#,
            r#""ern_instagram" "done""#,
            r#""ern_share" "limit_reached""#,
            r#""ern_visit" "available""#,
        ]
    );
    shop.clock.advance(7 * DAY);
    assert_eq!(act("ern_share").await.status, 201);
    assert_eq!(act("ern_purchase").await.problem(), (409, "rule_not_for_pages".into()));
    assert_eq!(act("ern_sign_up").await.problem(), (409, "rule_not_for_pages".into()));
    assert_eq!(act("ern_nothing").await.problem(), (404, "unknown_rule".into()));
}

async fn keys_are_required_and_bound_to_their_request() {
    let shop = Shop::open().await;
    let session = shop.sign_in("ada").await;
    let post = async |key: Option<&str>, rule: &str| {
        let mut headers = vec![("authorization", session.as_str()), ("content-type", "application/json")];
        headers.extend(key.map(|key| ("idempotency-key", key)));
        shop.send(reqwest::Method::POST, "/v1/me/actions", &headers, Some(json!({ "rule": rule }).to_string())).await
    };
    assert_eq!(post(None, "ern_visit").await.problem(), (400, "idempotency_key_required".into()));
    assert_eq!(post(Some(&"k".repeat(256)), "ern_visit").await.problem(), (400, "idempotency_key_required".into()));
    // A refusal is not stored: the same key may succeed later.
    assert_eq!(post(Some("k"), "ern_nothing").await.status, 404);
    let first = post(Some("k"), "ern_visit").await;
    assert_eq!(first.status, 201);
    let again = post(Some("k"), "ern_visit").await;
    assert_eq!((again.status, &again.text), (201, &first.text));
    assert_eq!(post(Some("k"), "ern_share").await.problem(), (422, "idempotency_key_reused".into()));
    // Another page load, another session, the same shopper: the key still stands, a day later too.
    shop.clock.advance(DAY);
    let later = shop.sign_in("ada").await;
    let kept = shop.change_with_key(&later, "/v1/me/actions", json!({ "rule": "ern_visit" }), "k").await;
    assert_eq!(kept.text, first.text);
}

async fn sweeping_forgets_answers_after_two_days_and_settles_without_being_asked() {
    let fast = std::time::Duration::from_millis(20);
    let shop = Shop::with(|_| {}, |config| config.sweep_every = fast).await;
    let session = shop.sign_in("ada").await;
    let body = json!({ "rule": "ern_visit" });
    assert_eq!(shop.change_with_key(&session, "/v1/me/actions", body.clone(), "k").await.status, 201);
    shop.pays("1", Some("ada"), 20, &[]).await;
    shop.clock.advance(15 * DAY);
    let mut connection = shop.database.connect().await;
    let begun = std::time::Instant::now();
    loop {
        let counts: (i64, i64) =
            sqlx::query_as("SELECT (SELECT COUNT(*) FROM answers), (SELECT balance FROM accounts WHERE kind = 'pending')")
                .fetch_one(&mut connection)
                .await
                .unwrap();
        if counts == (0, 0) {
            break;
        }
        assert!(begun.elapsed().as_secs() < 10, "swept by now: {counts:?}");
        tokio::time::sleep(fast).await;
    }
    let session = shop.sign_in("ada").await;
    let again = shop.change_with_key(&session, "/v1/me/actions", body, "k").await;
    assert_eq!((again.status, again.at("/account/balance/available")), (201, 210.into()));
    shop.audit().await;
}
