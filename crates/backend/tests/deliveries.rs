//! Messages to the merchant's own addresses: signed, repeated until they are taken, and to public addresses alone.

use crate::common::database::on_both;
use crate::common::{Answer, SECRET_KEY, Shop};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::post;
use loyalty_backend::webhooks::standard::{self, Message};
use loyalty_backend::{Config, Server};
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

on_both!(
    what_happens_is_told_signed,
    each_address_gets_the_events_it_wants,
    a_message_is_repeated_after_growing_delays_until_it_is_taken,
    a_message_that_nobody_takes_is_given_up_and_can_be_sent_again,
    a_receiver_that_is_gone_gets_no_more_of_a_message,
    the_log_comes_in_pages,
    two_replicas_send_each_message_once,
);

const SECRET: &str = "whsec_b25seS1mb3ItdGVzdHMtb2YtZGVsaXZlcmllcw==";

/// A message as the merchant's server got it.
#[derive(Clone, Debug)]
struct Received {
    headers: HeaderMap,
    body: Bytes,
}

impl Received {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn is_signed(&self, secret: &str, now: i64) -> bool {
        let message = Message {
            id: self.header("webhook-id"),
            timestamp: self.header("webhook-timestamp"),
            signature: self.header("webhook-signature"),
            body: &self.body,
        };
        standard::verify(message, &[secret.to_owned()], now).is_ok()
    }
}

/// A merchant's server that answers as it is told to, and then with 204.
#[derive(Clone, Default)]
struct Receiver {
    received: Arc<Mutex<Vec<Received>>>,
    answers: Arc<Mutex<VecDeque<u16>>>,
    origin: String,
}

impl Receiver {
    async fn start(answers: impl IntoIterator<Item = u16>) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let receiver = Self { answers: Arc::new(Mutex::new(answers.into_iter().collect())), origin, ..Self::default() };
        let service = Router::new().route("/hook", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        receiver
    }

    fn url(&self) -> String {
        format!("{}/hook", self.origin)
    }

    fn received(&self) -> Vec<Received> {
        self.received.lock().unwrap().clone()
    }

    async fn wait_for(&self, count: usize) -> Vec<Received> {
        wait(|| (self.received().len() >= count).then(|| self.received()), "messages did not come").await
    }
}

/// 0 hangs, a redirect leads to the same address.
async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> axum::response::Response {
    receiver.received.lock().unwrap().push(Received { headers, body });
    let answer = receiver.answers.lock().unwrap().pop_front().unwrap_or(204);
    match answer {
        0 => std::future::pending().await,
        302 | 307 => (StatusCode::from_u16(answer).unwrap(), [(header::LOCATION, receiver.url())]).into_response(),
        status => StatusCode::from_u16(status).unwrap().into_response(),
    }
}

async fn wait<T>(mut found: impl FnMut() -> Option<T>, otherwise: &str) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = found() {
            return found;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{otherwise}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn shop_telling(endpoints: Value, loopback: bool) -> Shop {
    Shop::with(|document| document["endpoints"] = endpoints, |config| eager(config, loopback)).await
}

fn eager(config: &mut Config, loopback: bool) {
    config.loopback_endpoints = loopback;
    config.deliver_every = Duration::from_millis(20);
    config.delivery_timeout = Duration::from_millis(300);
}

async fn log(shop: &Shop) -> Vec<Value> {
    let authorization = format!("Bearer {SECRET_KEY}");
    let answer = shop.get("/v1/shops/demo/deliveries?limit=100", &[("authorization", &authorization)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.at("/items").as_array().unwrap().clone()
}

/// A delivery of this state after so many attempts, the last of which has ended.
async fn wait_for_state(shop: &Shop, state: &str, attempts: i64) -> Value {
    let begun = Instant::now();
    loop {
        let rows = log(shop).await;
        let leased = jiff::Timestamp::from_millisecond(shop.clock.now_ms() + 120_000).unwrap().to_string();
        let found = rows.iter().find(|row| row["state"] == state && row["attempts"] == attempts && row["next_at"] != leased);
        if let Some(row) = found {
            return row.clone();
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no delivery is {state} after {attempts}: {rows:?}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn retry(shop: &Shop, id: &str, key: &str) -> Answer {
    let authorization = format!("Bearer {key}");
    shop.send(Method::POST, &format!("/v1/shops/demo/deliveries/{id}/retry"), &[("authorization", &authorization)], None).await
}

async fn what_happens_is_told_signed() {
    let receiver = Receiver::start([]).await;
    let endpoint = json!({ "url": receiver.url(), "secret": SECRET, "events": ["points.earned"] });
    let shop = shop_telling(json!([endpoint]), true).await;
    shop.sign_in("ada").await;
    let received = receiver.wait_for(1).await;
    let (message, now) = (&received[0], shop.clock.now_ms());
    assert!(message.is_signed(SECRET, now), "{message:?}");
    assert!(!message.is_signed("whsec_b3RoZXItc2VjcmV0LW9mLXNvbWVib2R5", now));
    assert_eq!(message.header("content-type"), "application/json");
    assert!(message.header("webhook-id").starts_with("msg_"));
    let body = message.json();
    assert_eq!((&body["type"], &body["timestamp"]), (&json!("points.earned"), &json!("2026-06-01T12:00:00Z")));
    assert_eq!((&body["data"]["customer"], &body["data"]["points"]), (&json!("ada"), &json!(100)));
    let row = wait_for_state(&shop, "delivered", 1).await;
    assert_eq!((&row["status"], &row["error"], &row["next_at"]), (&json!(204), &Value::Null, &Value::Null));
    assert_eq!((&row["id"], &row["event"]), (&json!(message.header("webhook-id")), &json!("points.earned")));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(receiver.received().len(), 1, "told once");
}

async fn each_address_gets_the_events_it_wants() {
    let (everything, nothing) = (Receiver::start([]).await, Receiver::start([]).await);
    let endpoints = json!([
        { "url": everything.url(), "secret": SECRET, "events": [] },
        { "url": nothing.url(), "secret": SECRET, "events": ["referral.completed"] }
    ]);
    let shop = shop_telling(endpoints, true).await;
    shop.sign_in("ada").await;
    everything.wait_for(1).await;
    assert_eq!(nothing.received().len(), 0);
}

async fn a_message_is_repeated_after_growing_delays_until_it_is_taken() {
    let receiver = Receiver::start([500, 302, 0, 404]).await;
    let shop = shop_telling(json!([{ "url": receiver.url(), "secret": SECRET }]), true).await;
    shop.sign_in("ada").await;
    for (attempts, status, error, seconds) in [
        (1, json!(500), "the receiver did not take it", 5),
        (2, json!(302), "redirects are not followed", 300),
        (3, Value::Null, "no answer in time", 1_800),
        (4, json!(404), "the receiver did not take it", 7_200),
    ] {
        let row = wait_for_state(&shop, "waiting", attempts).await;
        assert_eq!((&row["status"], &row["error"]), (&status, &json!(error)));
        let next = jiff::Timestamp::from_millisecond(shop.clock.now_ms() + seconds * 1000).unwrap().to_string();
        assert_eq!(row["next_at"], next);
        shop.clock.advance(Duration::from_secs(seconds as u64 - 1));
        tokio::time::sleep(Duration::from_millis(60)).await;
        assert_eq!(receiver.received().len(), attempts as usize, "not before it is due");
        shop.clock.advance(Duration::from_secs(1));
    }
    wait_for_state(&shop, "delivered", 5).await;
    let received = receiver.received();
    assert_eq!(received.len(), 5, "a redirect was not followed");
    let ids: std::collections::BTreeSet<&str> = received.iter().map(|message| message.header("webhook-id")).collect();
    assert_eq!(ids.len(), 1, "the same id each time");
    assert!(received[4].is_signed(SECRET, shop.clock.now_ms()), "signed anew, as of the attempt");
    assert_eq!(received[0].body, received[4].body);
}

async fn a_message_that_nobody_takes_is_given_up_and_can_be_sent_again() {
    let receiver = Receiver::start([500; 10]).await;
    let shop = shop_telling(json!([{ "url": receiver.url(), "secret": SECRET }]), true).await;
    shop.sign_in("ada").await;
    for attempt in 1..10 {
        wait_for_state(&shop, "waiting", attempt).await;
        shop.clock.advance(Duration::from_secs(24 * 3600));
    }
    let row = wait_for_state(&shop, "failed", 10).await;
    assert_eq!(row["next_at"], Value::Null);
    let id = row["id"].as_str().unwrap();
    assert_eq!(retry(&shop, id, "sk_wrong").await.problem(), (401, "invalid_key".into()));
    assert_eq!(retry(&shop, "msg_unknown", SECRET_KEY).await.problem(), (404, "unknown_delivery".into()));
    assert_eq!(retry(&shop, id, SECRET_KEY).await.at("/state"), "waiting");
    wait_for_state(&shop, "delivered", 1).await;
}

async fn a_receiver_that_is_gone_gets_no_more_of_a_message() {
    let receiver = Receiver::start([410]).await;
    let shop = shop_telling(json!([{ "url": receiver.url(), "secret": SECRET }]), true).await;
    shop.sign_in("ada").await;
    assert_eq!(wait_for_state(&shop, "failed", 1).await["status"], 410);
}

#[tokio::test]
async fn nothing_is_sent_to_this_machine_unless_it_is_allowed() {
    let receiver = Receiver::start([]).await;
    let port = receiver.origin.rsplit(':').next().unwrap().to_owned();
    for host in ["localhost", "127.0.0.1"] {
        let shop = shop_telling(json!([{ "url": format!("https://{host}:{port}/hook"), "secret": SECRET }]), false).await;
        shop.sign_in("ada").await;
        let row = wait_for_state(&shop, "waiting", 1).await;
        assert_eq!(row["error"], "the address is not a public one", "{host}");
    }
    assert_eq!(receiver.received().len(), 0);
}

async fn the_log_comes_in_pages() {
    let receiver = Receiver::start([]).await;
    let shop = shop_telling(json!([{ "url": receiver.url(), "secret": SECRET }]), true).await;
    for member in ["ada", "eve", "bob", "zoe", "mia"] {
        shop.sign_in(member).await;
    }
    receiver.wait_for(5).await;
    let authorization = format!("Bearer {SECRET_KEY}");
    let (mut path, mut ids) = ("/v1/shops/demo/deliveries?limit=2".to_owned(), Vec::new());
    for expected in [2, 2, 1] {
        let page = shop.get(&path, &[("authorization", &authorization)]).await;
        let items = page.at("/items").as_array().unwrap().clone();
        assert_eq!(items.len(), expected);
        ids.extend(items.iter().map(|item| item["id"].as_str().unwrap().to_owned()));
        path = format!("/v1/shops/demo/deliveries?limit=2&cursor={}", page.at("/next_cursor").as_str().unwrap_or_default());
    }
    assert!(ids.is_sorted_by(|one, next| one > next), "newest first, none twice: {ids:?}");
    let wrong = shop.get("/v1/shops/demo/deliveries?cursor=nonsense", &[("authorization", &authorization)]).await;
    assert_eq!(wrong.problem(), (422, "invalid_cursor".into()));
    assert_eq!(shop.get("/v1/shops/demo/deliveries", &[]).await.problem().0, 401);
}

async fn two_replicas_send_each_message_once() {
    let receiver = Receiver::start([]).await;
    let shop = shop_telling(json!([{ "url": receiver.url(), "secret": SECRET }]), true).await;
    let mut config = Config { database: shop.database.url.clone(), clock: shop.clock.clone(), ..Config::default() };
    eager(&mut config, true);
    let replica = Server::start(config).await.unwrap();
    for number in 0..40 {
        shop.sign_in(&format!("member{number}")).await;
    }
    receiver.wait_for(40).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let received = receiver.received();
    let ids: std::collections::BTreeSet<&str> = received.iter().map(|message| message.header("webhook-id")).collect();
    assert_eq!((received.len(), ids.len()), (40, 40));
    replica.shutdown().await.unwrap();
}
