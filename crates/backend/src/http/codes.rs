//! `GET /v1/shops/{shop}/codes/{code}`: what a code is worth, for the merchant's checkout.

use super::parameters::Path;
use super::rate_limit::{Caller, Peer};
use super::{App, identity, language};
use crate::error::{Error, Refusal, Result};
use crate::{random, redemptions};
use axum::extract::State;
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
/// that look like ours and are not are throttled. A right code is answered however many wrong ones came before.
#[utoipa::path(get, path = "/v1/shops/{shop}/codes/{code}", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"), ("code" = String, Path, description = "As the shopper typed it")),
    responses((status = 200, body = Redemption),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_code`"),
              (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn show(
    State(app): State<App>,
    peer: Peer,
    Path((shop, code)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programmes.get(&mut read, &shop).await;
    let programme = programme.and_then(|programme| {
        identity::check_secret_key(&programme, &headers)?;
        Ok(programme)
    });
    let programme = programme.map_err(|error| peer.unproven(&app, error))?;
    app.charge_shop(&shop)?;
    let unknown = || Error::from(Refusal::not_found("unknown_code").detail("No points are held for this code."));
    // What is no code of ours guesses nothing: a shop's own discount codes come this way, too.
    let code = random::normalise_code(&code).ok_or_else(unknown)?;
    let Some(found) = redemptions::by_code(&mut read, &shop, &code, app.now()).await? else {
        app.limiter.charge(Caller::WrongCodes(shop), app.config.limits.wrong_codes, app.now())?;
        return Err(unknown());
    };
    let locale = language::negotiate(&programme.document, &headers);
    let redemption = redemptions::to_wire(&found, locale, &programme.document.default_locale)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json::<Redemption>(redemption)).into_response())
}
