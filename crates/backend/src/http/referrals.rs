//! `/v1/me/referral`, `/v1/referrals/…`: the member's links and the friend's side; `/v1/shops/{shop}/referrals`: the merchant's
//! review.

use super::App;
use super::body::{self, RawBody};
use super::cors::Scope;
use super::idempotency::{self, Begun};
use super::identity::{self, Member};
use super::language;
use super::merchant::Merchant;
use super::page;
use super::parameters::{Path, Query};
use super::rate_limit::{Caller, Peer};
use super::shopper;
use crate::error::{Error, Refusal, Result};
use crate::programme::Programme;
use crate::redemptions;
use crate::referrals::claim::{self, Claimed};
use crate::referrals::marks::{Marker, Marks};
use crate::referrals::{Place, click, link, overview, review};
use crate::store::{Connection, customers::CustomerRow, marks, referrals};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Extension, Json, Router};
use loyalty_api::merchant::{ReferralCase, ReferralPage, ReviewRequest};
use loyalty_api::problem::Problem;
use loyalty_api::referral::{
    ClaimReceipt, ClaimRequest, Click, ClickRequest, Invitation, InvitationState, Referral, ShareRequest,
};
use loyalty_rules::referral::network_of;
use serde::Deserialize;
use std::sync::Arc;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/me/referral", get(show))
        .route("/me/referral/shares", post(share))
        .route("/referrals/clicks", post(arrive))
        .route("/referrals/claims", post(take))
}

/// What merchants' servers ask.
pub(super) fn merchants_router() -> Router<App> {
    Router::new().route("/shops/{shop}/referrals", get(list)).route("/shops/{shop}/referrals/{id}/review", post(decide))
}

/// The member's links, a QR code, and what came of each invitation.
#[utoipa::path(get, path = "/v1/me/referral", tag = "page", security(("session" = [])),
    params(("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 200, body = Referral),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`no_referrals`")))]
pub(super) async fn show(State(app): State<App>, member: Member, peer: Peer, headers: HeaderMap) -> Result<Response> {
    offered(&member.programme)?;
    member.settle(&app).await?;
    let mut write = app.store.write().await?;
    recognise(write.connection(), &member, place(peer, &headers), app.now()).await?;
    let referral = overview::read(write.connection(), &member.programme, &member.customer.id, app.now()).await?;
    write.commit().await?;
    let referral = referral.ok_or_else(no_referrals)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json::<Referral>(referral)).into_response())
}

/// Notes that the member shared their link.
#[utoipa::path(post, path = "/v1/me/referral/shares", tag = "page", security(("session" = [])), request_body = ShareRequest,
    params(("Idempotency-Key" = String, Header, description = "1 to 255 characters, the same for each repetition"),
           ("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 201, body = Invitation),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`no_referrals`")))]
pub(super) async fn share(
    State(app): State<App>,
    member: Member,
    peer: Peer,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ShareRequest = body::json(&headers, &raw)?;
    offered(&member.programme)?;
    let mut attempt = match idempotency::begin(&app, &member, &headers, "/v1/me/referral/shares", &raw).await? {
        Begun::Replay(answer) => return Ok(answer),
        Begun::Fresh(attempt) => attempt,
    };
    let now = app.now();
    recognise(attempt.connection(), &member, place(peer, &headers), now).await?;
    let row = overview::share(attempt.connection(), &member.programme, &member.customer, request.channel, now).await?;
    let invitation = overview::invitation(attempt.connection(), &row, now).await?;
    attempt.commit(StatusCode::CREATED, &invitation).await
}

/// Somebody came by a member's link. The answer's `id` is good for one claim. A session is not needed; with the member's own,
/// the answer says so and there is nothing to claim.
#[utoipa::path(post, path = "/v1/referrals/clicks", tag = "page", security((), ("session" = [])), request_body = ClickRequest,
    params(("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 201, body = Click),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_shop`, `unknown_code`"),
              (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn arrive(
    State(app): State<App>,
    Extension(scope): Extension<Scope>,
    peer: Peer,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ClickRequest = body::json(&headers, &raw)?;
    let (programme, visitor) = visit(&app, &scope, &request.shop, peer, &headers).await?;
    let mut write = app.store.write().await?;
    let place = place(peer, &headers);
    let click = click::click(write.connection(), &programme, visitor.as_ref(), &request.code, place, app.now()).await?;
    write.commit().await?;
    Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json::<Click>(click)).into_response())
}

/// The friend takes the offer, once for each person; an account is not needed. The same click with the same e-mail address is
/// answered with the same code. Clicks that are unknown, used or over are refused alike.
#[utoipa::path(post, path = "/v1/referrals/claims", tag = "page", security((), ("session" = [])), request_body = ClaimRequest,
    params(("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 201, body = ClaimReceipt),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_shop`, `unknown_click`"),
              (status = 409, body = Problem, content_type = "application/problem+json",
               description = "`self_referral`, `existing_customer`, `already_claimed`, `cycle`, `same_device`, `disposable_domain`"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_email`"),
              (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn take(
    State(app): State<App>,
    Extension(scope): Extension<Scope>,
    peer: Peer,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ClaimRequest = body::json(&headers, &raw)?;
    let (programme, visitor) = visit(&app, &scope, &request.shop, peer, &headers).await?;
    let mut write = app.store.write().await?;
    let place = place(peer, &headers);
    let claimed = claim::claim(write.connection(), &programme, visitor.as_ref(), &request, place, app.now()).await?;
    // A refused claim is stored, too: the member sees what became of their invitation.
    write.commit().await?;
    match claimed {
        Claimed::Refused(reason) => Err(claim::refusal(reason).into()),
        Claimed::Issued(row, in_review) => {
            let locale = language::negotiate(&programme.document, &headers);
            let redemption = redemptions::to_wire(&row, locale, &programme.document.default_locale)?;
            let receipt = ClaimReceipt { redemption, in_review };
            Ok((StatusCode::CREATED, [(header::CACHE_CONTROL, "no-store")], Json(receipt)).into_response())
        }
    }
}

/// Which referrals.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    state: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

/// The shop's referrals, newest first; with `state=in_review` those that wait for the merchant.
#[utoipa::path(get, path = "/v1/shops/{shop}/referrals", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("state" = Option<InvitationState>, Query, description = "Only those of this state"),
           ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = ReferralPage),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`")))]
pub(super) async fn list(State(app): State<App>, merchant: Merchant, Query(parameters): Query<Parameters>) -> Result<Response> {
    let state = parameters.state.as_deref();
    if state.is_some_and(|state| InvitationState::from_name(state).is_none()) {
        return Err(Refusal::invalid("must be a state of an invitation").field("state").into());
    }
    let after = page::after(parameters.cursor.as_deref())?.unwrap_or((i64::MAX, String::new()));
    let limit = page::limit(parameters.limit.as_deref())?;
    let now = app.now();
    let mut read = app.store.snapshot().await?;
    let mut rows = referrals::page(&mut read, merchant.shop(), state, (after.0, &after.1), limit + 1).await?;
    let next_cursor = page::cut(&mut rows, limit, |row| (row.at, &row.id));
    let mut items = Vec::new();
    for row in &rows {
        items.push(review::to_wire(&mut read, row, now).await?);
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(ReferralPage { items, next_cursor })).into_response())
}

/// Decides over a referral that waits for it.
#[utoipa::path(post, path = "/v1/shops/{shop}/referrals/{id}/review", tag = "merchant", security(("secret_key" = [])),
    request_body = ReviewRequest,
    params(("shop" = String, Path, description = "The shop's public key"), ("id" = String, Path, description = "`ref_…`")),
    responses((status = 200, body = ReferralCase),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_referral`"),
              (status = 409, body = Problem, content_type = "application/problem+json", description = "`not_in_review`")))]
pub(super) async fn decide(
    State(app): State<App>,
    merchant: Merchant,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: ReviewRequest = body::json(&headers, &raw)?;
    let now = app.now();
    let mut write = app.store.write().await?;
    let row = review::review(write.connection(), &merchant.programme, &path.1, request.accept, now).await?;
    let case = review::to_wire(write.connection(), &row, now).await?;
    write.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json::<ReferralCase>(case)).into_response())
}

/// Lets a page of the shop pass, by whomever it is visited, and counts the network it comes from.
async fn visit(
    app: &App,
    scope: &Scope,
    shop: &str,
    peer: Peer,
    headers: &HeaderMap,
) -> Result<(Arc<Programme>, Option<CustomerRow>)> {
    if let Some(address) = peer.address() {
        app.limiter.charge(Caller::Friends(network_of(address)), app.config.limits.friends, app.now())?;
    }
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, shop).await?;
    scope.is(shop);
    identity::check_origin(app, &programme, headers)?;
    let visitor = identity::visitor(&mut read, shop, headers, app.now()).await?;
    Ok((programme, visitor))
}

/// Where a request came from, as far as it tells.
fn place(peer: Peer, headers: &HeaderMap) -> Place<'_> {
    Place { address: peer.address(), device: shopper::device(headers) }
}

/// Makes sure that the member has a code, and remembers where they share it from: a friend who comes from there may be them.
async fn recognise(connection: &mut Connection, member: &Member, place: Place<'_>, now: i64) -> Result<()> {
    let (shop, customer) = (&member.customer.shop, &member.customer.id);
    link::code(connection, shop, customer).await?;
    let marker = Marker::load(connection, shop).await?;
    let found = Marks {
        network: place.address.map(|address| marker.network(address)),
        device: place.device.map(|device| marker.device(device)),
        ..Marks::default()
    };
    for (kind, mark) in found.kinds() {
        marks::insert(connection, shop, customer, kind, mark, now).await?;
    }
    Ok(())
}

fn offered(programme: &Programme) -> Result<()> {
    programme.document.referral.as_ref().map(|_| ()).ok_or_else(no_referrals)
}

fn no_referrals() -> Error {
    Refusal::not_found("no_referrals").detail("The programme has no referrals.").into()
}
