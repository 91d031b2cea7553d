//! The trouble at the loyalty origin, for the developer bar: `GET trouble`, `POST trouble`.

use crate::shop::Shop;
use crate::trouble::Trouble;
use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, PoisonError};

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new().route("/trouble", get(show).post(set))
}

#[derive(Serialize, Deserialize)]
struct Mode {
    mode: Trouble,
}

async fn show(State(shop): State<Arc<Shop>>) -> Json<Mode> {
    Json(Mode { mode: *shop.trouble.lock().unwrap_or_else(PoisonError::into_inner) })
}

async fn set(State(shop): State<Arc<Shop>>, Json(Mode { mode }): Json<Mode>) -> Json<Mode> {
    *shop.trouble.lock().unwrap_or_else(PoisonError::into_inner) = mode;
    Json(Mode { mode })
}
