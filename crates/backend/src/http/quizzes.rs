//! `/v1/shops/{shop}/quizzes/{id}`: what is asked. `/v1/quizzes/{id}/submissions/{submission}`: what shoppers answer, and what
//! comes of it.

use super::body::{self, RawBody};
use super::merchant::Merchant;
use super::page;
use super::parameters::{Path, Query};
use super::rate_limit::{Caller, Peer};
use super::shopper::Shopper;
use super::{App, cached, language};
use crate::account;
use crate::error::Result;
use crate::quizzes::{localise, submission, submit};
use crate::store::submissions;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::merchant::QuizSubmissionPage;
use loyalty_api::problem::Problem;
use loyalty_api::quiz::{Quiz, Submission, SubmissionRequest};
use loyalty_rules::referral::network_of;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/shops/{shop}/quizzes/{id}", get(show))
        .route("/quizzes/{id}/submissions/{submission}", get(read).put(put).delete(forget))
}

/// What merchants' servers ask.
pub(super) fn merchants_router() -> Router<App> {
    Router::new().route("/shops/{shop}/quizzes/{id}/submissions", get(list))
}

/// Which language.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    locale: Option<String>,
}

/// A quiz in one language, the same for everyone: caches may hold it.
#[utoipa::path(get, path = "/v1/shops/{shop}/quizzes/{id}", tag = "page",
    params(("shop" = String, Path, description = "The shop's public key"), ("id" = String, Path, description = "`qz_…`"),
           ("locale" = Option<String>, Query, description = "BCP 47; without it Accept-Language decides")),
    responses((status = 200, body = Quiz), (status = 304, description = "Not changed since the ETag in If-None-Match"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_shop`, `unknown_quiz`")))]
pub(super) async fn show(
    State(app): State<App>,
    Path((shop, id)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &shop).await?;
    drop(read);
    let document = &programme.document;
    let plan = submission::plan(document, &id)?;
    let locale = language::choose(document, parameters.locale.as_ref(), &headers);
    let quiz: Quiz = localise::quiz(document, plan, locale);
    cached::answer(&headers, serde_json::to_string(&quiz)?, locale, parameters.locale.is_none())
}

/// The shopper's submission of this id. A guest's is read by whoever knows its id; a member's by them alone, from any device.
#[utoipa::path(get, path = "/v1/quizzes/{id}/submissions/{submission}", tag = "page", security(("session" = [])),
    params(("id" = String, Path, description = "`qz_…`"), ("submission" = String, Path, description = "The page's id of it")),
    responses((status = 200, body = Submission),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json",
               description = "`unknown_quiz`, `unknown_submission`")))]
pub(super) async fn read(State(app): State<App>, shopper: Shopper, Path((quiz, id)): Path<(String, String)>) -> Result<Response> {
    let document = &shopper.programme.document;
    submission::plan(document, &quiz)?;
    let mut read = app.store.read().await?;
    let row = submission::find(&mut read, &shopper, &quiz, &id).await?;
    let told: Submission = submission::to_wire(&row, document, &shopper.locale, None)?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// Takes all answers so far. The same id again is the same submission: sent twice it counts once. A guest's becomes the member's
/// who sends it again. Completing it is scored, and awarded once by the earning rule for the quiz, as far as its limit allows.
/// Answers of blocks that are not on the way, and those that do not fit their question, are left out.
#[utoipa::path(put, path = "/v1/quizzes/{id}/submissions/{submission}", tag = "page", security(("session" = [])),
    request_body = SubmissionRequest,
    params(("id" = String, Path, description = "`qz_…`"),
           ("submission" = String, Path, description = "16 to 64 random letters, digits, dashes or underscores, such as a UUID"),
           ("Loyalty-Device" = Option<String>, Header, description = "The device's id, where the shopper agreed to one")),
    responses((status = 200, body = Submission), (status = 201, body = Submission, description = "It is new"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json",
               description = "`unknown_quiz`; `unknown_submission`: it is another member's"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`quiz_not_finished`")))]
pub(super) async fn put(
    State(app): State<App>,
    shopper: Shopper,
    peer: Peer,
    Path((quiz, id)): Path<(String, String)>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<Response> {
    let raw = body::bytes(raw)?;
    let request: SubmissionRequest = body::json(&headers, &raw)?;
    let now = app.now();
    if let (None, Some(address)) = (&shopper.customer, peer.address()) {
        let mut read = app.store.read().await?;
        if submissions::get(&mut read, shopper.shop(), &quiz, &id).await?.is_none() {
            // Guests are nobody in particular: only the network says that one of them fills the shop's database.
            app.limiter.charge(Caller::Guests(network_of(address)), app.config.limits.guests, now)?;
        }
    }
    let mut write = app.store.write().await?;
    let (row, is_new) = submit::submit(write.connection(), &shopper, &quiz, &id, &request, now).await?;
    let programme = &shopper.programme;
    let account = match &shopper.customer {
        Some(customer) if row.state == "complete" => {
            Some(account::read(write.connection(), programme, customer, &shopper.locale, now).await?)
        }
        _ => None,
    };
    let told: Submission = submission::to_wire(&row, &programme.document, &shopper.locale, account)?;
    write.commit().await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(header::CACHE_CONTROL, "no-store")], Json(told)).into_response())
}

/// Forgets a submission, and what was kept of it in the shopper's profile. Points stay.
#[utoipa::path(delete, path = "/v1/quizzes/{id}/submissions/{submission}", tag = "page", security(("session" = [])),
    params(("id" = String, Path, description = "`qz_…`"), ("submission" = String, Path, description = "The page's id of it")),
    responses((status = 204, description = "Forgotten"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_submission`")))]
pub(super) async fn forget(
    State(app): State<App>,
    shopper: Shopper,
    Path((quiz, id)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut write = app.store.write().await?;
    let row = submission::find(write.connection(), &shopper, &quiz, &id).await?;
    submissions::delete(write.connection(), &row).await?;
    write.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which submissions.
#[derive(Debug, Deserialize)]
pub struct ListParameters {
    state: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

/// What shoppers answered in a quiz, the last changed first, words and all.
#[utoipa::path(get, path = "/v1/shops/{shop}/quizzes/{id}/submissions", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"), ("id" = String, Path, description = "`qz_…`"),
           ("state" = Option<String>, Query, description = "`complete`: only those; all without"),
           ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = QuizSubmissionPage),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_quiz`"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`")))]
pub(super) async fn list(
    State(app): State<App>,
    merchant: Merchant,
    Path(path): Path<(String, String)>,
    Query(parameters): Query<ListParameters>,
) -> Result<Response> {
    let quiz = &path.1;
    submission::plan(&merchant.programme.document, quiz)?;
    let complete = parameters.state.as_deref() == Some("complete");
    let after = page::after(parameters.cursor.as_deref())?.unwrap_or((i64::MAX, String::new()));
    let limit = page::limit(parameters.limit.as_deref())?;
    let mut read = app.store.snapshot().await?;
    let after = (after.0, after.1.as_str());
    let mut rows = submissions::page(&mut read, merchant.shop(), quiz, complete, after, limit + 1).await?;
    let next_cursor = page::cut(&mut rows, limit, |row| (row.updated_at, &row.id));
    let mut items = Vec::new();
    for row in rows {
        items.push(submission::to_merchant(&mut read, row).await?);
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(QuizSubmissionPage { items, next_cursor })).into_response())
}
