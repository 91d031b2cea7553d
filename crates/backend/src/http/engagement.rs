//! `/v1/me/engagement`: what the server knows that decides what a shopper is shown, and forgetting a guest's.

use super::App;
use super::shopper::Shopper;
use crate::engagement;
use crate::error::Result;
use crate::page_events;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::campaign::Engagement;
use loyalty_api::problem::Problem;

pub(super) fn router() -> Router<App> {
    Router::new().route("/me/engagement", get(show).delete(forget))
}

/// What decides what this shopper, member or guest, is shown. Titles are in the language of `Accept-Language`.
#[utoipa::path(get, path = "/v1/me/engagement", tag = "page", security(("session" = [])),
    params(("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 200, body = Engagement),
              (status = 401, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn show(State(app): State<App>, shopper: Shopper) -> Result<Response> {
    if let Some(member) = shopper.member() {
        member.settle(&app).await?;
    }
    let mut read = app.store.snapshot().await?;
    let told = engagement::read(&mut read, &shopper, app.now()).await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json::<Engagement>(told)).into_response())
}

/// Forgets what is known of a guest by the device's id and the session: for who no longer agrees to be recognised. What a member
/// has stays theirs, and codes stay good.
#[utoipa::path(delete, path = "/v1/me/engagement", tag = "page", security(("session" = [])),
    params(("Loyalty-Device" = Option<String>, Header, description = "The device's id that is to be forgotten")),
    responses((status = 204, description = "Forgotten"),
              (status = 401, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn forget(State(app): State<App>, shopper: Shopper) -> Result<StatusCode> {
    let mut write = app.store.write().await?;
    engagement::forget_guest(write.connection(), &shopper).await?;
    page_events::withdraw(write.connection(), &shopper, app.now()).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
