//! `Idempotency-Key`: a change is made once however often it is asked for, and its first answer is given again.

use super::App;
use super::identity::Member;
use super::merchant::Merchant;
use super::shopper::Shopper;
use crate::error::{Error, Refusal, Result};
use crate::store::{Connection, Write, answers};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

const LONGEST_KEY: usize = 255;

/// Keys being worked on: `(owner, key)`.
#[derive(Debug, Default)]
pub struct InFlight(Mutex<HashSet<(String, String)>>);

/// What to do about a request.
pub enum Begun {
    /// It was answered before: give this answer again.
    Replay(Response),
    /// It is new: make the change and commit it with its answer.
    Fresh(Attempt),
}

/// A change in the making. Dropped, it leaves no trace: refusals are not stored.
pub struct Attempt {
    write: Write,
    claim: Claim,
}

/// Begins a change that a member asks for with `path` and `body`.
pub async fn begin(app: &App, member: &Member, headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Begun> {
    begin_for(app, &member.customer.id, headers, path, body).await
}

/// Begins a change that a shopper, member or guest, asks for with `path` and `body`.
pub async fn begin_for_shopper(app: &App, shopper: &Shopper, headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Begun> {
    begin_for(app, &shopper.owner(), headers, path, body).await
}

/// Begins a change that a merchant's server asks for with `path` and `body`. Its keys are the shop's.
pub async fn begin_for_shop(app: &App, merchant: &Merchant, headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Begun> {
    begin_for(app, &format!("shop:{}", merchant.shop()), headers, path, body).await
}

async fn begin_for(app: &App, owner: &str, headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Begun> {
    let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if key.is_empty() || key.len() > LONGEST_KEY {
        let refusal = Refusal::new(400, "idempotency_key_required", "The request needs an Idempotency-Key");
        return Err(refusal.detail("Send a key of 1 to 255 characters, the same for each repetition.").into());
    }
    let claim = Claim::take(&app.in_flight, owner, key)?;
    let fingerprint = Sha256::new().chain_update(path).chain_update([0]).chain_update(body).finalize().to_vec();
    let mut write = app.store.write().await?;
    // Across replicas the reserved row is what the second waits for; it then finds the first's answer.
    if answers::reserve(write.connection(), owner, key, &fingerprint, app.now()).await? {
        return Ok(Begun::Fresh(Attempt { write, claim }));
    }
    match answers::get(write.connection(), owner, key).await? {
        Some(answer) if answer.fingerprint == fingerprint => {
            let status = u16::try_from(answer.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
            Ok(Begun::Replay(respond(status.unwrap_or(StatusCode::OK), answer.body)))
        }
        Some(_) => {
            let refusal = Refusal::new(422, "idempotency_key_reused", "This key came with another request");
            Err(refusal.detail("Use a new key for each change.").into())
        }
        None => Err(in_flight()),
    }
}

impl Attempt {
    /// The connection inside the change's transaction.
    pub fn connection(&mut self) -> &mut Connection {
        self.write.connection()
    }

    /// Commits the change together with its answer.
    pub async fn commit(mut self, status: StatusCode, body: &impl Serialize) -> Result<Response> {
        let body = serde_json::to_string(body)?;
        let (customer, key) = &self.claim.entry;
        answers::set(self.write.connection(), customer, key, status.as_u16().into(), &body).await?;
        self.write.commit().await?;
        Ok(respond(status, body))
    }
}

/// A key taken for as long as its request is worked on.
struct Claim {
    keys: Arc<InFlight>,
    entry: (String, String),
}

impl Claim {
    fn take(keys: &Arc<InFlight>, customer: &str, key: &str) -> Result<Self> {
        let entry = (customer.to_owned(), key.to_owned());
        if !keys.0.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.clone()) {
            return Err(in_flight());
        }
        Ok(Self { keys: keys.clone(), entry })
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.keys.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.entry);
    }
}

fn in_flight() -> Error {
    Refusal::new(409, "request_in_flight", "A request with this key is being worked on").retry_after(1).into()
}

fn respond(status: StatusCode, body: String) -> Response {
    let mut response = (status, body).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
