//! What the shop's own API refuses, and why. The page finds its words by `code`.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refusal.
#[derive(Debug)]
pub enum ShopError {
    /// There is no such product, order or shopper.
    NotFound,
    /// The request makes no sense; why.
    BadRequest(&'static str),
    /// There are only so many left.
    OutOfStock {
        /// How many can still be bought.
        left: i64,
    },
    /// Nothing is in the cart.
    CartEmpty,
    /// No such code, or it was used, undone or ran out: the backend does not tell which.
    CodeUnknown,
    /// Another code is on the cart already.
    OneCode,
    /// The goods must come to so many minor units more.
    CodeNeeds {
        /// Minor units.
        amount: i64,
    },
    /// The code on the cart stopped being good before the order was placed.
    CodeGone,
    /// The order can't be changed like this any more.
    OrderClosed,
    /// The loyalty backend can't be asked.
    LoyaltyUnavailable(anyhow::Error),
}

impl IntoResponse for ShopError {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, json!({"code": "not_found"})),
            Self::BadRequest(why) => (StatusCode::BAD_REQUEST, json!({"code": "bad_request", "detail": why})),
            Self::OutOfStock { left } => (StatusCode::CONFLICT, json!({"code": "out_of_stock", "left": left})),
            Self::CartEmpty => (StatusCode::CONFLICT, json!({"code": "cart_empty"})),
            Self::CodeUnknown => (StatusCode::UNPROCESSABLE_ENTITY, json!({"code": "code_unknown"})),
            Self::OneCode => (StatusCode::CONFLICT, json!({"code": "one_code"})),
            Self::CodeNeeds { amount } => (StatusCode::UNPROCESSABLE_ENTITY, json!({"code": "code_needs", "amount": amount})),
            Self::CodeGone => (StatusCode::CONFLICT, json!({"code": "code_gone"})),
            Self::OrderClosed => (StatusCode::CONFLICT, json!({"code": "order_closed"})),
            Self::LoyaltyUnavailable(error) => {
                tracing::warn!("the loyalty backend can't be asked: {error:#}");
                (StatusCode::BAD_GATEWAY, json!({"code": "loyalty_unavailable"}))
            }
        };
        (status, Json(body)).into_response()
    }
}
