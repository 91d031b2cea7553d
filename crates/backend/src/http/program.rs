//! `GET /v1/shops/{shop}/program`: the programme as everyone may see it.

use super::parameters::{Path, Query};
use super::{App, language};
use crate::error::{Error, Result};
use crate::programme::{locale, localise};
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use loyalty_api::problem::Problem;
use loyalty_api::program::Program;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt::Write;

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
    let locale = match &parameters.locale {
        Some(wanted) => locale::best(&document.locales, &document.default_locale, std::slice::from_ref(wanted)),
        None => language::negotiate(document, &headers),
    };
    let body = serde_json::to_string(&localise::localise(document, programme.version, locale))?;
    let etag = etag(body.as_bytes());
    let mut response = if matches(&headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::ETAG, HeaderValue::from_str(&etag).map_err(|_| Error::OutOfRange)?);
    let caching = HeaderValue::from_static("public, max-age=60, stale-while-revalidate=600");
    answer.insert(header::CACHE_CONTROL, caching);
    answer.insert(header::CONTENT_LANGUAGE, HeaderValue::from_str(locale).map_err(|_| Error::OutOfRange)?);
    if parameters.locale.is_none() {
        answer.append(header::VARY, HeaderValue::from_static("Accept-Language"));
    }
    Ok(response)
}

/// A strong entity tag for these bytes.
pub(super) fn etag(body: &[u8]) -> String {
    let mut tag = String::from("\"");
    for byte in &Sha256::digest(body)[..16] {
        let _ = write!(tag, "{byte:02x}");
    }
    tag.push('"');
    tag
}

/// Whether the caller has what this tag names (`If-None-Match` compares weakly).
pub(super) fn matches(headers: &HeaderMap, etag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| tag.trim() == "*" || tag.trim().trim_start_matches("W/") == etag)
}
