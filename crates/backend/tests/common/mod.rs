//! The real server on a free port, and a client that does what a page and a merchant's servers do.

pub(crate) mod database;
pub(crate) mod merchant;
pub(crate) mod postgres;
pub(crate) mod process;

use self::database::Database;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use loyalty_backend::{Clock, Config, Limits, Server};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A plain programme: 5 points a euro, 14 days pending, 365 days to spend them, an hour's hold.
pub(crate) const DEMO: &str = include_str!("../plain-shop.json");
/// 2026-06-01T12:00:00Z.
pub(crate) const START: i64 = 1_780_315_200_000;
/// A page the example programme lists.
pub(crate) const ORIGIN: &str = "http://127.0.0.1:4400";
pub(crate) const SECRET_KEY: &str = "sk_demo_only_not_a_secret_at_all";
pub(crate) const TOKEN_KEY_1: &str = "demo-only-token-key-1-not-a-secret-at-all";
pub(crate) const TOKEN_KEY_2: &str = "demo-only-token-key-2-not-a-secret-at-all";
pub(crate) const WEBHOOK_SECRET: &str = "whsec_ZGVtby1vbmx5LXdlYmhvb2stc2VjcmV0LW5vdC1yZWFs";
pub(crate) const SHOPIFY_SECRET: &str = "demo-only-shopify-secret";

pub(crate) const HOUR: Duration = Duration::from_secs(3600);
pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// A server with the example programme, at a time that stands still.
pub(crate) struct Shop {
    pub(crate) server: Server,
    pub(crate) clock: Clock,
    pub(crate) http: reqwest::Client,
    /// After the server, so that it is dropped after it.
    pub(crate) database: Arc<Database>,
    next: Arc<AtomicU64>,
}

/// An answer, read whole.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, text: response.text().await.unwrap() }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {} {}", self.status, self.text))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value behind a JSON pointer.
    pub(crate) fn at(&self, pointer: &str) -> Value {
        self.json().pointer(pointer).cloned().unwrap_or_else(|| panic!("no {pointer} in {} {}", self.status, self.text))
    }

    /// The status and problem code of an error, after checking its form.
    pub(crate) fn problem(&self) -> (u16, String) {
        assert_eq!(self.header("content-type"), "application/problem+json", "{self:?}");
        let problem: loyalty_api::problem::Problem = serde_json::from_str(&self.text).unwrap();
        assert_eq!(problem.status, i64::from(self.status));
        (self.status, problem.code)
    }
}

impl Shop {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}, |_| {}).await
    }

    /// A shop with a changed programme and configuration.
    pub(crate) async fn with(change: impl FnOnce(&mut Value), configure: impl FnOnce(&mut Config)) -> Self {
        let clock = Clock::fixed(START);
        let database = Arc::new(Database::new().await);
        let mut config = Self::config(&database, &clock);
        configure(&mut config);
        let server = Server::start(config).await.unwrap();
        let mut document: Value = serde_json::from_str(DEMO).unwrap();
        change(&mut document);
        server.apply(&document.to_string()).await.unwrap();
        Self { server, clock, http: reqwest::Client::new(), database, next: Arc::new(AtomicU64::new(1)) }
    }

    /// Another server on the same database, at the same time.
    pub(crate) async fn replica(&self) -> Self {
        let (clock, database) = (self.clock.clone(), self.database.clone());
        let server = Server::start(Self::config(&database, &clock)).await.unwrap();
        Self { server, clock, http: reqwest::Client::new(), database, next: self.next.clone() }
    }

    fn config(database: &Database, clock: &Clock) -> Config {
        Config { database: database.url.clone(), clock: clock.clone(), limits: Limits::generous(), ..Config::default() }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.origin())
    }

    /// A number that was not given before.
    pub(crate) fn unique(&self) -> u64 {
        self.next.fetch_add(1, Ordering::SeqCst)
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, None).await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Answer {
        let mut request = self.http.request(method, self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body);
        }
        Answer::of(request.send().await.unwrap()).await
    }

    /// The claims of a good token for this shopper.
    pub(crate) fn claims(&self, sub: &str) -> Value {
        let now = self.clock.now_ms() / 1000;
        json!({ "sub": sub, "aud": "demo", "iat": now, "exp": now + 300 })
    }

    pub(crate) async fn exchange(&self, token: Option<&str>) -> Answer {
        let body = json!({ "shop": "demo", "token": token }).to_string();
        self.send(Method::POST, "/v1/sessions", &[("content-type", "application/json")], Some(body)).await
    }

    /// Signs a shopper in and returns the session's `Authorization`.
    pub(crate) async fn sign_in(&self, sub: &str) -> String {
        let answer = self.exchange(Some(&sign(&self.claims(sub), "k1", TOKEN_KEY_1))).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        format!("Bearer {}", answer.at("/token").as_str().unwrap())
    }

    pub(crate) async fn me(&self, session: &str) -> Answer {
        self.get("/v1/me", &[("authorization", session)]).await
    }

    /// `(available, pending, held, lifetime)`.
    pub(crate) async fn balance(&self, session: &str) -> (i64, i64, i64, i64) {
        let answer = self.me(session).await;
        let points = |name: &str| answer.at(&format!("/balance/{name}")).as_i64().unwrap();
        (points("available"), points("pending"), points("held"), points("lifetime"))
    }

    /// Asks for a change with a new idempotency key.
    pub(crate) async fn change(&self, session: &str, path: &str, body: Value) -> Answer {
        self.change_with_key(session, path, body, &format!("key-{}", self.unique())).await
    }

    pub(crate) async fn change_with_key(&self, session: &str, path: &str, body: Value, key: &str) -> Answer {
        let headers = [("authorization", session), ("content-type", "application/json"), ("idempotency-key", key)];
        self.send(Method::POST, path, &headers, Some(body.to_string())).await
    }

    /// Claims a reward: `(id, code)`.
    pub(crate) async fn claim(&self, session: &str, reward: &str) -> (String, String) {
        let answer = self.change(session, "/v1/me/redemptions", json!({ "reward": reward })).await;
        assert_eq!(answer.status, 201, "{}", answer.text);
        let text = |pointer| answer.at(pointer).as_str().unwrap().to_owned();
        (text("/redemption/id"), text("/redemption/code"))
    }

    /// Sends an order event as a merchant's server does.
    pub(crate) async fn webhook(&self, event: &Value) -> Answer {
        self.webhook_with_id(event, &format!("msg-{}", self.unique())).await
    }

    pub(crate) async fn webhook_with_id(&self, event: &Value, id: &str) -> Answer {
        let time = (self.clock.now_ms() / 1000).to_string();
        let body = event.to_string();
        let signature = sign_webhook(WEBHOOK_SECRET, id, &time, &body);
        let headers = [("webhook-id", id), ("webhook-timestamp", &time), ("webhook-signature", &signature)];
        self.send(Method::POST, "/v1/webhooks/demo/orders", &headers, Some(body)).await
    }

    /// An order is paid now: euros of plain goods by a shopper, with codes.
    pub(crate) async fn pays(&self, order: &str, sub: Option<&str>, euros: i64, codes: &[&str]) {
        let answer = self.webhook(&event("order.paid", &self.order(order, sub, euros * 100, codes))).await;
        assert_eq!(answer.status, 204, "{}", answer.text);
    }

    pub(crate) async fn refunds(&self, order: &str, cents_so_far: i64) {
        let mut data = self.order(order, None, 0, &[]);
        data["refunded"] = cents_so_far.into();
        assert_eq!(self.webhook(&event("order.refunded", &data)).await.status, 204);
    }

    pub(crate) async fn cancels(&self, order: &str) {
        assert_eq!(self.webhook(&event("order.cancelled", &self.order(order, None, 0, &[]))).await.status, 204);
    }

    pub(crate) fn order(&self, id: &str, sub: Option<&str>, cents: i64, codes: &[&str]) -> Value {
        let line = json!({ "product": "mug", "collections": [], "tags": [], "unit_price": cents, "quantity": 1, "discount": 0 });
        json!({ "id": id, "customer": sub, "cart": { "currency": "EUR", "lines": [line], "discount": 0 }, "codes": codes,
                "refunded": null, "paid_at": jiff::Timestamp::from_millisecond(self.clock.now_ms()).unwrap().to_string() })
    }

    /// Every entry of the ledger so far, such as `issued>available 100`.
    pub(crate) async fn entries(&self) -> String {
        let entries: Vec<(String, String, i64)> = sqlx::query_as(
            "SELECT d.kind, c.kind, e.points FROM entries e JOIN accounts d ON d.id = e.debit JOIN accounts c ON c.id = e.credit
             ORDER BY e.id",
        )
        .fetch_all(&mut self.database.connect().await)
        .await
        .unwrap();
        let texts: Vec<String> = entries.into_iter().map(|(from, to, points)| format!("{from}>{to} {points}")).collect();
        texts.join(", ")
    }

    /// The ledger adds up.
    pub(crate) async fn audit(&self) {
        assert_eq!(self.server.audit().await.unwrap(), []);
    }
}

pub(crate) fn event(kind: &str, data: &Value) -> Value {
    json!({ "type": kind, "data": data })
}

/// A token signed as a merchant's server signs it.
pub(crate) fn sign(claims: &Value, kid: &str, secret: &str) -> String {
    let header = Header { kid: Some(kid.into()), ..Header::new(Algorithm::HS256) };
    encode(&header, claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
}

pub(crate) fn sign_webhook(secret: &str, id: &str, time: &str, body: &str) -> String {
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let mac = Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(format!("{id}.{time}.{body}"));
    format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
}
