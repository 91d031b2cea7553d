//! `/v1/shops/{shop}/subscriptions`: whom the shop may write to, and whom no longer.

use super::App;
use super::body::{self, RawBody};
use super::merchant::Merchant;
use super::page;
use super::parameters::Query;
use crate::error::{Refusal, Result};
use crate::referrals::marks::Marker;
use crate::store::subscriptions::{self, SubscriptionRow};
use crate::time;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use loyalty_api::merchant::{Subscription, SubscriptionPage, WithdrawRequest};
use loyalty_api::problem::Problem;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/subscriptions", get(list)).route("/shops/{shop}/subscriptions/withdraw", post(withdraw))
}

/// Which page.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    cursor: Option<String>,
    limit: Option<String>,
}

/// Who agreed to the newsletter by an e-mail address, the newest first, each with the sentence they read.
#[utoipa::path(get, path = "/v1/shops/{shop}/subscriptions", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = SubscriptionPage),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`")))]
pub(super) async fn list(State(app): State<App>, merchant: Merchant, Query(parameters): Query<Parameters>) -> Result<Response> {
    let after = page::after(parameters.cursor.as_deref())?.unwrap_or((i64::MAX, String::new()));
    let limit = page::limit(parameters.limit.as_deref())?;
    let mut read = app.store.read().await?;
    let mut rows = subscriptions::page(&mut read, merchant.shop(), (after.0, &after.1), limit + 1).await?;
    let next_cursor = page::cut(&mut rows, limit, |row| (row.at, &row.id));
    let items = rows.into_iter().map(to_wire).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(SubscriptionPage { items, next_cursor })).into_response())
}

/// Forgets an e-mail address: its owner no longer wants to be written to, or asked to be forgotten. An address that is not there
/// is answered alike.
#[utoipa::path(post, path = "/v1/shops/{shop}/subscriptions/withdraw", tag = "merchant", security(("secret_key" = [])),
    request_body = WithdrawRequest, params(("shop" = String, Path, description = "The shop's public key")),
    responses((status = 204, description = "Forgotten"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_email`")))]
pub(super) async fn withdraw(State(app): State<App>, merchant: Merchant, headers: HeaderMap, raw: RawBody) -> Result<StatusCode> {
    let raw = body::bytes(raw)?;
    let request: WithdrawRequest = body::json(&headers, &raw)?;
    let mut write = app.store.write().await?;
    let marker = Marker::load(write.connection(), merchant.shop()).await?;
    let mark = marker.email(&request.email).ok_or_else(Refusal::invalid_email)?;
    subscriptions::delete(write.connection(), merchant.shop(), &mark).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

fn to_wire(row: SubscriptionRow) -> Subscription {
    Subscription {
        id: row.id,
        email: row.email,
        source: row.campaign,
        sentence: row.sentence,
        locale: row.locale,
        at: time::format(row.at),
    }
}
