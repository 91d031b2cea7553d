//! `POST /v1/sessions`: the merchant's signed token becomes a session.

use super::body::{self, RawBody};
use super::cors::Scope;
use super::{App, identity, language, shopper};
use crate::error::Result;
use crate::identity::{session, token};
use crate::{account, members, page_events, time};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use loyalty_api::problem::Problem;
use loyalty_api::session::{Session, SessionRequest};

pub(super) fn router() -> Router<App> {
    Router::new().route("/sessions", post(open))
}

/// Opens a session: a member's with a token, a guest's without. The first of a member is awarded by the `sign_up` rule. What a
/// guest did on the device becomes the member's.
#[utoipa::path(post, path = "/v1/sessions", tag = "page", request_body = SessionRequest,
    params(("Loyalty-Device" = Option<String>, Header,
            description = "The device's id, where the shopper agreed to one: what a guest did there is the member's who signs in")),
    responses((status = 201, body = Session),
              (status = 401, body = Problem, content_type = "application/problem+json", description = "`invalid_token`, `token_expired`"),
              (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn open(
    State(app): State<App>,
    Extension(scope): Extension<Scope>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: SessionRequest = body::json(&headers, &raw)?;
    let now = app.now();
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &request.shop).await?;
    drop(read);
    scope.is(&request.shop);
    identity::check_origin(&app, &programme, &headers)?;
    let shopper = request.token.map(|jwt| token::verify(&jwt, &programme.document, now)).transpose()?;
    let (token, expires_at, account) = match &shopper {
        Some(shopper) => {
            let mut write = app.store.write().await?;
            let customer = members::sign_in(write.connection(), &programme, shopper, now).await?;
            let (token, expires_at) = session::open(write.connection(), &request.shop, &customer.id, now).await?;
            if let Some(device) = shopper::device(&headers) {
                page_events::follow(write.connection(), &request.shop, device, &customer.id).await?;
            }
            let locale = language::negotiate(&programme.document, &headers);
            let account = account::read(write.connection(), &programme, &customer, locale, now).await?;
            write.commit().await?;
            (token, expires_at, Some(account))
        }
        None => {
            let (token, expires_at) = session::open_for_guest(&request.shop, now);
            (token, expires_at, None)
        }
    };
    let session = Session { token, expires_at: time::format(expires_at), account };
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(session)).into_response())
}
