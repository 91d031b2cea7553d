//! The HTTP API. Each resource is a file with a `router()`; what they share is beside them.
//!
//! # Layout
//! - [`program`], [`sessions`], [`me`], [`transactions`], [`redemptions`], [`actions`], [`referrals`], [`campaigns`],
//!   [`quizzes`], [`products`], [`engagement`]: the shopper's page.
//! - [`codes`], [`webhooks`], [`deliveries`], [`programme`], [`member_actions`], [`adjustments`], [`subscriptions`]: the merchant's servers. `clock`: moving the time, in previews' builds.
//! - [`openapi`], [`health`], [`assets`]: about the service itself, and the widget's files.
//! - [`identity`], [`shopper`], [`merchant`], [`language`], [`parameters`], [`page`], [`body`], [`idempotency`]: what requests carry. `cached`: answers that caches may hold.
//! - [`observe`], [`cors`], [`rate_limit`], [`error`]: what holds for every request.

pub mod actions;
pub mod adjustments;
pub mod assets;
pub mod body;
mod cached;
pub mod campaigns;
#[cfg(feature = "demo-clock")]
mod clock;
pub mod codes;
pub mod cors;
pub mod deliveries;
pub mod engagement;
pub mod error;
pub mod events;
pub mod health;
pub mod idempotency;
pub mod identity;
pub mod language;
pub mod me;
pub mod member_actions;
pub mod members;
pub mod merchant;
pub mod observe;
pub mod openapi;
pub mod page;
pub mod parameters;
pub mod privacy;
pub mod products;
pub mod program;
pub mod programme;
pub mod quizzes;
pub mod rate_limit;
pub mod redemptions;
pub mod referrals;
pub mod reports;
pub mod sessions;
pub mod shopper;
pub mod subscriptions;
pub mod transactions;
pub mod webhooks;

use crate::config::Config;
use crate::error::{Error, Refusal, Result};
use crate::programme::{Programme, Programmes};
use crate::store::{Connection, Store};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use idempotency::InFlight;
use rate_limit::{Caller, RateLimiter};
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// What every request can reach.
#[derive(Clone, Debug)]
pub struct App {
    /// The database.
    pub store: Store,
    /// The shops' programmes.
    pub programmes: Arc<Programmes>,
    /// How the server runs.
    pub config: Arc<Config>,
    /// Who asked how often.
    pub limiter: Arc<RateLimiter>,
    /// Idempotency keys being worked on.
    pub in_flight: Arc<InFlight>,
}

impl App {
    /// Puts together what requests need.
    pub fn new(store: Store, config: Config) -> Self {
        Self { store, programmes: Arc::default(), config: Arc::new(config), limiter: Arc::default(), in_flight: Arc::default() }
    }

    /// Now, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.config.clock.now_ms()
    }

    /// A shop's programme, for a request that counts against the shop.
    pub async fn programme(&self, connection: &mut Connection, shop: &str) -> Result<Arc<Programme>> {
        let programme = self.programmes.get(connection, shop).await?;
        self.charge_shop(shop)?;
        Ok(programme)
    }

    /// Counts a request against a shop.
    pub fn charge_shop(&self, shop: &str) -> Result<()> {
        Ok(self.limiter.charge(Caller::Shop(shop.into()), self.config.limits.shop, self.now())?)
    }

    /// Whether pages of this origin may use this shop's API.
    pub fn allows(&self, programme: &Programme, origin: &str) -> bool {
        let is = |allowed: &String| allowed == origin;
        programme.document.origins.iter().any(is) || self.config.extra_origins.iter().any(is)
    }
}

/// Every route.
pub fn router(app: App) -> Router {
    // A merchant's servers speak for all of its shoppers from one address: they are counted by shop, once they have proven
    // who they are.
    let servers = Router::new()
        .merge(codes::router())
        .merge(webhooks::router())
        .merge(deliveries::router())
        .merge(referrals::merchants_router())
        .merge(privacy::router())
        .merge(members::router())
        .merge(quizzes::merchants_router())
        .merge(reports::router())
        .merge(subscriptions::router());
    let servers = servers.merge(programme::router()).merge(adjustments::router()).merge(member_actions::router());
    #[cfg(feature = "demo-clock")]
    let servers = servers.merge(clock::router());
    let servers = servers.method_not_allowed_fallback(wrong_method);
    let api = Router::new()
        .merge(program::router())
        .merge(sessions::router())
        .merge(me::router())
        .merge(transactions::router())
        .merge(redemptions::router())
        .merge(actions::router())
        .merge(referrals::router())
        .merge(campaigns::router())
        .merge(engagement::router())
        .merge(quizzes::router())
        .merge(products::router())
        .merge(events::router())
        .merge(openapi::router())
        .fallback(async || Error::from(Refusal::not_found("not_found")))
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(app.clone(), rate_limit::by_address))
        .merge(servers)
        .layer(CatchPanicLayer::custom(observe::panicked))
        .layer(from_fn_with_state(app.clone(), cors::cors));
    Router::new()
        .nest("/v1", api)
        .merge(health::router())
        .fallback(assets::serve)
        .layer(from_fn_with_state(app.clone(), observe::time_out))
        .layer(from_fn(observe::log))
        .with_state(app)
}

async fn wrong_method() -> Error {
    Refusal::new(405, "method_not_allowed", "Method not allowed").into()
}
