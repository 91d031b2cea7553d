//! A merchant's server that asks, with one of the secret keys of the shop that the path names.

use super::rate_limit::Peer;
use super::{App, identity};
use crate::error::{Error, Refusal, Result};
use crate::programme::Programme;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use std::sync::Arc;

/// The server of the shop in the path's `{shop}`. It has proven so, and the request counts against the shop.
#[derive(Clone, Debug)]
pub struct Merchant {
    /// The shop's programme.
    pub programme: Arc<Programme>,
}

impl Merchant {
    /// The shop's public key.
    pub fn shop(&self) -> &str {
        &self.programme.document.shop
    }
}

impl FromRequestParts<App> for Merchant {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let peer = Peer::of(app, &parts.headers, &parts.extensions);
        let unreadable = || Error::from(Refusal::invalid("The path cannot be read."));
        let path = RawPathParams::from_request_parts(parts, app).await.map_err(|_| unreadable())?;
        let shop = path.iter().find(|(name, _)| *name == "shop").map(|(_, shop)| shop.to_owned()).ok_or_else(unreadable)?;
        let mut read = app.store.read().await?;
        let programme = app.programmes.get(&mut read, &shop).await;
        let programme = programme.and_then(|programme| {
            identity::check_secret_key(&programme, &parts.headers)?;
            Ok(programme)
        });
        let programme = programme.map_err(|error| peer.unproven(app, error))?;
        app.charge_shop(&shop)?;
        Ok(Self { programme })
    }
}
