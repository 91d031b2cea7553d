//! `GET /v1/shops/{shop}/program`: the programme as everyone may see it.

use super::parameters::{Path, Query};
use super::{App, cached, language};
use crate::error::Result;
use crate::programme::localise;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use loyalty_api::problem::Problem;
use loyalty_api::program::Program;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/program", get(show))
}

/// Which language.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    locale: Option<String>,
}

/// The programme in one language, the same for everyone: caches may hold it.
#[utoipa::path(get, path = "/v1/shops/{shop}/program", tag = "page",
    params(("shop" = String, Path, description = "The shop's public key"),
           ("locale" = Option<String>, Query, description = "BCP 47; without it Accept-Language decides")),
    responses((status = 200, body = Program), (status = 304, description = "Not changed since the ETag in If-None-Match"),
              (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn show(
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
    let body = serde_json::to_string(&localise::localise(document, programme.version, locale))?;
    cached::answer(&headers, body, locale, parameters.locale.is_none())
}
