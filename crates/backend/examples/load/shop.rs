//! The requests, as a page and a merchant's server send them.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use loyalty_api::redemption::RedemptionReceipt;
use loyalty_api::session::Session;
use reqwest::{RequestBuilder, StatusCode};
use serde_json::{Value, json};
use sha2::Sha256;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A request by what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    Programme,
    Session,
    History,
    Redeem,
    Undo,
    Order,
}

impl Request {
    pub(crate) const ALL: [Self; 6] = [Self::Programme, Self::Session, Self::History, Self::Redeem, Self::Undo, Self::Order];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Programme => "programme",
            Self::Session => "session",
            Self::History => "history",
            Self::Redeem => "redeem",
            Self::Undo => "undo",
            Self::Order => "order",
        }
    }

    const fn success(self) -> StatusCode {
        match self {
            Self::Programme | Self::History | Self::Undo => StatusCode::OK,
            Self::Session | Self::Redeem => StatusCode::CREATED,
            Self::Order => StatusCode::NO_CONTENT,
        }
    }
}

/// A request that was answered, or not.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) request: Request,
    /// When the answer was read whole.
    pub(crate) ended: Instant,
    pub(crate) took: Duration,
    /// Where the answer was not a success: its status and code, or what became of the connection.
    pub(crate) error: Option<String>,
}

/// The reward that is taken: its points come back when it is undone, and anybody may take it any number of times.
const REWARD: &str = "rwd_5_off";

/// A shop of the backend at one origin, and what its servers know.
#[derive(Debug)]
pub(crate) struct Shop {
    http: reqwest::Client,
    origin: String,
    name: String,
    token_kid: String,
    token_key: EncodingKey,
    webhook_key: Vec<u8>,
    currency: String,
    next: AtomicU64,
}

impl Shop {
    /// The shop of a programme document, with the document's keys.
    pub(crate) fn new(origin: &str, document: &Value) -> Result<Self> {
        let text = |pointer: &str| {
            let found = document.pointer(pointer).and_then(Value::as_str);
            found.with_context(|| format!("the document has no text at {pointer}"))
        };
        let webhook_key =
            text("/webhook_secrets/0")?.strip_prefix("whsec_").context("the webhook secret does not begin with whsec_")?;
        Ok(Self {
            // Every request goes to this machine, whatever proxy the environment names.
            http: reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(30)).build()?,
            origin: origin.trim_end_matches('/').into(),
            name: text("/shop")?.into(),
            token_kid: text("/token_keys/0/kid")?.into(),
            token_key: EncodingKey::from_secret(text("/token_keys/0/secret")?.as_bytes()),
            webhook_key: STANDARD.decode(webhook_key).context("the webhook secret is not base64")?,
            currency: text("/currency")?.into(),
            next: AtomicU64::new(0),
        })
    }

    pub(crate) async fn programme(&self) -> Sample {
        let url = self.url(&format!("/v1/shops/{}/program?locale=en", self.name));
        self.send(Request::Programme, self.http.get(url)).await.0
    }

    /// Signs a member in; with the session's token where it succeeded.
    pub(crate) async fn session(&self, member: &str) -> (Sample, Option<String>) {
        let body = json!({ "shop": self.name, "token": self.token(member) });
        let (sample, text) = self.send(Request::Session, self.http.post(self.url("/v1/sessions")).json(&body)).await;
        (sample, read::<Session>(&text).map(|session| session.token))
    }

    pub(crate) async fn history(&self, session: &str) -> Sample {
        self.send(Request::History, self.http.get(self.url("/v1/me/transactions?limit=20")).bearer_auth(session)).await.0
    }

    /// Takes a reward; with the redemption's id where it succeeded.
    pub(crate) async fn redeem(&self, session: &str) -> (Sample, Option<String>) {
        let change = self.change("/v1/me/redemptions", session).json(&json!({ "reward": REWARD }));
        let (sample, text) = self.send(Request::Redeem, change).await;
        (sample, read::<RedemptionReceipt>(&text).map(|receipt| receipt.redemption.id))
    }

    pub(crate) async fn undo(&self, session: &str, redemption: &str) -> Sample {
        let change = self.change(&format!("/v1/me/redemptions/{redemption}/cancel"), session);
        self.send(Request::Undo, change.json(&json!({}))).await.0
    }

    /// Tells of an order that the member paid so long ago, of so many main units of the currency.
    pub(crate) async fn order(&self, member: &str, amount: i64, days_ago: i64) -> Sample {
        let id = format!("load-{}", self.unique());
        let now = jiff::Timestamp::now();
        let paid_at = now - jiff::SignedDuration::from_hours(24 * days_ago);
        let line = json!({ "product": "mug", "collections": ["kitchen"], "tags": [], "unit_price": amount * 100, "quantity": 1, "discount": 0 });
        let body = json!({
            "type": "order.paid",
            "data": {
                "id": id, "customer": member, "cart": { "currency": self.currency, "lines": [line], "discount": 0 },
                "codes": [], "refunded": null, "paid_at": paid_at.to_string(),
            },
        });
        let (body, time) = (body.to_string(), now.as_second());
        let request = self.http.post(self.url(&format!("/v1/webhooks/{}/orders", self.name)));
        let request = request.header("webhook-id", &id).header("webhook-timestamp", time);
        let request =
            request.header("webhook-signature", self.signature(&id, time, &body)).header("content-type", "application/json");
        self.send(Request::Order, request.body(body)).await.0
    }

    /// A change by a page: with a key of its own.
    fn change(&self, path: &str, session: &str) -> RequestBuilder {
        self.http.post(self.url(path)).bearer_auth(session).header("idempotency-key", format!("load-{}", self.unique()))
    }

    /// Sends a request; with the answer's text, which is empty where there is none.
    async fn send(&self, request: Request, builder: RequestBuilder) -> (Sample, String) {
        let started = Instant::now();
        let answer = async {
            let response = builder.send().await?;
            Ok::<_, reqwest::Error>((response.status(), response.text().await?))
        };
        let (error, text) = match answer.await {
            Ok((status, text)) if status == request.success() => (None, text),
            Ok((status, text)) => (Some(format!("{} {}", status.as_u16(), code(&text))), text),
            Err(error) => (Some(format!("{:#}", anyhow::Error::from(error.without_url()))), String::new()),
        };
        let ended = Instant::now();
        (Sample { request, ended, took: ended - started, error }, text)
    }

    fn token(&self, member: &str) -> String {
        let now = jiff::Timestamp::now().as_second();
        let header = Header { kid: Some(self.token_kid.clone()), ..Header::new(Algorithm::HS256) };
        let claims = json!({ "sub": member, "aud": self.name, "iat": now, "exp": now + 300 });
        jsonwebtoken::encode(&header, &claims, &self.token_key).expect("claims are JSON and the key is HS256's")
    }

    /// As Standard Webhooks asks: over the id, the time and the body.
    fn signature(&self, id: &str, time: i64, body: &str) -> String {
        let mac = Hmac::<Sha256>::new_from_slice(&self.webhook_key).expect("HMAC takes a key of any length");
        let mac = mac.chain_update(format!("{id}.{time}.{body}"));
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    fn unique(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

/// A problem's code.
fn code(text: &str) -> String {
    let problem: Option<Value> = serde_json::from_str(text).ok();
    problem.and_then(|problem| problem.get("code")?.as_str().map(str::to_owned)).unwrap_or_else(|| "without a code".into())
}
