//! The merchant's side of the loyalty API.

use crate::keys::Keys;
use crate::webhook;
use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use loyalty_api::order::OrderEvent;
use loyalty_api::redemption::{Redemption, RedemptionReceipt, RedemptionRequest};
use loyalty_api::session::{Session, SessionRequest};
use reqwest::StatusCode;
use std::time::Duration;

/// A client of the loyalty backend with the merchant's keys.
#[derive(Clone, Debug)]
pub struct Loyalty {
    http: reqwest::Client,
    backend: String,
    keys: Keys,
}

impl Loyalty {
    /// A client for the backend at this origin.
    pub fn new(backend: &str, keys: Keys) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build()?;
        Ok(Self { http, backend: backend.trim_end_matches('/').to_owned(), keys })
    }

    /// Whether the backend takes requests.
    pub async fn ready(&self) -> bool {
        let answer = self.http.get(format!("{}/readyz", self.backend)).send().await;
        answer.is_ok_and(|answer| answer.status().is_success())
    }

    /// What a reward code is worth; nothing where there is no such code that could still be used.
    pub async fn code(&self, code: &str) -> Result<Option<Redemption>> {
        let mut url = reqwest::Url::parse(&self.backend)?;
        // As a path segment: whatever the shopper typed stays one.
        url.path_segments_mut().ok().context("the backend's origin is no base")?.extend([
            "v1",
            "shops",
            &self.keys.shop,
            "codes",
            code,
        ]);
        let answer = self.http.get(url).bearer_auth(&self.keys.secret_key).send().await?;
        if matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST) {
            return Ok(None);
        }
        Ok(Some(answer.error_for_status()?.json().await?))
    }

    /// Tells what happened to an order. The same `id` again is the same message.
    pub async fn tell(&self, id: &str, event: &OrderEvent) -> Result<()> {
        let body = serde_json::to_string(event)?;
        let timestamp = Timestamp::now().as_second();
        let request = self
            .http
            .post(format!("{}/v1/webhooks/{}/orders", self.backend, self.keys.shop))
            .header("content-type", "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", webhook::signature(&self.keys.webhook_secret, id, timestamp, &body)?);
        let answer = request.body(body).send().await?;
        let status = answer.status();
        ensure!(status.is_success(), "the backend answered {status}: {}", answer.text().await.unwrap_or_default());
        Ok(())
    }

    /// Opens a shopper's session, as the page would.
    pub async fn session(&self, token: String) -> Result<Session> {
        let request = SessionRequest { shop: self.keys.shop.clone(), token: Some(token) };
        let answer = self.http.post(format!("{}/v1/sessions", self.backend)).json(&request).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    }

    /// Holds points for a reward, as the page would. The same `key` again is the same hold.
    pub async fn redeem(&self, session: &Session, reward: &str, key: &str) -> Result<Redemption> {
        let request = RedemptionRequest { reward: reward.to_owned(), cart: None };
        let post = self.http.post(format!("{}/v1/me/redemptions", self.backend)).bearer_auth(&session.token);
        let answer = post.header("idempotency-key", key).json(&request).send().await?;
        let receipt: RedemptionReceipt = answer.error_for_status()?.json().await?;
        Ok(receipt.redemption)
    }
}
