//! `/v1/shops/{shop}/deliveries`: what was sent to the merchant's own addresses, and sending it again.

use super::App;
use super::merchant::Merchant;
use super::page;
use super::parameters::{Path, Query};
use crate::deliveries;
use crate::error::Result;
use crate::store::deliveries as rows;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use loyalty_api::merchant::{Delivery, DeliveryPage};
use loyalty_api::problem::Problem;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/deliveries", get(list)).route("/shops/{shop}/deliveries/{id}/retry", post(retry))
}

/// Which page.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    cursor: Option<String>,
    limit: Option<String>,
}

/// The log of messages to the shop's endpoints, newest first.
#[utoipa::path(get, path = "/v1/shops/{shop}/deliveries", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = DeliveryPage),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`"),
              (status = 401, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(State(app): State<App>, merchant: Merchant, Query(parameters): Query<Parameters>) -> Result<Response> {
    let after = page::after(parameters.cursor.as_deref())?;
    let limit = page::limit(parameters.limit.as_deref())?;
    let mut read = app.store.read().await?;
    let mut rows = rows::page(&mut read, merchant.shop(), after.as_ref().map(|(_, id)| id.as_str()), limit + 1).await?;
    let next_cursor = page::cut(&mut rows, limit, |row| (row.created_at, &row.id));
    let items = rows.into_iter().map(deliveries::to_wire).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(DeliveryPage { items, next_cursor })).into_response())
}

/// Sends a message again, now, with the delays from their beginning; also one that was taken or given up.
#[utoipa::path(post, path = "/v1/shops/{shop}/deliveries/{id}/retry", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"), ("id" = String, Path, description = "`msg_…`")),
    responses((status = 200, body = Delivery),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_delivery`")))]
pub(super) async fn retry(State(app): State<App>, _: Merchant, Path((shop, id)): Path<(String, String)>) -> Result<Response> {
    let mut write = app.store.write().await?;
    let row = deliveries::retry(write.connection(), &shop, &id, app.now()).await?;
    write.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(deliveries::to_wire(row))).into_response())
}
