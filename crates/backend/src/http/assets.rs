//! The widget's built files, precompressed and cached for as long as their names allow.

use super::App;
use super::cached::{etag, matches};
use crate::error::{Error, Refusal, Result};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::path::{Component, Path, PathBuf};
use tokio::fs;

/// Serves a file of the assets folder at its own path.
pub async fn serve(State(app): State<App>, method: Method, uri: Uri, headers: HeaderMap) -> Result<Response> {
    let not_found = || Error::from(Refusal::not_found("not_found"));
    if method != Method::GET && method != Method::HEAD {
        return Err(Refusal::new(405, "method_not_allowed", "Method not allowed").into());
    }
    let folder = app.config.assets.as_deref().ok_or_else(not_found)?;
    let name = uri.path().trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    let path = resolve(folder, name).await.ok_or_else(not_found)?;
    let mime = mime(&path);
    let (encoding, bytes) = read(&path, &headers).await.ok_or_else(not_found)?;
    let tag = etag(&bytes);
    let mut response = if matches(&headers, &tag) { StatusCode::NOT_MODIFIED.into_response() } else { bytes.into_response() };
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching(folder, name).await));
    answer.insert(header::ETAG, HeaderValue::from_str(&tag).map_err(|_| Error::OutOfRange)?);
    // Merchants' pages on other origins load these, also under COEP and with `integrity`.
    answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    answer.insert("cross-origin-resource-policy", HeaderValue::from_static("cross-origin"));
    answer.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// The file of this name inside the folder, if there is one. Names are taken as they are, so an escaped path is only a
/// name that no file has; and a link must not lead outside.
async fn resolve(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|component| matches!(component, Component::Normal(_)));
    if !plain || name.contains('\\') {
        return None;
    }
    let path = fs::canonicalize(folder.join(name)).await.ok()?;
    let folder = fs::canonicalize(folder).await.ok()?;
    (path.starts_with(folder) && fs::metadata(&path).await.ok()?.is_file()).then_some(path)
}

/// The bytes in the best encoding that is there and accepted.
async fn read(path: &Path, headers: &HeaderMap) -> Option<(Option<&'static str>, Vec<u8>)> {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(accepted, encoding) {
            let mut sibling = path.as_os_str().to_owned();
            sibling.push(suffix);
            if let Ok(bytes) = fs::read(&sibling).await {
                return Some((Some(encoding), bytes));
            }
        }
    }
    Some((None, fs::read(path).await.ok()?))
}

fn accepts(header: &str, encoding: &str) -> bool {
    header.split(',').any(|part| {
        let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
        let weight = parameters.trim().strip_prefix("q=").and_then(|weight| weight.trim().parse::<f32>().ok());
        name.trim().eq_ignore_ascii_case(encoding) && weight.unwrap_or(1.0) > 0.0
    })
}

#[derive(Deserialize)]
struct Manifest {
    files: Vec<ManifestFile>,
}

#[derive(Deserialize)]
struct ManifestFile {
    name: String,
    role: String,
}

/// Files with a hash in their name (those the manifest lists, but for the loader) never change; the loader may, soon.
async fn caching(folder: &Path, name: &str) -> &'static str {
    let manifest = fs::read(folder.join("manifest.json")).await.ok();
    let manifest: Option<Manifest> = manifest.and_then(|json| serde_json::from_slice(&json).ok());
    let role = manifest.and_then(|manifest| manifest.files.into_iter().find(|file| file.name == name)).map(|file| file.role);
    match role.as_deref() {
        Some("loader") => "public, max-age=300, stale-while-revalidate=86400",
        Some(_) => "public, max-age=31536000, immutable",
        None if name == "embed.js" => "public, max-age=300, stale-while-revalidate=86400",
        None => "no-cache",
    }
}

fn mime(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "html" => "text/html; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_negotiated() {
        for (header, encoding, expected) in [
            ("gzip, deflate, br, zstd", "br", true),
            ("gzip;q=0.5, br;q=0", "br", false),
            ("gzip;q=0.5", "gzip", true),
            ("", "gzip", false),
            ("brotli", "br", false),
        ] {
            assert_eq!(accepts(header, encoding), expected, "{header:?} {encoding}");
        }
    }
}
