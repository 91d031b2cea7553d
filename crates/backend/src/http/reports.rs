//! `GET /v1/shops/{shop}/reports/{name}`: numbers for the merchant, as JSON or CSV.

use super::App;
use super::merchant::Merchant;
use super::parameters::{Path, Query};
use crate::error::{Refusal, Result};
use crate::reports::{self, Days};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::problem::Problem;
use loyalty_api::report::Report;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/reports/{name}", get(show))
}

/// Over which days, and in which form.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    from: Option<String>,
    to: Option<String>,
    format: Option<String>,
}

/// A report over days of the shop's time zone. As CSV it is the report's rows.
#[utoipa::path(get, path = "/v1/shops/{shop}/reports/{name}", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key"),
           ("name" = String, Path, description = "`members`, `issuance`, `redemptions`, `liability`, `tiers`, `referrals`, `campaigns`, `experiments`, `quizzes`, `customers`"),
           ("from" = Option<String>, Query, description = "The first day, `2026-01-31`; without: 29 days before the last"),
           ("to" = Option<String>, Query, description = "The last day; without: today"),
           ("format" = Option<String>, Query, description = "`json` or `csv`; `json` without")),
    responses((status = 200, content((Report = "application/json"), (String = "text/csv"))),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_report`")))]
pub(super) async fn show(
    State(app): State<App>,
    merchant: Merchant,
    Path(path): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
) -> Result<Response> {
    let document = &merchant.programme.document;
    let days = Days::read(document, parameters.from.as_deref(), parameters.to.as_deref(), app.now())?;
    let as_csv = match parameters.format.as_deref() {
        None | Some("json") => false,
        Some("csv") => true,
        Some(_) => return Err(Refusal::invalid("must be json or csv").field("format").into()),
    };
    let mut read = app.store.snapshot().await?;
    let report = reports::build(&mut read, &merchant.programme, &path.1, &days).await?;
    if !as_csv {
        return Ok(([(header::CACHE_CONTROL, "no-store")], Json::<Report>(report)).into_response());
    }
    let name = format!("attachment; filename=\"{}-{}-{}.csv\"", path.1, days.first(), days.last());
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, name.as_str()),
    ];
    Ok((headers, reports::csv::write(&report)?).into_response())
}
