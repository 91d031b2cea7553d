//! The merchant's side of the loyalty API: what a shop's own server asks and tells, with its keys.

use crate::clock::ShopClock;
use crate::keys::Keys;
use crate::webhook;
use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use loyalty_api::merchant::{
    Adjustment, AdjustmentReceipt, MemberAction, MemberActionReceipt, ReferralCase, ReferralPage, ReviewRequest,
};
use loyalty_api::order::OrderEvent;
use loyalty_api::program::Program;
use loyalty_api::redemption::Redemption;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// A client of the loyalty backend with the merchant's keys.
#[derive(Clone, Debug)]
pub struct Loyalty {
    http: reqwest::Client,
    backend: String,
    keys: Keys,
    clock: Arc<ShopClock>,
}

impl Loyalty {
    /// A client for the backend at this origin.
    pub fn new(backend: &str, keys: Keys) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
        Ok(Self { http, backend: backend.trim_end_matches('/').to_owned(), keys, clock: Arc::default() })
    }

    /// Now, by the clock that the backend goes by.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Whether the backend takes requests.
    pub async fn ready(&self) -> bool {
        let answer = self.http.get(format!("{}/readyz", self.backend)).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// The programme as everyone may see it.
    pub async fn program(&self) -> Result<Program> {
        read(self.request(Method::GET, &["v1", "shops", &self.keys.shop, "program"])?.send().await?).await
    }

    /// What a reward code is worth; nothing where there is no such code that could still be used.
    pub async fn code(&self, code: &str) -> Result<Option<Redemption>> {
        let answer = self.merchant(Method::GET, &["codes", code])?.send().await?;
        if matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST) {
            return Ok(None);
        }
        Ok(Some(answer.error_for_status()?.json().await?))
    }

    /// Tells what happened to an order. The same `id` again is the same message.
    pub async fn tell(&self, id: &str, event: &OrderEvent) -> Result<()> {
        let body = serde_json::to_string(event)?;
        let timestamp = self.now().as_second();
        let request = self
            .request(Method::POST, &["v1", "webhooks", &self.keys.shop, "orders"])?
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", webhook::signature(&self.keys.webhook_secret, id, timestamp, &body)?);
        done(request.body(body).send().await?).await
    }

    /// Tells that a member did what a rule is for, such as reviewing a product. Nothing where its limit is reached.
    pub async fn act(&self, action: &MemberAction) -> Result<Option<MemberActionReceipt>> {
        let answer = self.merchant(Method::POST, &["actions"])?.json(action).send().await?;
        if answer.status() == StatusCode::CONFLICT {
            return Ok(None);
        }
        read(answer).await.map(Some)
    }

    /// Gives a member points, or takes some. The same `key` again is the same adjustment.
    pub async fn adjust(&self, customer: &str, adjustment: &Adjustment, key: &str) -> Result<AdjustmentReceipt> {
        let post = self.merchant(Method::POST, &["members", customer, "adjustments"])?.header("idempotency-key", key);
        read(post.json(adjustment).send().await?).await
    }

    /// The newest referrals in this state.
    pub async fn referrals(&self, state: &str) -> Result<Vec<ReferralCase>> {
        let page: ReferralPage =
            read(self.merchant(Method::GET, &["referrals"])?.query(&[("state", state)]).send().await?).await?;
        Ok(page.items)
    }

    /// Decides on a referral that is in review.
    pub async fn review(&self, referral: &str, accept: bool) -> Result<()> {
        let post = self.merchant(Method::POST, &["referrals", referral, "review"])?;
        // One decision a referral: deciding it again is the same request.
        let post = post.header("idempotency-key", format!("review-{referral}"));
        done(post.json(&ReviewRequest { accept }).send().await?).await
    }

    /// What time it is for the backend; nothing where its clock is the system's and cannot be moved.
    pub async fn time(&self) -> Result<Option<Timestamp>> {
        self.move_clock(&json!({})).await
    }

    /// Has so many seconds pass for the backend, and for this shop; nothing where that cannot be.
    pub async fn advance(&self, seconds: u64) -> Result<Option<Timestamp>> {
        self.move_clock(&json!({ "advance_seconds": seconds })).await
    }

    /// Has time pass until then.
    pub async fn advance_to(&self, then: Timestamp) -> Result<()> {
        let moved = self.move_clock(&json!({ "now": then })).await?;
        moved.map(drop).context("this backend's clock cannot be moved")
    }

    async fn move_clock<T: Serialize + ?Sized>(&self, body: &T) -> Result<Option<Timestamp>> {
        #[derive(Deserialize)]
        struct Time {
            now: Timestamp,
        }
        let answer = self.merchant(Method::POST, &["clock"])?.json(body).send().await?;
        // Only builds for previews have such a clock.
        if matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::CONFLICT) {
            return Ok(None);
        }
        let Time { now } = read(answer).await?;
        self.clock.follow(now);
        Ok(Some(now))
    }

    /// A request to the shop's endpoints for its own servers.
    fn merchant(&self, method: Method, path: &[&str]) -> Result<RequestBuilder> {
        let path = [&["v1", "shops", &self.keys.shop], path].concat();
        Ok(self.request(method, &path)?.bearer_auth(&self.keys.secret_key))
    }

    /// A request to a path of these segments: whatever a shopper typed stays one segment.
    pub(crate) fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder> {
        let mut url = reqwest::Url::parse(&self.backend)?;
        url.path_segments_mut().ok().context("the backend's origin is no base")?.extend(path);
        Ok(self.http.request(method, url))
    }

    /// The shop's public key.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }
}

/// Reads an answer, or tells what was refused and why.
pub(crate) async fn read<T: DeserializeOwned>(answer: Response) -> Result<T> {
    let url = answer.url().path().to_owned();
    let text = granted(answer).await?;
    serde_json::from_str(&text).with_context(|| format!("the backend's answer to {url} is not as it should be"))
}

/// Sees that a request was granted, whatever the answer says besides.
pub(crate) async fn done(answer: Response) -> Result<()> {
    granted(answer).await.map(drop)
}

async fn granted(answer: Response) -> Result<String> {
    let (status, url) = (answer.status(), answer.url().path().to_owned());
    let text = answer.text().await?;
    ensure!(status.is_success(), "the backend answered {status} to {url}: {text}");
    Ok(text)
}
