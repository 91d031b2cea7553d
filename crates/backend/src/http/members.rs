//! `/v1/shops/{shop}/members`: who the members are, and one of them with all that the widget shows.

use super::App;
use super::language;
use super::merchant::Merchant;
use super::page;
use super::parameters::{Path, Query};
use crate::error::{Refusal, Result};
use crate::ledger::book::Book;
use crate::quizzes::keep;
use crate::store::customers;
use crate::{account, members, upkeep};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::merchant::{MemberDetail, MemberPage};
use loyalty_api::problem::Problem;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/members", get(list)).route("/shops/{shop}/members/{merchant_id}", get(show))
}

/// Which members.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    merchant_id: Option<String>,
    cursor: Option<String>,
    limit: Option<String>,
}

/// Members, the last to join first. What time alone changed of them may be half a minute old.
#[utoipa::path(get, path = "/v1/shops/{shop}/members", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("merchant_id" = Option<String>, Query, description = "Only the member whom the merchant knows by this id"),
           ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = MemberPage),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`")))]
pub(super) async fn list(State(app): State<App>, merchant: Merchant, Query(parameters): Query<Parameters>) -> Result<Response> {
    let after = page::after(parameters.cursor.as_deref())?.unwrap_or((i64::MAX, String::new()));
    let limit = page::limit(parameters.limit.as_deref())?;
    let wanted = parameters.merchant_id.as_deref();
    let mut read = app.store.snapshot().await?;
    let mut rows = customers::page(&mut read, merchant.shop(), wanted, (after.0, &after.1), limit + 1).await?;
    let next_cursor = page::cut(&mut rows, limit, |row| (row.joined_at, &row.id));
    let mut items = Vec::new();
    for row in &rows {
        items.push(members::to_wire(&mut read, row).await?);
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(MemberPage { items, next_cursor })).into_response())
}

/// One member, with everything the widget shows them. Titles are in the language of `Accept-Language`.
#[utoipa::path(get, path = "/v1/shops/{shop}/members/{merchant_id}", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("merchant_id" = String, Path, description = "The merchant's id of the member")),
    responses((status = 200, body = MemberDetail),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_member`")))]
pub(super) async fn show(
    State(app): State<App>,
    merchant: Merchant,
    Path(path): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (programme, now) = (&merchant.programme, app.now());
    let mut write = app.store.write().await?;
    let customer = customers::find(write.connection(), merchant.shop(), &path.1).await?;
    let customer = customer.ok_or_else(|| Refusal::not_found("unknown_member"))?;
    let mut book = Book::load(write.connection(), merchant.shop(), &customer.id).await?;
    let customer = upkeep::keep_up(write.connection(), programme, &mut book, now).await?;
    let locale = language::negotiate(&programme.document, &headers);
    let account = account::read(write.connection(), programme, &customer, locale, now).await?;
    let member = members::to_wire(write.connection(), &customer).await?;
    let profile = keep::of_member(write.connection(), &customer.id).await?;
    write.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(MemberDetail { member, account, profile })).into_response())
}
