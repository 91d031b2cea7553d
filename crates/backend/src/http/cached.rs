//! Answers that are the same for everyone, and that caches may hold.

use crate::error::{Error, Result};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The answer with this JSON in this language, or 304 where the caller has it already. `negotiated`: the language follows from
/// the request's headers.
pub(super) fn answer(headers: &HeaderMap, body: String, locale: &str, negotiated: bool) -> Result<Response> {
    let etag = etag(body.as_bytes());
    let mut response = if matches(headers, &etag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, "application/json")], body).into_response()
    };
    let answer = response.headers_mut();
    answer.insert(header::ETAG, HeaderValue::from_str(&etag).map_err(|_| Error::OutOfRange)?);
    let caching = HeaderValue::from_static("public, max-age=60, stale-while-revalidate=600");
    answer.insert(header::CACHE_CONTROL, caching);
    answer.insert(header::CONTENT_LANGUAGE, HeaderValue::from_str(locale).map_err(|_| Error::OutOfRange)?);
    if negotiated {
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
