//! Who is asking: a shopper's session or a merchant's server, by bearer token.

use super::App;
use super::cors::Scope;
use super::language;
use super::rate_limit::Caller;
use crate::error::{Error, Refusal, Result};
use crate::identity::session;
use crate::ledger::book::Book;
use crate::programme::Programme;
use crate::store::{Connection, customers, customers::CustomerRow};
use crate::upkeep;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// A member with an open session.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub customer: CustomerRow,
    /// Their shop's programme.
    pub programme: Arc<Programme>,
    /// The language they read.
    pub locale: String,
}

impl Member {
    /// The member whose session has this token.
    pub(super) async fn of(parts: &Parts, app: &App, token: &str) -> Result<Self> {
        let mut read = app.store.read().await?;
        let session = session::find(&mut read, token, app.now()).await?;
        let programme = app.programme(&mut read, &session.shop).await?;
        if let Some(scope) = parts.extensions.get::<Scope>() {
            scope.is(&session.shop);
        }
        check_origin(app, &programme, &parts.headers)?;
        // By shopper: who opens another session for each request gets no further.
        app.limiter.charge(Caller::Shopper(session.customer.clone()), app.config.limits.shopper, app.now())?;
        let customer = customers::get(&mut read, &session.customer).await?;
        let customer = customer.ok_or(Error::Database(sqlx::Error::RowNotFound))?;
        let locale = language::negotiate(&programme.document, &parts.headers).to_owned();
        Ok(Self { customer, programme, locale })
    }

    /// The language to fall back to.
    pub fn fallback(&self) -> &str {
        &self.programme.document.default_locale
    }

    /// Brings the member up to date, if anything is due, before something is read.
    pub async fn settle(&self, app: &App) -> Result<()> {
        let now = app.now();
        let mut read = app.store.read().await?;
        let due = upkeep::is_due(&mut read, &self.programme, &self.customer, now).await?;
        drop(read);
        if due {
            let mut write = app.store.write().await?;
            let mut book = Book::load(write.connection(), &self.customer.shop, &self.customer.id).await?;
            upkeep::keep_up(write.connection(), &self.programme, &mut book, now).await?;
            write.commit().await?;
        }
        Ok(())
    }
}

impl FromRequestParts<App> for Member {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let token = bearer(&parts.headers)?;
        if session::is_guests(token) {
            let refusal = Refusal::new(403, "sign_in_required", "This is for members");
            return Err(refusal.detail("Sign in to the shop first.").into());
        }
        let token = token.to_owned();
        Self::of(parts, app, &token).await
    }
}

/// The member of this shop whose session a request carries. A guest's session, or none, is nobody's; one that ended is refused,
/// so that the page opens another and is recognised.
pub async fn visitor(connection: &mut Connection, shop: &str, headers: &HeaderMap, now: i64) -> Result<Option<CustomerRow>> {
    if !headers.contains_key(header::AUTHORIZATION) {
        return Ok(None);
    }
    let token = bearer(headers)?;
    if session::is_guests(token) {
        return Ok(None);
    }
    let session = session::find(connection, token, now).await?;
    let customer = customers::get(connection, &session.customer).await?;
    Ok(customer.filter(|customer| customer.shop == shop))
}

/// Refuses pages of origins that the shop does not list. Requests without an origin do not come from other sites' pages.
pub fn check_origin(app: &App, programme: &Programme, headers: &HeaderMap) -> Result<()> {
    match headers.get(header::ORIGIN).map(|origin| origin.to_str()) {
        None => Ok(()),
        Some(Ok(origin)) if app.allows(programme, origin) => Ok(()),
        Some(_) => {
            let refusal = Refusal::new(403, "origin_not_allowed", "This shop does not list the page's origin");
            Err(refusal.detail("Add the origin to the programme's origins.").into())
        }
    }
}

/// Refuses callers without one of the shop's secret keys.
pub fn check_secret_key(programme: &Programme, headers: &HeaderMap) -> Result<()> {
    // Hashes of equal length are compared in constant time: how long it takes tells nothing about a key.
    let given = Sha256::digest(bearer(headers)?.as_bytes());
    let keys = programme.document.secret_keys.iter();
    let known = keys.filter(|key| bool::from(Sha256::digest(key.as_bytes()).ct_eq(&given))).count();
    if known == 0 {
        return Err(Refusal::new(401, "invalid_key", "The secret key is not one of the shop's").into());
    }
    Ok(())
}

pub(super) fn bearer(headers: &HeaderMap) -> Result<&str> {
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or_default();
    if !scheme.eq_ignore_ascii_case("bearer") || token.is_empty() || token.len() > 256 {
        let refusal = Refusal::new(401, "session_required", "No session");
        return Err(refusal.detail("Send Authorization: Bearer and the token.").into());
    }
    Ok(token)
}
