//! One attempt to deliver a message.

use super::guard::{self, NotPublic, PublicOnly};
use crate::webhooks::standard;
use reqwest::header::CONTENT_TYPE;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

/// Sends messages. Redirects are not followed, proxies of the environment are not used, and nothing of an answer is read but
/// its status.
#[derive(Clone, Debug)]
pub struct Sender {
    client: Client,
    loopback: bool,
}

/// Why a message was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The answer's status, where there was an answer.
    pub status: Option<u16>,
    /// In a few words.
    pub reason: &'static str,
    /// Whether to try again would be of no use.
    pub last: bool,
}

impl Sender {
    /// A sender that waits so long for an answer. `loopback` lets http and this machine's addresses pass, for development.
    pub fn new(timeout: Duration, loopback: bool) -> reqwest::Result<Self> {
        let client = Client::builder()
            .user_agent(concat!("loyalty-backend/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .no_proxy()
            .timeout(timeout)
            .dns_resolver(Arc::new(PublicOnly { loopback }))
            .build()?;
        Ok(Self { client, loopback })
    }

    /// Signs a message as of `now` (milliseconds since 1970) and sends it. Returns the status it was taken with.
    pub async fn send(&self, id: &str, url: &str, secret: &str, body: &str, now: i64) -> Result<u16, Failure> {
        let url = Url::parse(url).ok().filter(|url| guard::may_ask(url, self.loopback));
        let url = url.ok_or(Failure { status: None, reason: "the address is not a public one", last: false })?;
        let time = now.div_euclid(1000).to_string();
        let signature = standard::sign(secret, id, &time, body.as_bytes());
        let signature = signature.ok_or(Failure { status: None, reason: "the secret cannot be used", last: false })?;
        let request = self
            .client
            .post(url)
            .header(CONTENT_TYPE, "application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", time)
            .header("webhook-signature", signature)
            .body(body.to_owned());
        let status = request.send().await.map_err(|error| failure(&error))?.status();
        let failed = |reason, last| Err(Failure { status: Some(status.as_u16()), reason, last });
        match status.as_u16() {
            200..=299 => Ok(status.as_u16()),
            300..=399 => failed("redirects are not followed", false),
            // Standard Webhooks: the receiver wants no more of these.
            410 => failed("the receiver wants no more of these", true),
            _ => failed("the receiver did not take it", false),
        }
    }
}

fn failure(error: &reqwest::Error) -> Failure {
    let mut cause: Option<&dyn Error> = Some(error);
    let mut not_public = false;
    while let Some(error) = cause {
        not_public |= error.is::<NotPublic>();
        cause = error.source();
    }
    let reason = match error {
        _ if not_public => "the address is not a public one",
        error if error.is_timeout() => "no answer in time",
        error if error.is_connect() => "no connection",
        _ => "the connection broke",
    };
    Failure { status: None, reason, last: false }
}
