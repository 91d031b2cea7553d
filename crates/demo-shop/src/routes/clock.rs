//! The preview's time, for the merchant's desk: `GET clock`, `POST clock`.

use crate::error::ShopError;
use crate::shop::Shop;
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new().route("/clock", get(show).post(advance))
}

#[derive(Serialize)]
struct Time {
    now: Timestamp,
    /// Whether time can be made to pass.
    movable: bool,
}

#[derive(Deserialize)]
struct Advance {
    seconds: u64,
}

async fn show(State(shop): State<Arc<Shop>>) -> Result<Json<Time>, ShopError> {
    let movable = shop.loyalty.time().await.map_err(ShopError::LoyaltyUnavailable)?.is_some();
    Ok(Json(Time { now: shop.now(), movable }))
}

async fn advance(State(shop): State<Arc<Shop>>, Json(Advance { seconds }): Json<Advance>) -> Result<Json<Time>, ShopError> {
    let moved = shop.loyalty.advance(seconds).await.map_err(ShopError::LoyaltyUnavailable)?;
    moved.map(|now| Json(Time { now, movable: true })).ok_or(ShopError::NotFound)
}
