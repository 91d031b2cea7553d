//! What a merchant's server asks with its secret key, and a programme that has everything.

use super::{Answer, SECRET_KEY, Shop};
use reqwest::Method;
use serde_json::Value;

/// The example programme: tiers by spending, every way to earn and to spend, referrals, collectibles.
pub(crate) fn whole() -> Value {
    serde_json::from_str(include_str!("../../examples/demo-shop.json")).unwrap()
}

impl Shop {
    /// A shop with everything, changed.
    pub(crate) async fn whole(change: impl FnOnce(&mut Value)) -> Self {
        let with = |document: &mut Value| {
            *document = whole();
            change(document);
        };
        Self::with(with, |_| {}).await
    }

    /// Asks as the merchant's server does, with a new idempotency key.
    pub(crate) async fn merchant(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        self.merchant_with_key(method, path, body, &format!("key-{}", self.unique())).await
    }

    pub(crate) async fn merchant_with_key(&self, method: Method, path: &str, body: Option<Value>, key: &str) -> Answer {
        let authorization = format!("Bearer {SECRET_KEY}");
        let headers = [("authorization", authorization.as_str()), ("content-type", "application/json"), ("idempotency-key", key)];
        self.send(method, &format!("/v1/shops/demo{path}"), &headers, body.map(|body| body.to_string())).await
    }

    /// Tells something of the member.
    pub(crate) async fn tell(&self, session: &str, change: Value) -> Answer {
        let key = format!("key-{}", self.unique());
        let headers = [("authorization", session), ("content-type", "application/json"), ("idempotency-key", &key)];
        self.send(Method::PATCH, "/v1/me", &headers, Some(change.to_string())).await
    }

    /// How a way to earn stands for a member.
    pub(crate) async fn rule(&self, session: &str, rule: &str) -> Value {
        let account = self.me(session).await.json();
        let states = account["earning"].as_array().unwrap();
        states.iter().find(|state| state["rule"] == rule).unwrap_or_else(|| panic!("no {rule} in {account}")).clone()
    }
}
