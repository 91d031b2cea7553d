//! The build with something wrong: what a broken deployment, a proxy or a filter makes of it.

use crate::paths;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

/// Gives a file of the build, with `fault` in it: `none`, or a kind of file and what is wrong with it, such as `wasm-404`.
pub(super) async fn file(Path((fault, name)): Path<(String, String)>) -> Response {
    let kind = match name.rsplit('.').next() {
        _ if name == "embed.js" => "loader",
        Some("js") => "glue",
        Some("json") => "locale",
        Some(ending @ ("wasm" | "css")) => ending,
        _ => "other",
    };
    let Ok(mut bytes) = tokio::fs::read(paths::dist().join(&name)).await else {
        return (StatusCode::NOT_FOUND, "there is no such file").into_response();
    };
    let mut mime = match kind {
        "loader" | "glue" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css",
        _ => "application/json",
    };
    match fault.split_once('-').filter(|(of, _)| *of == kind).map(|(_, what)| what) {
        Some("404") => return (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/html")], "<h1>Not found</h1>").into_response(),
        Some("html") => (bytes, mime) = (b"<!doctype html><h1>Please sign in to the network</h1>".to_vec(), "text/html"),
        Some("mime") => mime = "text/plain",
        Some("corrupt") => {
            let half = bytes.len() / 2;
            bytes[half] ^= 0xff;
            bytes.truncate(half + half / 2);
        }
        _ => {}
    }
    ([(CONTENT_TYPE, mime), (CACHE_CONTROL, "no-store")], bytes).into_response()
}
