//! `GET /v1/shops/{shop}/campaigns`: what may appear unasked. `POST /v1/campaigns/{id}/reveal`: what it gives.

use super::body::{self, RawBody};
use super::idempotency::{self, Begun};
use super::parameters::{Path, Query};
use super::rate_limit::{Caller, Peer};
use super::shopper::Shopper;
use super::{App, cached, language};
use crate::campaigns::{answer, localise, reveal};
use crate::error::Result;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use loyalty_api::campaign::{CampaignList, Reveal, RevealRequest};
use loyalty_api::problem::Problem;
use loyalty_rules::referral::network_of;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/campaigns", get(list)).route("/campaigns/{id}/reveal", post(take))
}

/// Which language.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    locale: Option<String>,
}

/// The campaigns that have not ended, in one language, the same for everyone: caches may hold it. Which of them a shopper is
/// shown, and when, follows in the page.
#[utoipa::path(get, path = "/v1/shops/{shop}/campaigns", tag = "page",
    params(("shop" = String, Path, description = "The shop's public key"),
           ("locale" = Option<String>, Query, description = "BCP 47; without it Accept-Language decides")),
    responses((status = 200, body = CampaignList), (status = 304, description = "Not changed since the ETag in If-None-Match"),
              (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(app): State<App>,
    Path(shop): Path<String>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &shop).await?;
    drop(read);
    let document = &programme.document;
    let locale = language::choose(document, parameters.locale.as_ref(), &headers);
    let list = CampaignList {
        campaigns: localise::campaigns(document, locale, app.now()),
        experiments: document.experiments.clone(),
        holdout: document.holdout,
        quiet_seconds: document.quiet_seconds,
    };
    cached::answer(&headers, serde_json::to_string(&list)?, locale, parameters.locale.is_none())
}

/// Takes what a campaign has for this shopper. It is drawn once, by the server, and is the same whenever it is asked for again;
/// of a calendar once for each door. A guest is known by the device's id, or else for as long as their session lasts, and by their
/// e-mail address where the campaign asks for one.
#[utoipa::path(post, path = "/v1/campaigns/{id}/reveal", tag = "page", security(("session" = [])), request_body = RevealRequest,
    params(("id" = String, Path, description = "`cmp_…`"),
           ("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition"),
           ("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 200, body = Reveal, description = "It was drawn before"), (status = 201, body = Reveal),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 403, body = Problem, content_type = "application/problem+json", description = "`not_eligible`"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_campaign`, `unknown_door`"),
              (status = 409, body = Problem, content_type = "application/problem+json",
               description = "`campaign_not_running`, `door_closed`, `nothing_to_reveal`, `already_claimed`, `disposable_domain`"),
              (status = 422, body = Problem, content_type = "application/problem+json",
               description = "`email_required`, `invalid_email`, `consent_required`, `unknown_variation`")))]
pub(super) async fn take(
    State(app): State<App>,
    shopper: Shopper,
    peer: Peer,
    Path(id): Path<String>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: RevealRequest = body::json(&headers, &raw)?;
    if let (None, Some(address)) = (&shopper.customer, peer.address()) {
        // Who clears the device's memory is another guest, and would draw until they like what they get.
        app.limiter.charge(Caller::Guests(network_of(address)), app.config.limits.guests, app.now())?;
    }
    let path = format!("/v1/campaigns/{id}/reveal");
    let mut attempt = match idempotency::begin_for_shopper(&app, &shopper, &headers, &path, &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    let (row, is_new) = reveal::reveal(attempt.connection(), &shopper, &id, &request, now).await?;
    let told: Reveal = answer::to_wire(attempt.connection(), &row, &shopper.locale, shopper.fallback(), now).await?;
    attempt.commit(if is_new { StatusCode::CREATED } else { StatusCode::OK }, &told).await
}
