//! Ways to earn, each with what proves it.

use crate::common::database::on_both;
use crate::common::{DAY, HOUR, Shop, event};
use loyalty_backend::programme::Programmes;
use loyalty_backend::store::Store;
use loyalty_backend::sweep::sweep;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

on_both!(
    agreeing_to_the_newsletter_counts_once,
    a_streak_is_days_in_a_row_where_the_shop_is,
    a_birthday_is_told_once_and_comes_on_its_day_every_year,
    a_way_to_earn_of_a_higher_tier_is_locked,
    a_review_counts_once_and_as_often_as_its_limit_allows,
    purchases_are_multiplied_by_tier_and_bonus,
);

async fn action(shop: &Shop, session: &str, body: Value) -> crate::common::Answer {
    shop.change(session, "/v1/me/actions", body).await
}

async fn agreeing_to_the_newsletter_counts_once() {
    let shop = Shop::whole(|_| {}).await;
    let session = shop.sign_in("ada").await;
    for silence in [json!({ "rule": "ern_newsletter" }), json!({ "rule": "ern_newsletter", "consent": false })] {
        assert_eq!(action(&shop, &session, silence).await.problem(), (422, "consent_required".into()));
    }
    assert_eq!(shop.me(&session).await.at("/customer/newsletter"), false);
    let agreed = action(&shop, &session, json!({ "rule": "ern_newsletter", "consent": true })).await;
    assert_eq!((agreed.status, agreed.at("/transaction/points")), (201, json!(60)));
    assert_eq!(agreed.at("/account/customer/newsletter"), true);
    assert_eq!(shop.rule(&session, "ern_newsletter").await["status"], "done");

    let withdrawn = shop.tell(&session, json!({ "newsletter": false })).await;
    assert_eq!((withdrawn.at("/customer/newsletter"), withdrawn.at("/balance/available")), (json!(false), json!(160)));
    let again = shop.tell(&session, json!({ "newsletter": true })).await;
    assert_eq!((again.at("/customer/newsletter"), again.at("/balance/available")), (json!(true), json!(160)));
    let once_more = action(&shop, &session, json!({ "rule": "ern_newsletter", "consent": true })).await;
    assert_eq!(once_more.problem(), (409, "earning_limit_reached".into()));

    let mut database = shop.database.connect().await;
    let customer = shop.me(&session).await.at("/customer/id").as_str().unwrap().to_owned();
    let log = loyalty_backend::store::profiles::consents(&mut database, &customer).await.unwrap();
    let sentence = "I would like to receive Fernhill's letters by e-mail. I can stop them at any time.".to_owned();
    let expected: Vec<(i64, Option<String>)> = vec![(1, Some(sentence.clone())), (0, None), (1, Some(sentence))];
    assert_eq!(log.into_iter().map(|(agreed, sentence, _)| (agreed, sentence)).collect::<Vec<_>>(), expected);
    shop.audit().await;
}

async fn a_streak_is_days_in_a_row_where_the_shop_is() {
    let shop = Shop::whole(|document| document["earning"][5]["days"] = 3.into()).await;
    let come = async || action(&shop, &shop.sign_in("ada").await, json!({ "rule": "ern_streak" })).await;
    let state = async || shop.rule(&shop.sign_in("ada").await, "ern_streak").await;
    assert_eq!(state().await["progress"], 0);
    // Noon of 1 June in UTC, two o'clock in Warsaw.
    let first = come().await;
    assert_eq!((first.status, first.at("/transaction")), (201, Value::Null));
    let expected = json!({ "rule": "ern_streak", "status": "limit_reached", "until": "2026-06-01T22:00:00Z", "progress": 1 });
    assert_eq!(state().await, expected);
    let again = come().await;
    assert_eq!((again.problem(), again.at("/until")), ((409, "earning_limit_reached".into()), json!("2026-06-01T22:00:00Z")));
    // It is the 2nd in Warsaw, and still the 1st in UTC.
    shop.clock.advance(10 * HOUR);
    assert_eq!((come().await.status, state().await["progress"].clone()), (201, json!(2)));
    shop.clock.advance(DAY);
    assert_eq!(come().await.at("/transaction/points"), 40);
    // The next row begins the day after.
    shop.clock.advance(DAY);
    assert_eq!((come().await.at("/transaction"), state().await["progress"].clone()), (Value::Null, json!(1)));
    shop.clock.advance(2 * DAY);
    assert_eq!(state().await["progress"], 0, "a day was missed");
    assert_eq!((come().await.status, state().await["progress"].clone()), (201, json!(1)));
    shop.audit().await;
}

async fn a_birthday_is_told_once_and_comes_on_its_day_every_year() {
    let shop = Shop::whole(|document| document["expiry_days"] = Value::Null).await;
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.rule(&session, "ern_birthday").await["status"], "available");
    for nonsense in ["06-10", "--13-01", "--02-30", "1990-06-10", ""] {
        let refused = shop.tell(&session, json!({ "birthday": nonsense })).await;
        assert_eq!((refused.problem(), refused.at("/field")), ((400, "invalid_request".into()), json!("birthday")), "{nonsense}");
    }
    let told = shop.tell(&session, json!({ "birthday": "--06-10" })).await;
    assert_eq!((told.status, told.at("/customer/birthday")), (200, json!("--06-10")));
    assert_eq!(shop.rule(&session, "ern_birthday").await["until"], "2026-06-09T22:00:00Z", "it begins where the shop is");
    assert_eq!(shop.tell(&session, json!({ "birthday": "--06-10" })).await.status, 200, "saying the same changes nothing");
    let changed = shop.tell(&session, json!({ "birthday": "--06-02" })).await;
    assert_eq!(changed.problem(), (409, "birthday_already_set".into()));

    shop.clock.advance(8 * DAY + 10 * HOUR - Duration::from_millis(1));
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await.0, 100);
    shop.clock.advance(Duration::from_millis(1));
    assert_eq!(shop.balance(&session).await.0, 300);
    shop.clock.advance(HOUR);
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.balance(&session).await.0, 300, "once a year");
    assert_eq!(shop.rule(&session, "ern_birthday").await["until"], "2027-06-09T22:00:00Z");
    shop.clock.advance(365 * DAY);
    let store = Store::open(&shop.database.url).await.unwrap();
    sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    let mut read = store.read().await.unwrap();
    let awards: (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM awards WHERE rule = 'ern_birthday'").fetch_one(&mut *read).await.unwrap();
    drop(read);
    store.close().await;
    assert_eq!(awards, (2,), "the sweep awards those who do not come");
    shop.clock.advance(375 * DAY);
    assert_eq!(shop.balance(&shop.sign_in("ada").await).await.0, 700, "nobody came for two years: each birthday counts");

    // On the day itself it is too late for this year.
    let bob = shop.sign_in("bob").await;
    let today = jiff::Timestamp::from_millisecond(shop.clock.now_ms() + 2 * 3_600_000).unwrap().strftime("--%m-%d").to_string();
    assert_eq!(shop.tell(&bob, json!({ "birthday": today })).await.status, 200);
    shop.clock.advance(DAY);
    assert_eq!(shop.balance(&shop.sign_in("bob").await).await.0, 100);
    shop.audit().await;
}

async fn a_way_to_earn_of_a_higher_tier_is_locked() {
    let shop = Shop::whole(|document| document["earning"][2]["tier"] = "tir_sapling".into()).await;
    let session = shop.sign_in("ada").await;
    assert_eq!(shop.rule(&session, "ern_instagram").await["status"], "locked");
    let refused = action(&shop, &session, json!({ "rule": "ern_instagram" })).await;
    assert_eq!((refused.problem(), refused.at("/tier")), ((403, "tier_required".into()), json!("tir_sapling")));
    shop.pays("1", Some("ada"), 150, &[]).await;
    assert_eq!(shop.rule(&session, "ern_instagram").await["status"], "available");
    assert_eq!(action(&shop, &session, json!({ "rule": "ern_instagram" })).await.status, 201);
    shop.audit().await;
}

async fn a_review_counts_once_and_as_often_as_its_limit_allows() {
    let shop = Shop::whole(|_| {}).await;
    let session = shop.sign_in("ada").await;
    let tell = |customer: &str, rule: &str, event: &str| {
        let body = json!({ "customer": customer, "rule": rule, "event": event });
        shop.merchant(Method::POST, "/actions", Some(body))
    };
    let first = tell("ada", "ern_review", "review-1").await;
    assert_eq!((first.status, first.at("/transaction/points"), first.at("/member/available")), (201, json!(60), json!(160)));
    assert_eq!(first.at("/member/merchant_id"), "ada");
    let again = tell("ada", "ern_review", "review-1").await;
    assert_eq!((again.status, again.at("/transaction"), again.at("/member/available")), (200, Value::Null, json!(160)));
    assert_eq!(tell("ada", "ern_review", "review-2").await.status, 201);
    assert_eq!(tell("ada", "ern_review", "review-3").await.problem(), (409, "earning_limit_reached".into()));
    assert_eq!(tell("ada", "ern_review", "review-2").await.status, 200, "what was awarded is told as such beyond the limit, too");
    assert_eq!(tell("ada", "ern_workshop", "may").await.problem(), (403, "tier_required".into()));
    for (customer, rule, happened, problem) in [
        ("eve", "ern_review", "x", (404, "unknown_member")),
        ("ada", "ern_nothing", "x", (404, "unknown_rule")),
        ("ada", "ern_visit", "x", (409, "rule_not_for_servers")),
        ("ada", "ern_review", "", (400, "invalid_request")),
    ] {
        assert_eq!(tell(customer, rule, happened).await.problem(), (problem.0, problem.1.into()), "{customer} {rule} {happened}");
    }
    let page = action(&shop, &session, json!({ "rule": "ern_review" })).await;
    assert_eq!(page.problem(), (409, "rule_not_for_pages".into()));
    let headers = [("authorization", "Bearer sk_wrong"), ("content-type", "application/json")];
    let body = json!({ "customer": "ada", "rule": "ern_review", "event": "e" }).to_string();
    let stranger = shop.send(Method::POST, "/v1/shops/demo/actions", &headers, Some(body)).await;
    assert_eq!(stranger.problem(), (401, "invalid_key".into()));
    shop.audit().await;
}

async fn purchases_are_multiplied_by_tier_and_bonus() {
    let shop = Shop::whole(|document| document["pending_days"] = 0.into()).await;
    let session = shop.sign_in("ada").await;
    let buys = async |order: &str, cents: i64, tags: Value, paid_at: &str| {
        let before = shop.balance(&session).await.3;
        let mut data = shop.order(order, Some("ada"), cents, &[]);
        data["cart"]["lines"][0]["tags"] = tags;
        data["paid_at"] = paid_at.into();
        assert_eq!(shop.webhook(&event("order.paid", &data)).await.status, 204);
        shop.balance(&session).await.3 - before
    };
    for (name, order, cents, tags, paid_at, points) in [
        ("plain", "1", 10_000, json!([]), "2026-06-01T10:00:00Z", 500),
        ("a bonus on some products", "2", 2_000, json!(["organic"]), "2026-06-01T10:01:00Z", 150),
        ("another tier's bonus is none", "3", 1_000, json!(["gift"]), "2026-06-01T10:02:00Z", 50),
        ("before the bonus began", "4", 2_000, json!(["organic"]), "2025-12-31T22:59:59Z", 100),
        (
            "the order that reaches a tier is not multiplied by it; the tier gives 100",
            "5",
            4_000,
            json!([]),
            "2026-06-01T10:03:00Z",
            300,
        ),
        ("the next one is", "6", 10_000, json!([]), "2026-06-01T10:04:00Z", 550),
        ("told late, by the tier at its time", "7", 10_000, json!([]), "2026-06-01T10:02:30Z", 500),
        ("tier and bonus", "8", 2_000, json!(["organic"]), "2026-06-01T10:05:00Z", 165),
    ] {
        assert_eq!(buys(order, cents, tags, paid_at).await, points, "{name}");
    }
    shop.audit().await;
}
