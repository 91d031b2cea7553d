//! The shop's single page, and the headers a careful merchant sends with it.

use crate::household;
use crate::shop::Shop;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use std::net::Ipv4Addr;
use std::sync::Arc;

/// What a developer may ask of the page's tag.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    load: Option<String>,
    theme: Option<String>,
}

/// Answers every address that is neither a file nor the API: the page, with status 404 where the shop has no such place.
pub async fn page(
    State(shop): State<Arc<Shop>>,
    uri: Uri,
    headers: HeaderMap,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Response {
    let path = uri.path();
    if path.rsplit('/').next().is_some_and(|name| name.contains('.')) {
        return (StatusCode::NOT_FOUND, "There is no such file.").into_response();
    }
    let html = match tokio::fs::read_to_string(shop.root.join("index.html")).await {
        Ok(html) => html,
        Err(error) => {
            tracing::error!("index.html can't be read: {error}");
            return (StatusCode::INTERNAL_SERVER_ERROR, "The shop has no page.").into_response();
        }
    };
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let status = if is_place(&shop, path) { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let from = shop.sessions.of(&headers).map(|session| household::address(&session.0));
    (status, [(CACHE_CONTROL, "no-cache")], Html(embed(&html, &shop.loyalty_origin, from, &asked))).into_response()
}

/// The project's README as plain text, for the developers' bar.
pub async fn readme(State(shop): State<Arc<Shop>>) -> Response {
    match tokio::fs::read_to_string(shop.root.join("README.md")).await {
        Ok(text) => text.into_response(),
        Err(_) => (StatusCode::NOT_FOUND, "There is no README.md.").into_response(),
    }
}

/// Adds the headers to every answer of the shop.
pub async fn with_headers(State(shop): State<Arc<Shop>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(&shop.loyalty_origin)) {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    let permissions = HeaderValue::from_static("camera=(), geolocation=(), microphone=()");
    headers.insert(HeaderName::from_static("permissions-policy"), permissions);
    response
}

fn content_security_policy(loyalty: &str) -> String {
    [
        "default-src 'self'",
        &format!("script-src 'self' {loyalty} 'wasm-unsafe-eval'"),
        &format!("connect-src 'self' {loyalty}"),
        "img-src 'self' data:",
        "style-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

/// Points the tag at the loyalty origin, by the browser's own address there if it has one, and has it load and look as asked.
fn embed(html: &str, loyalty: &str, from: Option<Ipv4Addr>, asked: &Asked) -> String {
    let api = from.map(|from| format!(r#" data-api="{loyalty}/from/{from}""#)).unwrap_or_default();
    let mut html = html.replace(r#"src="/embed.js""#, &format!(r#"src="{loyalty}/embed.js"{api}"#));
    if let Some(load @ ("idle" | "intent" | "eager")) = asked.load.as_deref() {
        html = html.replace(r#"data-load="idle""#, &format!(r#"data-load="{load}""#));
    }
    if let Some(theme @ ("light" | "dark")) = asked.theme.as_deref() {
        html = html.replace(r#"data-theme="auto""#, &format!(r#"data-theme="{theme}""#));
    }
    html
}

fn is_place(shop: &Shop, path: &str) -> bool {
    match path.trim_matches('/').split_once('/') {
        None => matches!(path.trim_matches('/'), "" | "cart" | "checkout" | "account" | "rewards" | "quiz" | "unsubscribe"),
        Some(("products", id)) => shop.catalogue.product(id).is_some(),
        // The page itself finds out whether the order is this shopper's.
        Some(("orders", id)) => !id.contains('/'),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_points_at_the_loyalty_origin_and_does_as_asked() {
        let html = r#"<script async src="/embed.js" data-theme="auto" data-load="idle"></script>"#;
        for (load, theme, expected) in [
            (None, None, r#"data-theme="auto" data-load="idle""#),
            (Some("eager"), Some("dark"), r#"data-theme="dark" data-load="eager""#),
            (Some("\"><script>"), Some("\"><script>"), r#"data-theme="auto" data-load="idle""#),
        ] {
            let asked = Asked { load: load.map(str::to_owned), theme: theme.map(str::to_owned) };
            let expected = format!(r#"<script async src="http://127.0.0.1:1/embed.js" {expected}></script>"#);
            assert_eq!(embed(html, "http://127.0.0.1:1", None, &asked), expected, "{load:?} {theme:?}");
        }
        let known = embed(html, "http://127.0.0.1:1", Some(Ipv4Addr::new(198, 18, 0, 7)), &Asked::default());
        assert!(known.contains(r#"src="http://127.0.0.1:1/embed.js" data-api="http://127.0.0.1:1/from/198.18.0.7""#), "{known}");
    }
}
