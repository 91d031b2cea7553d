//! `GET /v1/me`: what the shopper has. `PATCH /v1/me`: what they say of themselves.

use super::App;
use super::body::{self, RawBody};
use super::idempotency::{self, Begun};
use super::identity::Member;
use crate::error::Result;
use crate::{account, profile};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::account::Account;
use loyalty_api::problem::Problem;
use loyalty_api::profile::ProfileChange;

pub(super) fn router() -> Router<App> {
    Router::new().route("/me", get(show).patch(change))
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

/// Takes what the member says of themselves: the birthday, once; whether they agree to the newsletter; that they saw the entry
/// into their tier.
#[utoipa::path(patch, path = "/v1/me", tag = "page", security(("session" = [])), request_body = ProfileChange,
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition")),
    responses((status = 200, body = Account),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 409, body = Problem, content_type = "application/problem+json",
               description = "`birthday_already_set`, `no_newsletter`")))]
pub(super) async fn change(State(app): State<App>, member: Member, headers: HeaderMap, raw: RawBody) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ProfileChange = body::json(&headers, &raw)?;
    let mut attempt = match idempotency::begin(&app, &member, &headers, "PATCH /v1/me", &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    let (programme, customer, locale) = (&member.programme, &member.customer, &member.locale);
    profile::change(attempt.connection(), programme, customer, &request, locale, now).await?;
    let account = account::read(attempt.connection(), programme, customer, locale, now).await?;
    attempt.commit(StatusCode::OK, &account).await
}
