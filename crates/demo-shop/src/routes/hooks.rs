//! Where the loyalty backend tells the shop what happens: `POST /shop/hooks/loyalty`, by Standard Webhooks.

use crate::inbox::Message;
use crate::shop::Shop;
use crate::webhook;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use std::sync::Arc;

/// Where it is on the shop's origin.
pub const PATH: &str = "/shop/hooks/loyalty";

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new().route(PATH, post(take))
}

/// Believes what the programme's secret signed just now, and nothing else.
async fn take(State(shop): State<Arc<Shop>>, headers: HeaderMap, body: String) -> StatusCode {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (id, timestamp, signature) = (header("webhook-id"), header("webhook-timestamp"), header("webhook-signature"));
    let Some(secret) = &shop.keys.endpoint_secret else { return StatusCode::NOT_FOUND };
    if !webhook::is_genuine(secret, id, timestamp, signature, &body, shop.now().as_second()) {
        tracing::warn!(id, "a message to the shop is not genuine");
        return StatusCode::UNAUTHORIZED;
    }
    match serde_json::from_str(&body) {
        Ok(body) => {
            shop.inbox.take(Message { id: id.to_owned(), at: shop.now(), body });
            StatusCode::NO_CONTENT
        }
        Err(_) => StatusCode::BAD_REQUEST,
    }
}
