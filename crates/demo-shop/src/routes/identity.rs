//! Who is here: `GET me`, `POST login`, `POST logout`, and the loyalty token at `GET token`.

use crate::error::ShopError;
use crate::session::SessionId;
use crate::shop::Shop;
use crate::shopper::{self, Shopper};
use crate::token;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The routes.
pub fn router() -> Router<Arc<Shop>> {
    Router::new()
        .route("/me", get(me))
        .route("/login", post(login))
        .route("/logout", post(logout))
        .route("/token", get(loyalty_token))
}

#[derive(Serialize)]
struct Me {
    shopper: Option<&'static Shopper>,
}

#[derive(Deserialize)]
struct Login {
    shopper: String,
}

async fn me(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Json<Me> {
    Json(Me { shopper: shop.sessions.get(&id).shopper })
}

async fn login(
    State(shop): State<Arc<Shop>>,
    Extension(id): Extension<SessionId>,
    Json(login): Json<Login>,
) -> Result<(Extension<SessionId>, Json<Me>), ShopError> {
    let shopper = Some(shopper::find(&login.shopper).ok_or(ShopError::NotFound)?);
    // Whoever knew the name of the guest's session must not hold the member's.
    let old = id;
    let id = shop.sessions.rename(&old);
    shop.hand_over(&old, &id);
    shop.sessions.update(&id, |session| {
        // A code belongs to whoever paid points for it.
        if session.shopper != shopper {
            session.code = None;
        }
        session.shopper = shopper;
    });
    Ok((Extension(id), Json(Me { shopper })))
}

async fn logout(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Json<Me> {
    shop.sessions.update(&id, |session| {
        session.shopper = None;
        session.code = None;
    });
    Json(Me { shopper: None })
}

async fn loyalty_token(State(shop): State<Arc<Shop>>, Extension(id): Extension<SessionId>) -> Response {
    let Some(shopper) = shop.sessions.get(&id).shopper else {
        return (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response();
    };
    match token::sign(&shop.keys, shopper, shop.now().as_second()) {
        Ok(token) => ([(CACHE_CONTROL, "no-store")], token).into_response(),
        Err(error) => {
            tracing::error!("signing a token failed: {error:#}");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}
