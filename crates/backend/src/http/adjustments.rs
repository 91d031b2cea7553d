//! `POST /v1/shops/{shop}/members/{merchant_id}/adjustments`: points given or taken by the merchant.

use super::App;
use super::body::{self, RawBody};
use super::idempotency::{self, Begun};
use super::language;
use super::merchant::Merchant;
use super::parameters::Path;
use crate::error::Result;
use crate::store::transactions;
use crate::{account, adjustments, members};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use loyalty_api::merchant::{Adjustment, AdjustmentReceipt};
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/members/{merchant_id}/adjustments", post(make))
}

/// Gives a member points, or takes some. They read the reason in their activity.
#[utoipa::path(post, path = "/v1/shops/{shop}/members/{merchant_id}/adjustments", tag = "merchant", security(("secret_key" = [])),
    request_body = Adjustment,
    params(("shop" = String, Path, description = "The shop's public key"),
           ("merchant_id" = String, Path, description = "The merchant's id of the member"),
           ("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition")),
    responses((status = 201, body = AdjustmentReceipt),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_member`"),
              (status = 409, body = Problem, content_type = "application/problem+json", description = "`insufficient_points`")))]
pub(super) async fn make(
    State(app): State<App>,
    merchant: Merchant,
    Path((shop, merchant_id)): Path<(String, String)>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: Adjustment = body::json(&headers, &raw)?;
    let path = format!("/v1/shops/{shop}/members/{merchant_id}/adjustments");
    let mut attempt = match idempotency::begin_for_shop(&app, &merchant, &headers, &path, &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let programme = &merchant.programme;
    let (customer, id) = adjustments::make(attempt.connection(), programme, &merchant_id, &request, app.now()).await?;
    let row = transactions::get(attempt.connection(), &id).await?;
    let locale = language::negotiate(&programme.document, &headers);
    let transaction = account::transaction(&row, locale, &programme.document.default_locale);
    let member = members::to_wire(attempt.connection(), &customer).await?;
    attempt.commit(StatusCode::CREATED, &AdjustmentReceipt { transaction, member }).await
}
