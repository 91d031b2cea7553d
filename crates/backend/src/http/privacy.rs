//! `/v1/shops/{shop}/members/{merchant_id}`: everything about a person, and forgetting them.

use super::App;
use super::merchant::Merchant;
use super::parameters::Path;
use crate::error::{Refusal, Result};
use crate::privacy::{erase, export};
use crate::store::customers;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/shops/{shop}/members/{merchant_id}/export", get(export))
        .route("/shops/{shop}/members/{merchant_id}", delete(erase))
}

/// Everything that is held about a member, table by table.
#[utoipa::path(get, path = "/v1/shops/{shop}/members/{merchant_id}/export", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("merchant_id" = String, Path, description = "The merchant's id of the member")),
    responses((status = 200, body = Object, description = "Rows by table, as they are stored"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_member`")))]
pub(super) async fn export(State(app): State<App>, _merchant: Merchant, Path(path): Path<(String, String)>) -> Result<Response> {
    let mut read = app.store.snapshot().await?;
    let member = customers::find(&mut read, &path.0, &path.1).await?;
    let member = member.ok_or_else(|| Refusal::not_found("unknown_member"))?;
    let held = export::export(&mut read, &member, app.now()).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(held)).into_response())
}

/// Forgets a member: who they are goes, the programme's totals stay. Whoever comes with the same id later is a new member.
#[utoipa::path(delete, path = "/v1/shops/{shop}/members/{merchant_id}", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("merchant_id" = String, Path, description = "The merchant's id of the member")),
    responses((status = 204, description = "Forgotten"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_member`")))]
pub(super) async fn erase(State(app): State<App>, _merchant: Merchant, Path(path): Path<(String, String)>) -> Result<StatusCode> {
    let mut write = app.store.write().await?;
    let member = customers::find(write.connection(), &path.0, &path.1).await?;
    let member = member.ok_or_else(|| Refusal::not_found("unknown_member"))?;
    erase::erase(write.connection(), &member, app.now()).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
