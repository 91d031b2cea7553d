//! `GET /v1/me`: what the shopper has.

use super::App;
use super::identity::Member;
use crate::account;
use crate::error::Result;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::account::Account;
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new().route("/me", get(show))
}

/// The member's account as it stands. Titles are in the language of `Accept-Language`.
#[utoipa::path(get, path = "/v1/me", tag = "page", security(("session" = [])),
    responses((status = 200, body = Account),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 403, body = Problem, content_type = "application/problem+json", description = "`sign_in_required`")))]
pub(super) async fn show(State(app): State<App>, member: Member) -> Result<Response> {
    member.settle(&app).await?;
    let mut read = app.store.snapshot().await?;
    let account = account::read(&mut read, &member.programme, &member.customer, &member.locale, app.now()).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(account)).into_response())
}
