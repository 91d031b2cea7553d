//! `/shop/api`: what the page asks of its own server, and `/shop/hooks`: what the loyalty backend tells it.
//!
//! One file a resource, each with its `router()`.

pub mod cart;
pub mod checkout;
pub mod clock;
pub mod desk;
pub mod hooks;
pub mod identity;
pub mod orders;
pub mod reviews;
pub mod trouble;

use crate::session::with_session;
use crate::shop::Shop;
use crate::{error::ShopError, page};
use axum::routing::get;
use axum::{Router, middleware};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// The whole shop: its API, its files, and its page for every other address.
pub fn router(shop: &Arc<Shop>) -> Router {
    let api = Router::new()
        .merge(identity::router())
        .merge(cart::router())
        .merge(checkout::router())
        .merge(orders::router())
        .merge(reviews::router())
        .merge(clock::router())
        .merge(desk::router())
        .merge(trouble::router())
        .fallback(async || ShopError::NotFound)
        .layer(middleware::from_fn_with_state(Arc::clone(&shop.sessions), with_session));
    Router::new()
        .nest("/shop/api", api)
        .merge(hooks::router())
        .nest_service("/shop", ServeDir::new(shop.root.join("static/shop")).append_index_html_on_directories(false))
        .route("/README.md", get(page::readme))
        .fallback(page::page)
        .layer(middleware::from_fn_with_state(Arc::clone(shop), page::with_headers))
        .with_state(Arc::clone(shop))
}
