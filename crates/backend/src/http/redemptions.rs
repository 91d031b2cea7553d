//! `POST /v1/me/redemptions`: holding points for a reward, and undoing it.

use super::App;
use super::body::{self, RawBody};
use super::idempotency::{self, Begun};
use super::identity::Member;
use super::parameters::Path;
use crate::error::Result;
use crate::store::Connection;
use crate::store::redemptions::RedemptionRow;
use crate::{account, redemptions};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::post;
use loyalty_api::problem::Problem;
use loyalty_api::redemption::{RedemptionReceipt, RedemptionRequest};

pub(super) fn router() -> Router<App> {
    Router::new().route("/me/redemptions", post(hold)).route("/me/redemptions/{id}/cancel", post(cancel))
}

/// Holds points for a reward and gives its code.
#[utoipa::path(post, path = "/v1/me/redemptions", tag = "page", security(("session" = [])), request_body = RedemptionRequest,
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition")),
    responses((status = 201, body = RedemptionReceipt),
              (status = 409, body = Problem, content_type = "application/problem+json",
               description = "`insufficient_points`, `reward_limit_reached`, `request_in_flight`"),
              (status = 422, body = Problem, content_type = "application/problem+json",
               description = "`cart_requirements_not_met`, `cart_not_understood`, `idempotency_key_reused`")))]
pub(super) async fn hold(State(app): State<App>, member: Member, headers: HeaderMap, raw: RawBody) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: RedemptionRequest = body::json(&headers, &raw)?;
    let mut attempt = match idempotency::begin(&app, &member, &headers, "/v1/me/redemptions", &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    let row = redemptions::claim(attempt.connection(), &member.programme, &member.customer, &request, now).await?;
    let receipt = receipt(attempt.connection(), &member, &row, now).await?;
    attempt.commit(StatusCode::CREATED, &receipt).await
}

/// Undoes a held claim: the points come back with the expiry they had.
#[utoipa::path(post, path = "/v1/me/redemptions/{id}/cancel", tag = "page", security(("session" = [])),
    params(("id" = String, Path, description = "`rdm_…`"),
           ("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition")),
    responses((status = 200, body = RedemptionReceipt),
              (status = 404, body = Problem, content_type = "application/problem+json"),
              (status = 409, body = Problem, content_type = "application/problem+json", description = "`redemption_used`")))]
pub(super) async fn cancel(
    State(app): State<App>,
    member: Member,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let path = format!("/v1/me/redemptions/{id}/cancel");
    let mut attempt = match idempotency::begin(&app, &member, &headers, &path, &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    let row = redemptions::cancel(attempt.connection(), &member.customer, &id, now).await?;
    let receipt = receipt(attempt.connection(), &member, &row, now).await?;
    attempt.commit(StatusCode::OK, &receipt).await
}

async fn receipt(connection: &mut Connection, member: &Member, row: &RedemptionRow, now: i64) -> Result<RedemptionReceipt> {
    let account = account::read(connection, &member.programme, &member.customer, &member.locale, now).await?;
    Ok(RedemptionReceipt { redemption: redemptions::to_wire(row, &member.locale, member.fallback())?, account })
}
