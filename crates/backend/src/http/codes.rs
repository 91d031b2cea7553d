//! `GET /v1/shops/{shop}/codes/{code}`: what a code is worth, for the merchant's checkout.

use super::rate_limit::Caller;
use super::{App, identity, language};
use crate::error::{Error, Result};
use crate::redemptions;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::problem::Problem;
use loyalty_api::redemption::Redemption;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/codes/{code}", get(show))
}

/// The claim behind a code whose points are held. Codes that are unknown, used or ended are answered alike, and too many
/// of them are throttled.
#[utoipa::path(get, path = "/v1/shops/{shop}/codes/{code}", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"), ("code" = String, Path, description = "As the shopper typed it")),
    responses((status = 200, body = Redemption),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_code`"),
              (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn show(
    State(app): State<App>,
    Path((shop, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &shop).await?;
    identity::check_secret_key(&programme, &headers)?;
    let limit = app.config.limits.wrong_codes;
    app.limiter.check(Caller::WrongCodes(shop.clone()), limit, app.now())?;
    let found = redemptions::by_code(&mut read, &shop, &code, app.now()).await;
    if let Err(Error::Refused(_)) = &found {
        app.limiter.charge(Caller::WrongCodes(shop.clone()), limit, app.now())?;
    }
    let locale = language::negotiate(&programme.document, &headers);
    let redemption = redemptions::to_wire(&found?, locale, &programme.document.default_locale)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json::<Redemption>(redemption)).into_response())
}
