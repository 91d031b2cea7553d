//! The page's side of the loyalty API, as far as telling a history needs it: what a shopper's browser asks.

use crate::loyalty::{Loyalty, done, read};
use crate::shopper::Shopper;
use crate::token;
use anyhow::Result;
use loyalty_api::account::Account;
use loyalty_api::action::{ActionReceipt, ActionRequest};
use loyalty_api::profile::ProfileChange;
use loyalty_api::quiz::{QuizAnswer, SubmissionRequest};
use loyalty_api::redemption::{Redemption, RedemptionReceipt, RedemptionRequest};
use loyalty_api::referral::{Channel, ClaimReceipt, ClaimRequest, Click, ClickRequest, Referral, ShareRequest};
use loyalty_api::session::{Session, SessionRequest};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU64, Ordering};

/// A browser with an open loyalty session.
#[derive(Debug)]
pub struct Visitor<'a> {
    loyalty: &'a Loyalty,
    /// Where the browser is, as a proxy before the backend would tell.
    from: Ipv4Addr,
    token: String,
    /// What the member has; nothing for a guest.
    pub account: Option<Account>,
    /// Names this visit in idempotency keys.
    name: String,
    changes: AtomicU64,
}

impl<'a> Visitor<'a> {
    /// Opens the session of a shopper, or of a guest. `name` is the visit's own: the same visit again changes nothing twice.
    pub async fn open(loyalty: &'a Loyalty, shopper: Option<&Shopper>, from: Ipv4Addr, name: String) -> Result<Self> {
        let keys = loyalty.keys();
        let signed = shopper.map(|shopper| token::sign(keys, shopper, loyalty.now().as_second())).transpose()?;
        let request = SessionRequest { shop: keys.shop.clone(), token: signed };
        let post = loyalty.request(Method::POST, &["v1", "sessions"])?.header("x-forwarded-for", from.to_string());
        let Session { token, account, .. } = read(post.json(&request).send().await?).await?;
        Ok(Self { loyalty, from, token, account, name, changes: AtomicU64::new(0) })
    }

    /// Holds points for a reward; for a variable one, so many. Nothing where the programme refuses: too few points, a limit
    /// reached, none left.
    pub async fn redeem(&self, reward: &str, points: Option<i64>) -> Result<Option<Redemption>> {
        let request = RedemptionRequest { reward: reward.to_owned(), points, cart: None };
        let answer = self.send(Method::POST, &["me", "redemptions"], &request).await?;
        if answer.status() == StatusCode::CONFLICT {
            return Ok(None);
        }
        let receipt: RedemptionReceipt = read(answer).await?;
        Ok(Some(receipt.redemption))
    }

    /// Gives held points back.
    pub async fn undo(&self, redemption: &str) -> Result<()> {
        let path = ["me", "redemptions", redemption, "cancel"];
        self.change::<RedemptionReceipt>(Method::POST, &path, &serde_json::json!({})).await.map(drop)
    }

    /// Completes a way to earn.
    pub async fn act(&self, rule: &str, consent: Option<bool>) -> Result<()> {
        let request = ActionRequest { rule: rule.to_owned(), consent };
        self.change::<ActionReceipt>(Method::POST, &["me", "actions"], &request).await.map(drop)
    }

    /// Says something of themselves.
    pub async fn tell(&self, change: &ProfileChange) -> Result<()> {
        self.change::<Account>(Method::PATCH, &["me"], change).await.map(drop)
    }

    /// Sees what there is to see: a tier that was reached is told once.
    pub async fn look_around(&self) -> Result<()> {
        let vip = self.account.as_ref().and_then(|account| account.vip.as_ref()).filter(|vip| vip.celebrate);
        let Some(tier) = vip.and_then(|vip| vip.tier.clone()) else { return Ok(()) };
        // A key of its own: what a visit does next has the same key whether or not there was something to see.
        let key = format!("{}-sees-{tier}", self.name);
        let change = ProfileChange { birthday: None, newsletter: None, celebrated: Some(tier) };
        done(self.request(Method::PATCH, &["me"])?.header("idempotency-key", key).json(&change).send().await?).await
    }

    /// Their link and what came of it.
    pub async fn referral(&self) -> Result<Referral> {
        read(self.request(Method::GET, &["me", "referral"])?.send().await?).await
    }

    /// Shares the link.
    pub async fn share(&self, channel: Channel) -> Result<()> {
        let request = ShareRequest { channel };
        done(self.send(Method::POST, &["me", "referral", "shares"], &request).await?).await
    }

    /// Comes by somebody's link: `code`, or `code.channel`.
    pub async fn click(&self, code: &str) -> Result<Click> {
        let request = ClickRequest { shop: self.loyalty.keys().shop.clone(), code: code.to_owned() };
        self.change(Method::POST, &["referrals", "clicks"], &request).await
    }

    /// Takes a friend's offer.
    pub async fn claim(&self, click: &Click, email: &str) -> Result<Redemption> {
        let shop = self.loyalty.keys().shop.clone();
        let request = ClaimRequest { shop, click: click.id.clone(), email: email.to_owned() };
        let receipt: ClaimReceipt = self.change(Method::POST, &["referrals", "claims"], &request).await?;
        Ok(receipt.redemption)
    }

    /// Completes a quiz.
    pub async fn answer(&self, quiz: &str, submission: &str, answers: &[QuizAnswer]) -> Result<()> {
        let step = i64::try_from(answers.len())?;
        let request = SubmissionRequest { answers: answers.to_vec(), step, complete: true, consent: None };
        done(self.send(Method::PUT, &["quizzes", quiz, "submissions", submission], &request).await?).await
    }

    async fn change<T: DeserializeOwned>(&self, method: Method, path: &[&str], body: &impl Serialize) -> Result<T> {
        read(self.send(method, path, body).await?).await
    }

    async fn send(&self, method: Method, path: &[&str], body: &impl Serialize) -> Result<Response> {
        let key = format!("{}-{}", self.name, self.changes.fetch_add(1, Ordering::Relaxed));
        Ok(self.request(method, path)?.header("idempotency-key", key).json(body).send().await?)
    }

    fn request(&self, method: Method, path: &[&str]) -> Result<RequestBuilder> {
        let request = self.loyalty.request(method, &[&["v1"], path].concat())?;
        Ok(request.bearer_auth(&self.token).header("x-forwarded-for", self.from.to_string()))
    }
}
