//! Beacons as networks deliver them: split anew, repeated, out of turn; too many; and ones that make no sense.

use crate::common::database::on_both;
use crate::common::{SECRET_KEY, Shop, TOKEN_KEY_1, sign};
use loyalty_backend::Rate;
use reqwest::Method;
use serde_json::{Value, json};

on_both!(deliveries_may_be_split_repeated_and_out_of_turn, what_makes_no_sense_is_refused, who_sends_too_often_is_told,);

/// Devices, the first two of them Ada's.
const DEVICES: usize = 5;

fn programme(document: &mut Value) {
    let content = json!({ "headline": { "en": "Hello" }, "variation": 1 });
    document["campaigns"] =
        json!([{ "id": "cmp_hello", "kind": "welcome", "placement": "dialog", "experiment": "hello", "contents": [content] }]);
    let variations = json!([{ "name": "nothing", "weight": 5000 }, { "name": "hello", "weight": 5000 }]);
    document["experiments"] = json!([{ "key": "hello", "bucket_version": 0, "variations": variations }]);
    document["time_zone"] = "UTC".into();
}

/// Events of all devices: everybody is seen at noon, and then does something or other.
fn history(random: &mut fastrand::Rng) -> Vec<(usize, Value)> {
    let mut events = Vec::new();
    for device in 0..DEVICES {
        let variation = usize::from(device >= 2);
        let event = |id: String, kind: &str, at: String| {
            json!({ "id": id, "kind": kind, "campaign": "cmp_hello", "experiment": "hello", "bucket_version": 0,
                    "variation": variation, "at": at })
        };
        events.push((device, event(format!("{device}x"), "exposure", "2026-06-01T12:00:00Z".into())));
        for number in 0..random.usize(0..6) {
            let kind = ["impression", "click", "close", "conversion"][random.usize(0..4)];
            events.push((device, event(format!("{device}-{number}"), kind, format!("2026-06-01T12:00:0{}Z", number + 1))));
        }
    }
    events
}

async fn guest(shop: &Shop) -> String {
    shop.exchange(None).await.at("/token").as_str().unwrap().to_owned()
}

async fn post(shop: &Shop, body: &Value) -> crate::common::Answer {
    shop.send(Method::POST, "/v1/events", &[("content-type", "text/plain")], Some(body.to_string())).await
}

/// Ada signs in on both of her devices.
async fn sign_in(shop: &Shop) {
    for device in ["0", "1"] {
        let body = json!({ "shop": "demo", "token": sign(&shop.claims("ada"), "k1", TOKEN_KEY_1) }).to_string();
        let headers = [("content-type", "application/json"), ("loyalty-device", device)];
        assert_eq!(shop.send(Method::POST, "/v1/sessions", &headers, Some(body)).await.status, 201);
    }
}

async fn reports(shop: &Shop) -> Vec<Value> {
    let authorization = format!("Bearer {SECRET_KEY}");
    let mut reports = Vec::new();
    for name in ["campaigns", "experiments"] {
        reports.push(shop.get(&format!("/v1/shops/demo/reports/{name}"), &[("authorization", &authorization)]).await.json());
    }
    reports
}

async fn deliveries_may_be_split_repeated_and_out_of_turn() {
    for seed in 0..6 {
        let mut random = fastrand::Rng::with_seed(seed);
        let history = history(&mut random);
        let orderly = Shop::with(programme, |_| {}).await;
        let session = guest(&orderly).await;
        for (device, event) in &history {
            let body = json!({ "session": session, "device": device.to_string(), "events": [event] });
            assert_eq!(post(&orderly, &body).await.at("/taken"), 1);
        }
        sign_in(&orderly).await;

        let shop = Shop::with(programme, |_| {}).await;
        let session = guest(&shop).await;
        let mut deliveries: Vec<usize> = (0..history.len()).chain((0..history.len()).filter(|_| random.bool())).collect();
        random.shuffle(&mut deliveries);
        let signs_in = random.usize(0..deliveries.len());
        for (place, first) in deliveries.iter().enumerate() {
            if place == signs_in {
                sign_in(&shop).await;
            }
            // What else of the same device goes along, some of it again.
            let device = history[*first].0;
            let along = history.iter().filter(|(of, _)| *of == device).filter(|_| random.u8(0..3) == 0);
            let events: Vec<&Value> = along.map(|(_, event)| event).chain([&history[*first].1]).collect();
            let body = json!({ "session": session, "device": device.to_string(), "events": events });
            assert_eq!(post(&shop, &body).await.status, 200);
        }
        sign_in(&shop).await;
        assert_eq!(reports(&shop).await, reports(&orderly).await, "seed {seed}");
    }
}

async fn what_makes_no_sense_is_refused() {
    let shop = Shop::with(programme, |_| {}).await;
    let session = guest(&shop).await;
    let event = json!({ "id": "e", "kind": "close", "campaign": "cmp_hello", "at": "2026-06-01T12:00:00Z" });
    let good = json!({ "session": session, "device": "phone", "sent_at": "2026-06-01T12:00:00Z", "events": [event] });
    let places =
        ["", "/session", "/device", "/sent_at", "/events", "/events/0", "/events/0/id", "/events/0/kind", "/events/0/at"];
    let long = "9".repeat(300);
    let values = [
        json!(null),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}"),
        json!("guest."),
        json!("guest.demo."),
        json!("guest.nowhere."),
        json!(long),
        json!("-009999-01-02T01:59:59Z"),
        json!("9999-12-30T22:00:00Z"),
        json!([]),
        json!([[[]]]),
        json!({}),
        json!({ "id": 1 }),
    ];
    for place in places {
        for value in &values {
            let mut body = good.clone();
            *body.pointer_mut(place).unwrap() = value.clone();
            let answer = post(&shop, &body).await;
            assert!([200, 400, 401, 404].contains(&answer.status), "{place} = {value}: {} {}", answer.status, answer.text);
            assert!(answer.status != 200 || answer.at("/taken").is_i64(), "{place} = {value}: {}", answer.text);
        }
    }
    for text in ["", "{", "null", "session=guest", "\u{feff}{}"] {
        let answer = shop.send(Method::POST, "/v1/events", &[("content-type", "text/plain")], Some(text.into())).await;
        assert_eq!(answer.problem(), (400, "invalid_request".into()), "{text:?}");
    }
    assert_eq!(post(&shop, &good).await.status, 200);
}

async fn who_sends_too_often_is_told() {
    let shop = Shop::with(programme, |config| config.limits.shopper = Rate { burst: 3, per_second: 0.5 }).await;
    let session = guest(&shop).await;
    let body = json!({ "session": session, "device": "phone", "events": [] });
    for _ in 0..3 {
        assert_eq!(post(&shop, &body).await.status, 200);
    }
    let answer = post(&shop, &body).await;
    assert_eq!((answer.problem(), answer.header("retry-after")), ((429, "rate_limited".into()), "2"));
    let other = guest(&shop).await;
    assert_eq!(post(&shop, &json!({ "session": other, "events": [] })).await.status, 200, "somebody else");

    // By network, each event counts, whatever the session.
    let shop = Shop::with(programme, |config| config.limits.events = Rate { burst: 5, per_second: 1.0 }).await;
    let batch = |session: &str, count: usize| {
        let event = json!({ "id": "e", "kind": "close", "campaign": "cmp_hello", "at": "2026-06-01T12:00:00Z" });
        json!({ "session": session, "device": "phone", "events": vec![event; count] })
    };
    assert_eq!(post(&shop, &batch(&guest(&shop).await, 4)).await.status, 200);
    let answer = post(&shop, &batch(&guest(&shop).await, 3)).await;
    assert_eq!((answer.problem(), answer.header("retry-after")), ((429, "rate_limited".into()), "2"));
    assert_eq!(post(&shop, &batch(&guest(&shop).await, 1)).await.status, 200);
}
