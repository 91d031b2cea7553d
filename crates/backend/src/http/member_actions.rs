//! `POST /v1/shops/{shop}/actions`: what the merchant's server says a member did.

use super::App;
use super::body::{self, RawBody};
use super::language;
use super::merchant::Merchant;
use crate::error::Result;
use crate::store::transactions;
use crate::{account, actions, members};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use loyalty_api::merchant::{MemberAction, MemberActionReceipt};
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/actions", post(record))
}

/// Awards a `review` or `custom` action. The event's id makes it safe to repeat: the same event is awarded once.
#[utoipa::path(post, path = "/v1/shops/{shop}/actions", tag = "merchant", security(("secret_key" = [])), request_body = MemberAction,
    params(("shop" = String, Path, description = "The shop's public key")),
    responses((status = 201, body = MemberActionReceipt, description = "Awarded"),
              (status = 200, body = MemberActionReceipt, description = "Awarded before"),
              (status = 403, body = Problem, content_type = "application/problem+json", description = "`tier_required`"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_rule`, `unknown_member`"),
              (status = 409, body = Problem, content_type = "application/problem+json",
               description = "`earning_limit_reached`, `rule_not_for_servers`")))]
pub(super) async fn record(State(app): State<App>, merchant: Merchant, headers: HeaderMap, raw: RawBody) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: MemberAction = body::json(&headers, &raw)?;
    let programme = &merchant.programme;
    let mut write = app.store.write().await?;
    let (customer, id) = actions::record(write.connection(), programme, &request, app.now()).await?;
    let locale = language::negotiate(&programme.document, &headers);
    let (status, transaction) = match id {
        Some(id) => {
            let row = transactions::get(write.connection(), &id).await?;
            (StatusCode::CREATED, Some(account::transaction(&row, locale, &programme.document.default_locale)))
        }
        None => (StatusCode::OK, None),
    };
    let member = members::to_wire(write.connection(), &customer).await?;
    write.commit().await?;
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Json(MemberActionReceipt { transaction, member })).into_response())
}
