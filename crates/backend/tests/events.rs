//! What pages tell: taken once, of those who agreed, as far as the programme knows it; and the reports of it.

use crate::common::database::on_both;
use crate::common::{Answer, DAY, HOUR, ORIGIN, SECRET_KEY, Shop, TOKEN_KEY_1, sign};
use loyalty_backend::programme::Programmes;
use loyalty_backend::store::Store;
use loyalty_backend::sweep::sweep;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::task::JoinSet;

on_both!(
    each_event_is_taken_once,
    nothing_is_taken_without_consent,
    what_cannot_be_is_passed_over,
    clocks_may_be_wrong,
    beacons_need_not_ask,
    a_guests_events_follow_them_into_membership,
    who_was_seen_somewhere_stays_there,
    who_withdraws_is_forgotten,
    who_is_erased_is_forgotten,
    what_is_closed_is_not_asked_again,
    many_at_once_are_one,
    the_campaigns_report_counts,
    the_experiments_report_counts,
    shoppers_dealt_unevenly_are_found_out,
    what_is_old_is_swept_away,
);

fn programme(document: &mut Value) {
    let content = |variation: Option<i64>| json!({ "headline": { "en": "Hello" }, "variation": variation });
    document["campaigns"] = json!([
        { "id": "cmp_plain", "kind": "welcome", "placement": "dialog", "contents": [content(None)] },
        { "id": "cmp_tested", "kind": "welcome", "placement": "dialog", "experiment": "welcome", "contents": [content(Some(1))] },
        { "id": "cmp_weekly", "kind": "nudge", "placement": "flyout", "frequency": { "closed_days": 7 }, "contents": [content(None)] },
    ]);
    document["experiments"] = json!([
        { "key": "welcome", "bucket_version": 2,
          "variations": [{ "name": "nothing", "weight": 5000 }, { "name": "hello", "weight": 5000 }] },
    ]);
    document["time_zone"] = "UTC".into();
}

async fn open() -> Shop {
    Shop::with(programme, |_| {}).await
}

async fn guest(shop: &Shop) -> String {
    shop.exchange(None).await.at("/token").as_str().unwrap().to_owned()
}

/// A member's session on a device.
async fn member(shop: &Shop, sub: &str, device: &str) -> String {
    let body = json!({ "shop": "demo", "token": sign(&shop.claims(sub), "k1", TOKEN_KEY_1) }).to_string();
    let headers = [("content-type", "application/json"), ("loyalty-device", device)];
    let answer = shop.send(Method::POST, "/v1/sessions", &headers, Some(body)).await;
    answer.at("/token").as_str().unwrap().to_owned()
}

fn now(shop: &Shop) -> String {
    at(shop, 0)
}

/// So many seconds from now.
fn at(shop: &Shop, seconds: i64) -> String {
    jiff::Timestamp::from_millisecond(shop.clock.now_ms() + seconds * 1000).unwrap().to_string()
}

fn event(shop: &Shop, id: &str, kind: &str, campaign: &str) -> Value {
    json!({ "id": id, "kind": kind, "campaign": campaign, "at": now(shop) })
}

fn exposure(shop: &Shop, id: &str, variation: Option<i64>) -> Value {
    json!({ "id": id, "kind": "exposure", "campaign": "cmp_tested", "experiment": "welcome", "bucket_version": 2,
            "variation": variation, "at": now(shop) })
}

fn conversion(shop: &Shop, id: &str, variation: i64) -> Value {
    json!({ "id": id, "kind": "conversion", "campaign": "cmp_tested", "experiment": "welcome", "bucket_version": 2,
            "variation": variation, "at": now(shop) })
}

async fn post(shop: &Shop, body: &Value) -> Answer {
    shop.send(Method::POST, "/v1/events", &[("content-type", "text/plain;charset=UTF-8")], Some(body.to_string())).await
}

/// Sends events and says how many were taken.
async fn tell(shop: &Shop, session: &str, device: &str, events: &[Value]) -> i64 {
    let answer = post(shop, &json!({ "session": session, "device": device, "events": events })).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.at("/taken").as_i64().unwrap()
}

async fn engagement(shop: &Shop, session: &str, device: &str) -> Value {
    let authorization = format!("Bearer {session}");
    let headers = [("authorization", authorization.as_str()), ("loyalty-device", device)];
    shop.get("/v1/me/engagement", &headers).await.json()
}

async fn withdraw(shop: &Shop, session: &str, device: &str) {
    let authorization = format!("Bearer {session}");
    let headers = [("authorization", authorization.as_str()), ("loyalty-device", device)];
    let answer = shop.send(Method::DELETE, "/v1/me/engagement", &headers, None).await;
    assert_eq!(answer.status, 204, "{}", answer.text);
}

async fn report(shop: &Shop, name: &str) -> Answer {
    let authorization = format!("Bearer {SECRET_KEY}");
    let answer = shop.get(&format!("/v1/shops/demo/reports/{name}"), &[("authorization", &authorization)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer
}

/// Rows that are kept of a unit's events and exposures, whosever they are.
async fn stored(shop: &Shop) -> i64 {
    sqlx::query_scalar("SELECT (SELECT COUNT(*) FROM page_events) + (SELECT COUNT(*) FROM exposures)")
        .fetch_one(&mut shop.database.connect().await)
        .await
        .unwrap()
}

async fn each_event_is_taken_once() {
    let shop = open().await;
    let session = guest(&shop).await;
    let events = [event(&shop, "e1", "impression", "cmp_plain"), event(&shop, "e2", "click", "cmp_plain")];
    assert_eq!(tell(&shop, &session, "phone", &events).await, 2);
    assert_eq!(tell(&shop, &session, "phone", &events).await, 0, "the same batch again");
    let again = post(&shop, &json!({ "session": session, "device": "phone", "events": [events[0], events[0]] })).await;
    assert_eq!(again.at("/passed_over"), json!([{ "id": "e1", "reason": "known" }, { "id": "e1", "reason": "known" }]));
    let other = guest(&shop).await;
    assert_eq!(tell(&shop, &other, "phone", &events).await, 0, "the same batch after the session ended");
    assert_eq!(report(&shop, "campaigns").await.at("/rows/0/impressions"), 1);
    assert_eq!(tell(&shop, &session, "phone", &[exposure(&shop, "x1", Some(1)), exposure(&shop, "x2", Some(1))]).await, 1);
    assert_eq!(tell(&shop, &session, "phone", &[]).await, 0);
    let nobody = post(&shop, &json!({ "session": "guest.demo.x", "device": "phone", "events": events })).await;
    assert_eq!(nobody.problem(), (401, "token_expired".into()));
}

async fn nothing_is_taken_without_consent() {
    let shop = open().await;
    for session in [guest(&shop).await, shop.sign_in("ada").await.replace("Bearer ", "")] {
        for device in [Value::Null, json!(""), json!("x".repeat(256))] {
            let events = [event(&shop, "e1", "impression", "cmp_plain"), exposure(&shop, "e2", Some(0))];
            let answer = post(&shop, &json!({ "session": session, "device": device, "events": events })).await;
            let expected = json!([{ "id": "e1", "reason": "no_consent" }, { "id": "e2", "reason": "no_consent" }]);
            assert_eq!((answer.status, answer.at("/taken"), answer.at("/passed_over")), (200, json!(0), expected));
        }
    }
    assert_eq!(stored(&shop).await, 0);
}

async fn what_cannot_be_is_passed_over() {
    let shop = open().await;
    let session = guest(&shop).await;
    let with = |field: &str, value: Value| {
        let mut event = conversion(&shop, "e", 1);
        event[field] = value;
        event
    };
    for (event, reason) in [
        (with("campaign", json!("cmp_gone")), "unknown_campaign"),
        (with("campaign", json!(null)), "malformed"),
        (with("experiment", json!("gone")), "unknown_experiment"),
        (with("variation", json!(2)), "unknown_experiment"),
        (with("variation", json!(-1)), "unknown_experiment"),
        (with("variation", json!(null)), "malformed"),
        (with("bucket_version", json!(3)), "unknown_experiment"),
        (with("bucket_version", json!(null)), "malformed"),
        (with("at", json!("yesterday")), "malformed"),
        (with("id", json!("")), "malformed"),
        (with("id", json!("e".repeat(65))), "malformed"),
        (json!({ "id": "e", "kind": "exposure", "at": now(&shop) }), "malformed"),
    ] {
        let answer = post(&shop, &json!({ "session": session, "device": "phone", "events": [event] })).await;
        assert_eq!((answer.at("/taken"), answer.at("/passed_over/0/reason")), (json!(0), json!(reason)), "{event}");
    }
    assert_eq!(stored(&shop).await, 0);
    // A body that cannot be read is refused as a whole.
    let unknown = json!({ "session": session, "device": "phone", "events": [with("kind", json!("sale"))] });
    assert_eq!(post(&shop, &unknown).await.problem(), (400, "invalid_request".into()));
    let many: Vec<Value> = (0..101).map(|number| event(&shop, &number.to_string(), "click", "cmp_plain")).collect();
    let answer = post(&shop, &json!({ "session": session, "device": "phone", "events": many })).await;
    assert_eq!(answer.problem(), (422, "too_many_events".into()));
    assert_eq!(tell(&shop, &session, "phone", &many[..100]).await, 100);
    let long = json!({ "session": session, "device": "phone", "events": [with("id", json!("e".repeat(70_000)))] });
    assert_eq!(post(&shop, &long).await.problem(), (413, "body_too_large".into()));
}

async fn clocks_may_be_wrong() {
    let shop = open().await;
    let session = guest(&shop).await;
    shop.clock.advance(40 * DAY);
    let sent = |id: &str, event_at: i64, sent_at: Option<i64>| {
        let mut happened = event(&shop, id, "impression", "cmp_plain");
        happened["at"] = at(&shop, event_at).into();
        json!({ "session": session, "device": "phone", "sent_at": sent_at.map(|seconds| at(&shop, seconds)), "events": [happened] })
    };
    let day = 86_400;
    for (id, event_at, sent_at, reason) in [
        ("late by a day, after being offline", -day, Some(0), None),
        ("late by a month", -31 * day, Some(0), Some("too_old")),
        ("on a clock that is a year behind", -365 * day - 60, Some(-365 * day), None),
        ("on a clock that is a year ahead", 365 * day - 60, Some(365 * day), None),
        ("in the future", 5 * day, Some(0), None),
        ("in the future, of an old widget", 5 * day, None, None),
        ("a month before it is sent, by any clock", 334 * day, Some(365 * day), Some("too_old")),
    ] {
        let answer = post(&shop, &sent(id, event_at, sent_at)).await;
        let found = answer.json()["passed_over"][0]["reason"].as_str().map(str::to_owned);
        assert_eq!(found.as_deref(), reason, "{id}: {}", answer.text);
    }
    let times: Vec<(String, i64)> = sqlx::query_as("SELECT id, at FROM page_events ORDER BY at, id")
        .fetch_all(&mut shop.database.connect().await)
        .await
        .unwrap();
    let seconds_ago: Vec<i64> = times.iter().map(|(_, at)| (shop.clock.now_ms() - at) / 1000).collect();
    assert_eq!(seconds_ago, [day, 60, 60, 0, 0], "{times:?}");
}

async fn beacons_need_not_ask() {
    let shop = open().await;
    let session = guest(&shop).await;
    let body = json!({ "session": session, "device": "phone", "events": [event(&shop, "e1", "close", "cmp_plain")] }).to_string();
    let headers = [("content-type", "text/plain;charset=UTF-8"), ("origin", ORIGIN)];
    let answer = shop.send(Method::POST, "/v1/events", &headers, Some(body.clone())).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, ORIGIN));
    let elsewhere = [("content-type", "text/plain"), ("origin", "https://evil.example")];
    let answer = shop.send(Method::POST, "/v1/events", &elsewhere, Some(body)).await;
    assert_eq!(answer.problem(), (403, "origin_not_allowed".into()));
    assert_eq!(answer.header("access-control-allow-origin"), "");
}

async fn a_guests_events_follow_them_into_membership() {
    let shop = open().await;
    let session = guest(&shop).await;
    assert_eq!(
        tell(&shop, &session, "phone", &[event(&shop, "e1", "close", "cmp_plain"), exposure(&shop, "x1", Some(1))]).await,
        2
    );
    assert_eq!(tell(&shop, &session, "elsewhere", &[event(&shop, "e2", "close", "cmp_weekly")]).await, 1);
    // By signing in on the device; and another device's by sending from it.
    let ada = member(&shop, "ada", "phone").await;
    let known = engagement(&shop, &ada, "laptop").await;
    assert_eq!(known["answered"], json!(["cmp_plain"]));
    assert_eq!(known["assignments"], json!([{ "experiment": "welcome", "bucket_version": 2, "variation": 1 }]));
    let as_guest = engagement(&shop, &session, "phone").await;
    assert_eq!((&as_guest["answered"], &as_guest["assignments"]), (&json!([]), &json!([])), "who is signed out is somebody else");
    assert_eq!(tell(&shop, &ada, "elsewhere", &[]).await, 0);
    assert_eq!(engagement(&shop, &ada, "laptop").await["answered"], json!(["cmp_plain", "cmp_weekly"]));
    // The guest's beacon comes late, and again: it is known, whosever it is now.
    assert_eq!(tell(&shop, &session, "phone", &[event(&shop, "e1", "close", "cmp_plain")]).await, 0);
    let bob = member(&shop, "bob", "tablet").await;
    assert_eq!(engagement(&shop, &bob, "tablet").await["answered"], json!([]));
}

async fn who_was_seen_somewhere_stays_there() {
    let shop = open().await;
    let session = guest(&shop).await;
    tell(&shop, &session, "phone", &[exposure(&shop, "x1", Some(1))]).await;
    assert_eq!(tell(&shop, &session, "phone", &[exposure(&shop, "x2", Some(0))]).await, 0, "the first word stands");
    let first = json!([{ "experiment": "welcome", "bucket_version": 2, "variation": 1 }]);
    assert_eq!(engagement(&shop, &session, "phone").await["assignments"], first);
    // Somebody who is known elsewhere signs in here: what they are known by stands, and they are counted once.
    let eve = member(&shop, "eve", "laptop").await;
    tell(&shop, &eve, "laptop", &[exposure(&shop, "x3", Some(0))]).await;
    let eve = member(&shop, "eve", "phone").await;
    let known = engagement(&shop, &eve, "phone").await;
    assert_eq!(known["assignments"], json!([{ "experiment": "welcome", "bucket_version": 2, "variation": 0 }]));
    let rows = report(&shop, "experiments").await.at("/rows");
    let exposed: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["exposed"]).collect();
    assert_eq!(exposed, [1, 0]);
    // The guest's beacon comes late, and again; what the member's page told of it again comes before.
    tell(&shop, &eve, "phone", &[exposure(&shop, "x5", Some(1)), exposure(&shop, "x6", Some(0))]).await;
    for id in ["x1", "x5", "x6"] {
        assert_eq!(tell(&shop, &session, "phone", &[exposure(&shop, id, Some(1))]).await, 0, "{id}");
    }
    let rows = report(&shop, "experiments").await.at("/rows");
    let exposed: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["exposed"]).collect();
    assert_eq!(exposed, [1, 0], "nobody is two");
    // Who is held out is counted, and assigned to nothing.
    let held_out = guest(&shop).await;
    assert_eq!(tell(&shop, &held_out, "tablet", &[exposure(&shop, "x4", None)]).await, 1);
    assert_eq!(engagement(&shop, &held_out, "tablet").await["assignments"], json!([]));
    assert_eq!(report(&shop, "experiments").await.at("/rows/2/variation"), Value::Null);
}

async fn who_withdraws_is_forgotten() {
    let shop = open().await;
    let session = guest(&shop).await;
    let events = [event(&shop, "e1", "close", "cmp_plain"), exposure(&shop, "x1", Some(1))];
    tell(&shop, &session, "phone", &events).await;
    tell(&shop, &session, "laptop", &[event(&shop, "e2", "close", "cmp_plain")]).await;
    withdraw(&shop, &session, "phone").await;
    assert_eq!(stored(&shop).await, 1, "the other device's");
    assert_eq!(tell(&shop, &session, "phone", &events).await, 0, "a beacon that was on its way");
    assert_eq!(stored(&shop).await, 1);
    // A member's, on all devices. Who agrees again has a new id.
    let ada = member(&shop, "ada", "tablet").await;
    tell(&shop, &ada, "tablet", &[event(&shop, "e3", "close", "cmp_plain")]).await;
    tell(&shop, &ada, "watch", &[event(&shop, "e4", "close", "cmp_plain")]).await;
    withdraw(&shop, &ada, "tablet").await;
    assert_eq!(stored(&shop).await, 1);
    assert_eq!(engagement(&shop, &ada, "tablet").await["answered"], json!([]));
    assert_eq!(tell(&shop, &ada, "tablet-2", &[event(&shop, "e5", "close", "cmp_plain")]).await, 1);
}

async fn who_is_erased_is_forgotten() {
    let shop = open().await;
    let ada = member(&shop, "ada", "phone").await;
    tell(&shop, &ada, "phone", &[event(&shop, "e1", "close", "cmp_plain"), exposure(&shop, "x1", Some(1))]).await;
    let bob = member(&shop, "bob", "laptop").await;
    tell(&shop, &bob, "laptop", &[event(&shop, "e2", "close", "cmp_plain")]).await;
    let held = shop.merchant(Method::GET, "/members/ada/export", None).await;
    assert_eq!((held.at("/held/events/0/kind"), held.at("/held/experiments/0/variation")), (json!("close"), json!(1)));
    assert_eq!(held.at("/held/events").as_array().unwrap().len(), 1);
    assert_eq!(shop.merchant(Method::DELETE, "/members/ada", None).await.status, 204);
    assert_eq!(stored(&shop).await, 1);
    let late =
        post(&shop, &json!({ "session": ada, "device": "phone", "events": [event(&shop, "e3", "close", "cmp_plain")] })).await;
    assert_eq!(late.problem(), (401, "token_expired".into()));
    assert_eq!(stored(&shop).await, 1);
}

async fn what_is_closed_is_not_asked_again() {
    let shop = open().await;
    let session = guest(&shop).await;
    tell(&shop, &session, "phone", &[event(&shop, "e1", "impression", "cmp_plain"), event(&shop, "e2", "click", "cmp_plain")])
        .await;
    assert_eq!(engagement(&shop, &session, "phone").await["answered"], json!([]), "who only saw it is asked again");
    tell(&shop, &session, "phone", &[event(&shop, "e3", "close", "cmp_plain"), event(&shop, "e4", "close", "cmp_weekly")]).await;
    assert_eq!(engagement(&shop, &session, "phone").await["answered"], json!(["cmp_plain", "cmp_weekly"]));
    shop.clock.advance(7 * DAY - HOUR);
    assert_eq!(engagement(&shop, &session, "phone").await["answered"], json!(["cmp_plain", "cmp_weekly"]));
    shop.clock.advance(HOUR);
    assert_eq!(engagement(&shop, &session, "phone").await["answered"], json!(["cmp_plain"]), "closed for a week");
    tell(&shop, &session, "phone", &[event(&shop, "e5", "conversion", "cmp_weekly")]).await;
    assert_eq!(engagement(&shop, &session, "phone").await["answered"], json!(["cmp_weekly", "cmp_plain"]), "taken for good");
}

async fn many_at_once_are_one() {
    let shop = open().await;
    let session = guest(&shop).await;
    let events = [event(&shop, "e1", "impression", "cmp_plain"), exposure(&shop, "x1", Some(1))];
    let body = json!({ "session": session, "device": "phone", "events": events });
    let mut tasks = JoinSet::new();
    let shop = std::sync::Arc::new(shop);
    for _ in 0..20 {
        let (shop, body) = (shop.clone(), body.clone());
        tasks.spawn(async move {
            let answer = post(&shop, &body).await;
            assert_eq!(answer.status, 200, "{}", answer.text);
            answer.at("/taken").as_i64().unwrap()
        });
    }
    // Meanwhile the guest signs in.
    let ada = member(&shop, "ada", "phone").await;
    assert_eq!(tasks.join_all().await.iter().sum::<i64>(), 2);
    tell(&shop, &ada, "phone", &[]).await;
    assert_eq!(stored(&shop).await, 2);
    assert_eq!(engagement(&shop, &ada, "phone").await["assignments"][0]["variation"], 1);
}

async fn the_campaigns_report_counts() {
    let shop = open().await;
    let session = guest(&shop).await;
    for (device, kinds) in [
        ("a", &["impression", "impression", "click", "conversion"][..]),
        ("b", &["impression", "close"]),
        ("c", &["impression", "close"]),
        ("d", &["conversion", "conversion"]),
    ] {
        let events: Vec<Value> =
            kinds.iter().enumerate().map(|(index, kind)| event(&shop, &format!("{device}{index}"), kind, "cmp_plain")).collect();
        tell(&shop, &session, device, &events).await;
    }
    let answer = report(&shop, "campaigns").await;
    let plain = json!({ "campaign": "cmp_plain", "impressions": 4, "shoppers": 3, "clicks": 1, "closes": 2, "conversions": 3,
                        "converted": 2, "conversion_rate": 6666 });
    let none = |campaign: &str| {
        json!({ "campaign": campaign, "impressions": 0, "shoppers": 0, "clicks": 0, "closes": 0,
                                        "conversions": 0, "converted": 0, "conversion_rate": 0 })
    };
    assert_eq!(answer.at("/rows"), json!([plain, none("cmp_tested"), none("cmp_weekly")]));
    let table = report(&shop, "campaigns?format=csv").await;
    assert_eq!(
        table.text.lines().take(2).collect::<Vec<_>>(),
        ["campaign,impressions,shoppers,clicks,closes,conversions,converted,conversion_rate", "cmp_plain,4,3,1,2,3,2,6666"]
    );
    shop.clock.advance(40 * DAY);
    assert_eq!(report(&shop, "campaigns").await.at("/rows/0/impressions"), 0, "long ago");
}

async fn the_experiments_report_counts() {
    let shop = open().await;
    let session = guest(&shop).await;
    // A conversion before the exposure, or of another campaign, is none of the experiment's.
    tell(&shop, &session, "early", &[conversion(&shop, "early", 1)]).await;
    shop.clock.advance(Duration::from_secs(1));
    tell(&shop, &session, "early", &[exposure(&shop, "x-early", Some(1))]).await;
    for number in 0..11 {
        let device = format!("control-{number}");
        tell(
            &shop,
            &session,
            &device,
            &[exposure(&shop, &device, Some(0)), event(&shop, &format!("e-{device}"), "conversion", "cmp_plain")],
        )
        .await;
    }
    for number in 0..8 {
        let device = format!("hello-{number}");
        tell(&shop, &session, &device, &[exposure(&shop, &device, Some(1))]).await;
        if number < 3 {
            tell(
                &shop,
                &session,
                &device,
                &[conversion(&shop, &format!("c-{number}"), 1), conversion(&shop, &format!("d-{number}"), 1)],
            )
            .await;
        }
    }
    // A member orders before and after they are seen; another one's order is cancelled.
    for sub in ["ada", "eve"] {
        member(&shop, sub, sub).await;
        shop.pays(&format!("before-{sub}"), Some(sub), 20, &[]).await;
        shop.clock.advance(HOUR);
        let session = member(&shop, sub, sub).await;
        tell(&shop, &session, sub, &[exposure(&shop, sub, if sub == "ada" { None } else { Some(0) })]).await;
        shop.clock.advance(HOUR);
        shop.pays(&format!("after-{sub}"), Some(sub), 20, &[]).await;
    }
    shop.cancels("after-eve").await;
    let answer = report(&shop, "experiments").await;
    let row = |variation: Option<i64>, name: Option<&str>, exposed: i64, converted: i64, ordered: i64| {
        let rate = |count: i64| count * 10_000 / exposed;
        json!({ "variation": variation, "name": name, "exposed": exposed, "converted": converted, "ordered": ordered,
                "conversion_rate": rate(converted), "order_rate": rate(ordered), "experiment": "welcome", "bucket_version": 2,
                "sample_ratio": "healthy" })
    };
    let expected = [row(Some(0), Some("nothing"), 12, 0, 0), row(Some(1), Some("hello"), 9, 3, 0), row(None, None, 1, 0, 1)];
    for (index, expected) in expected.iter().enumerate() {
        for (name, value) in expected.as_object().unwrap() {
            assert_eq!(&answer.at(&format!("/rows/{index}/{name}")), value, "{index} {name}: {}", answer.text);
        }
    }
    // Wilson's interval of 3 in 9 is 12.058 % to 64.580 %: outwards.
    assert_eq!((answer.at("/rows/1/conversion_low"), answer.at("/rows/1/conversion_high")), (json!(1205), json!(6458)));
    // (12 - 10.5)^2 / 10.5 twice, and erfc(sqrt(that / 2)).
    let check = json!([{ "experiment": "welcome", "bucket_version": 2, "chi_square": 429, "p": 512691, "verdict": "healthy" }]);
    assert_eq!(answer.at("/checks"), check);
    let table = report(&shop, "experiments?format=csv").await;
    assert!(table.text.lines().nth(2).unwrap().starts_with("welcome,2,1,hello,9,3,3333,1205,6458,0,0,"), "{}", table.text);
    assert_eq!(table.text.lines().count(), 4);
}

async fn shoppers_dealt_unevenly_are_found_out() {
    let shop = open().await;
    let session = guest(&shop).await;
    assert_eq!(report(&shop, "experiments").await.at("/checks/0/verdict"), "not_enough_traffic");
    for number in 0..40 {
        let device = number.to_string();
        tell(&shop, &session, &device, &[exposure(&shop, &device, Some(i64::from(number < 8)))]).await;
    }
    let answer = report(&shop, "experiments").await;
    // (32 - 20)^2 / 20 twice: 14.4.
    assert_eq!((answer.at("/checks/0/chi_square"), answer.at("/checks/0/verdict")), (json!(14_400), json!("unhealthy")));
    assert_eq!(answer.at("/rows/0/sample_ratio"), "unhealthy");
    assert!(report(&shop, "experiments?format=csv").await.text.contains(",unhealthy\n"));
}

async fn what_is_old_is_swept_away() {
    let shop = open().await;
    let session = guest(&shop).await;
    tell(&shop, &session, "phone", &[event(&shop, "e1", "close", "cmp_plain"), exposure(&shop, "x1", Some(1))]).await;
    shop.clock.advance(731 * DAY);
    let store = Store::open(&shop.database.url).await.unwrap();
    sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    assert_eq!(stored(&shop).await, 2);
    shop.clock.advance(2 * DAY);
    sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    assert_eq!(stored(&shop).await, 0);
}
