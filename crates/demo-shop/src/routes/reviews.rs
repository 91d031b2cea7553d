//! `POST reviews`: a member reviewed a product they bought. The shop's server tells the programme, which believes no page.

use crate::error::ShopError;
use crate::order::Order;
use crate::session::SessionId;
use crate::shop::{Owner, Shop};
use axum::extract::State;
use axum::routing::post;
use axum::{Extension, Json, Router};
use loyalty_api::merchant::MemberAction;
use loyalty_api::program::EarningKind;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new().route("/reviews", post(review))
}

#[derive(Deserialize)]
struct Review {
    product: String,
}

#[derive(Serialize)]
struct Reviewed {
    /// What it earned; nothing where this product was reviewed before, or the programme rewards no more.
    points: i64,
}

async fn review(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Json(Review { product }): Json<Review>,
) -> Result<Json<Reviewed>, ShopError> {
    let shopper = shop.sessions.get(&id).shopper.ok_or(ShopError::NotFound)?;
    let bought = |order: &Order| order.lines.iter().any(|line| line.product == product);
    if !shop.orders(&Owner::Customer(shopper.id.to_owned())).iter().any(bought) {
        return Err(ShopError::NotFound);
    }
    let program = shop.loyalty.program().await.map_err(ShopError::LoyaltyUnavailable)?;
    let Some(rule) = program.earning.iter().find(|rule| rule.kind == EarningKind::Review) else {
        return Ok(Json(Reviewed { points: 0 }));
    };
    // One review of each product by each member: the same event earns once.
    let event = format!("review-{product}-{}", shopper.id);
    let action = MemberAction { customer: shopper.id.into(), rule: rule.id.clone(), event };
    let receipt = shop.loyalty.act(&action).await.map_err(ShopError::LoyaltyUnavailable)?;
    Ok(Json(Reviewed { points: receipt.and_then(|receipt| receipt.transaction).map_or(0, |award| award.points) }))
}
