//! The loyalty origin the browser sees: everything passes to the backend untouched, unless trouble was asked for.
//!
//! It tells the backend where each request comes from, as a proxy does. On one machine every browser would be the same
//! household, so an address may stand before the path (`/from/198.18.0.7/v1/…`): the shop gives each browser its own.

use crate::link::Link;
use crate::trouble::Trouble;
use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN, TRANSFER_ENCODING, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use std::io;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const SLOW: Duration = Duration::from_secs(3);

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Headers of one connection alone (RFC 9110, section 7.6.1), and the host's name, which is another there.
const HOP_BY_HOP: [HeaderName; 5] =
    [CONNECTION, TRANSFER_ENCODING, HOST, HeaderName::from_static("keep-alive"), HeaderName::from_static("upgrade")];

#[derive(Clone)]
struct Proxy {
    http: reqwest::Client,
    backend: String,
    trouble: Arc<Mutex<Trouble>>,
}

/// Serves the backend at this origin with the trouble asked for at the time.
pub fn router(backend: &str, trouble: Arc<Mutex<Trouble>>) -> Result<Router> {
    let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build()?;
    let proxy = Proxy { http, backend: backend.trim_end_matches('/').to_owned(), trouble };
    Ok(Router::new().fallback(handle).with_state(proxy))
}

async fn handle(State(proxy): State<Proxy>, ConnectInfo(link): ConnectInfo<Link>, mut request: Request) -> Response {
    let (from, uri) = origin_of(request.uri());
    *request.uri_mut() = uri;
    if let Ok(from) = HeaderValue::try_from(from.to_string()) {
        request.headers_mut().insert(FORWARDED_FOR, from);
    }
    let trouble = *proxy.trouble.lock().unwrap_or_else(PoisonError::into_inner);
    if !request.uri().path().starts_with("/v1/") || trouble == Trouble::Ok {
        return proxy.pass(request).await;
    }
    // A browser's permission check passes, or every kind of trouble would look like a lost network.
    let preflight = request.method() == Method::OPTIONS;
    let origin = request.headers().get(ORIGIN).cloned();
    match trouble {
        Trouble::Offline => {
            link.cut();
            StatusCode::BAD_GATEWAY.into_response()
        }
        _ if preflight => proxy.pass(request).await,
        Trouble::Ok => proxy.pass(request).await,
        Trouble::Slow => {
            tokio::time::sleep(SLOW).await;
            proxy.pass(request).await
        }
        Trouble::Error500 => {
            readable(origin, StatusCode::INTERNAL_SERVER_ERROR, "text/html", "<!doctype html><h1>Internal Server Error</h1>")
        }
        Trouble::Garbage => readable(origin, StatusCode::OK, "application/json", "{\"token\": 7, \"account\": [<br />\u{fffd}"),
        Trouble::Drop => proxy.break_off(request).await,
    }
}

/// Where a request comes from, and what is left of its address.
fn origin_of(uri: &Uri) -> (Ipv4Addr, Uri) {
    let whole = uri.path_and_query().map_or("/", |whole| whole.as_str());
    let told = whole.strip_prefix("/from/").and_then(|rest| {
        let (address, path) = rest.split_at(rest.find('/')?);
        Some((address.parse().ok()?, path.parse().ok()?))
    });
    told.unwrap_or_else(|| (Ipv4Addr::LOCALHOST, uri.clone()))
}

impl Proxy {
    async fn send(&self, request: Request) -> Result<reqwest::Response, reqwest::Error> {
        let (parts, body) = request.into_parts();
        let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
        let has_body = parts.headers.contains_key(CONTENT_LENGTH) || parts.headers.contains_key(TRANSFER_ENCODING);
        let mut outgoing = self.http.request(parts.method, format!("{}{path}", self.backend)).headers(end_to_end(parts.headers));
        if has_body {
            outgoing = outgoing.body(reqwest::Body::wrap_stream(body.into_data_stream()));
        }
        outgoing.send().await
    }

    async fn pass(&self, request: Request) -> Response {
        match self.send(request).await {
            Ok(answer) => {
                let status = answer.status();
                let headers = end_to_end(answer.headers().clone());
                (status, headers, Body::from_stream(answer.bytes_stream())).into_response()
            }
            Err(error) => unreachable_backend(&error),
        }
    }

    /// Promises the whole answer, sends its first half, and lets the connection die.
    async fn break_off(&self, request: Request) -> Response {
        let answer = match self.send(request).await {
            Ok(answer) => answer,
            Err(error) => return unreachable_backend(&error),
        };
        let status = answer.status();
        let mut headers = end_to_end(answer.headers().clone());
        let whole = answer.bytes().await.unwrap_or_default();
        headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len().max(1)));
        let half = whole.slice(..whole.len() / 2);
        // The first half needs a moment to leave before the connection dies under it.
        let end = stream::once(async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            Err(io::ErrorKind::ConnectionAborted.into())
        });
        let broken = stream::once(async { Ok::<Bytes, io::Error>(half) }).chain(end);
        (status, headers, Body::from_stream(broken)).into_response()
    }
}

fn end_to_end(mut headers: HeaderMap) -> HeaderMap {
    for name in HOP_BY_HOP {
        headers.remove(name);
    }
    headers
}

/// An answer that the page may read although it never came from the backend.
fn readable(origin: Option<HeaderValue>, status: StatusCode, kind: &'static str, body: &'static str) -> Response {
    let mut response =
        (status, [(CONTENT_TYPE, HeaderValue::from_static(kind)), (VARY, HeaderValue::from_static("origin"))], body)
            .into_response();
    if let Some(origin) = origin {
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response
}

fn unreachable_backend(error: &reqwest::Error) -> Response {
    tracing::debug!("the loyalty backend can't be reached: {error}");
    (StatusCode::BAD_GATEWAY, "the loyalty backend can't be reached").into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_before_the_path_is_where_the_request_comes_from() {
        for (uri, from, left) in [
            ("/from/198.18.0.7/v1/me?limit=2", Ipv4Addr::new(198, 18, 0, 7), "/v1/me?limit=2"),
            ("/v1/me", Ipv4Addr::LOCALHOST, "/v1/me"),
            ("/from/nowhere/v1/me", Ipv4Addr::LOCALHOST, "/from/nowhere/v1/me"),
            ("/from/198.18.0.7", Ipv4Addr::LOCALHOST, "/from/198.18.0.7"),
        ] {
            assert_eq!(origin_of(&uri.parse().unwrap()), (from, left.parse().unwrap()), "{uri}");
        }
    }
}
