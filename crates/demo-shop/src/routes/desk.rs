//! What the merchant sees of the programme: `GET desk/messages`, `GET desk/referrals`, `POST desk/referrals/{id}`.

use crate::error::ShopError;
use crate::inbox::Message;
use crate::shop::Shop;
use axum::extract::{Path, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use loyalty_api::merchant::{ReferralCase, ReviewRequest};
use serde::Serialize;
use std::sync::Arc;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new()
        .route("/desk/messages", get(messages))
        .route("/desk/referrals", get(referrals))
        .route("/desk/referrals/{id}", post(review))
}

#[derive(Serialize)]
struct Messages {
    messages: Vec<Message>,
}

#[derive(Serialize)]
struct Referrals {
    /// Those that wait for the merchant's decision.
    referrals: Vec<ReferralCase>,
}

async fn messages(State(shop): State<Arc<Shop>>) -> Json<Messages> {
    Json(Messages { messages: shop.inbox.messages() })
}

async fn referrals(State(shop): State<Arc<Shop>>) -> Result<Json<Referrals>, ShopError> {
    let referrals = shop.loyalty.referrals("in_review").await.map_err(ShopError::LoyaltyUnavailable)?;
    Ok(Json(Referrals { referrals }))
}

async fn review(
    State(shop): State<Arc<Shop>>,
    Path(id): Path<String>,
    Json(ReviewRequest { accept }): Json<ReviewRequest>,
) -> Result<Json<Referrals>, ShopError> {
    shop.loyalty.review(&id, accept).await.map_err(ShopError::LoyaltyUnavailable)?;
    referrals(State(shop)).await
}
