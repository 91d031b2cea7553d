//! `POST /v1/me/actions`: completing a way to earn from the page.

use super::App;
use super::body::{self, RawBody};
use super::idempotency::{self, Begun};
use super::identity::Member;
use crate::account;
use crate::actions::{self, Completion};
use crate::error::Result;
use crate::store::transactions;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use loyalty_api::action::{ActionReceipt, ActionRequest};
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new().route("/me/actions", post(complete))
}

/// Awards a `follow`, `share`, `visit`, `streak` or `newsletter`, as often as its limit allows. A day of a streak that is not
/// its last is noted: then there is no transaction.
#[utoipa::path(post, path = "/v1/me/actions", tag = "page", security(("session" = [])), request_body = ActionRequest,
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition")),
    responses((status = 201, body = ActionReceipt),
              (status = 403, body = Problem, content_type = "application/problem+json", description = "`tier_required`"),
              (status = 404, body = Problem, content_type = "application/problem+json"),
              (status = 409, body = Problem, content_type = "application/problem+json", description = "`earning_limit_reached`"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`consent_required`")))]
pub(super) async fn complete(State(app): State<App>, member: Member, headers: HeaderMap, raw: RawBody) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ActionRequest = body::json(&headers, &raw)?;
    let mut attempt = match idempotency::begin(&app, &member, &headers, "/v1/me/actions", &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    let completion = Completion { rule: &request.rule, consent: request.consent == Some(true), locale: &member.locale };
    let id = actions::complete(attempt.connection(), &member.programme, &member.customer, completion, now).await?;
    let row = match &id {
        Some(id) => Some(transactions::get(attempt.connection(), id).await?),
        None => None,
    };
    let account = account::read(attempt.connection(), &member.programme, &member.customer, &member.locale, now).await?;
    let transaction = row.map(|row| account::transaction(&row, &member.locale, member.fallback()));
    attempt.commit(StatusCode::CREATED, &ActionReceipt { transaction, account }).await
}
