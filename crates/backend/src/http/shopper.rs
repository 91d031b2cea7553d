//! Who is asking, members and guests alike.

use super::App;
use super::cors::Scope;
use super::identity::{self, Member};
use super::language;
use super::rate_limit::Caller;
use crate::error::{Error, Refusal, Result};
use crate::identity::session;
use crate::programme::Programme;
use crate::referrals::marks::Marker;
use crate::store::customers::CustomerRow;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::sync::Arc;

/// A shopper with an open session: a member, or a guest.
#[derive(Clone, Debug)]
pub struct Shopper {
    /// Who; nobody for a guest.
    pub customer: Option<CustomerRow>,
    /// Their shop's programme.
    pub programme: Arc<Programme>,
    /// The language they read.
    pub locale: String,
    /// The session's token, which is all that tells guests without a device's id apart.
    token: String,
    /// The device's id, where they agreed to one.
    device: Option<String>,
}

impl Shopper {
    /// The shopper of this token: what an `Authorization` header, or a body that has none, carries.
    pub async fn of(parts: &Parts, app: &App, token: &str) -> Result<Self> {
        let device = device(&parts.headers).map(Into::into);
        if !session::is_guests(token) {
            let Member { customer, programme, locale } = Member::of(parts, app, token).await?;
            return Ok(Self { customer: Some(customer), programme, locale, token: token.into(), device });
        }
        let shop = session::guests_shop(token).ok_or_else(|| Refusal::new(401, "token_expired", "The session has expired"))?;
        let mut read = app.store.read().await?;
        let programme = app.programme(&mut read, shop).await?;
        if let Some(scope) = parts.extensions.get::<Scope>() {
            scope.is(shop);
        }
        identity::check_origin(app, &programme, &parts.headers)?;
        app.limiter.charge(Caller::Shopper(token.into()), app.config.limits.shopper, app.now())?;
        let locale = language::negotiate(&programme.document, &parts.headers).to_owned();
        Ok(Self { customer: None, programme, locale, token: token.into(), device })
    }

    /// The language to fall back to.
    pub fn fallback(&self) -> &str {
        &self.programme.document.default_locale
    }

    /// The member, where they are one.
    pub fn member(&self) -> Option<Member> {
        let customer = self.customer.clone()?;
        Some(Member { customer, programme: self.programme.clone(), locale: self.locale.clone() })
    }

    /// The shop's public key.
    pub fn shop(&self) -> &str {
        &self.programme.document.shop
    }

    /// Everything this shopper may have been known by, the best first: the member, the device, the session. What is stored of
    /// the latter two are keyed hashes.
    pub fn units(&self, marker: &Marker) -> Vec<String> {
        let mut units: Vec<String> = self.customer.iter().map(|customer| customer.id.clone()).collect();
        units.extend(self.device_unit(marker));
        if self.customer.is_none() {
            units.push(format!("ses_{}", URL_SAFE_NO_PAD.encode(session::hash(&self.token))));
        }
        units
    }

    /// What the device is known by, where they agreed to its being known.
    pub fn device_unit(&self, marker: &Marker) -> Option<String> {
        self.device.as_ref().map(|device| marker.device_unit(device))
    }

    /// The same shopper on the device that a body names: what is sent while a page is left has no headers.
    pub fn on_device(self, device: Option<&str>) -> Self {
        Self { device: device.map(Into::into), ..self }
    }

    /// What repetitions of their requests are known by.
    pub(super) fn owner(&self) -> String {
        match &self.customer {
            Some(customer) => customer.id.clone(),
            None => format!("guest:{}", URL_SAFE_NO_PAD.encode(session::hash(&self.token))),
        }
    }
}

impl FromRequestParts<App> for Shopper {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let token = identity::bearer(&parts.headers)?.to_owned();
        Self::of(parts, app, &token).await
    }
}

/// The device's id that a request carries. What cannot be one is none.
pub fn device(headers: &HeaderMap) -> Option<&str> {
    let device = headers.get("loyalty-device").and_then(|value| value.to_str().ok());
    device.filter(|device| is_device(device))
}

/// Whether this can be a device's id.
pub fn is_device(text: &str) -> bool {
    (1..=255).contains(&text.len())
}
