//! What stands between the browser and the shop: it passes everything on, and lets a test see what happens on the page.
//!
//! - Every page gets `/e2e/watch.js` as its first script, which notes errors, rejections and violations of the policy.
//! - `/e2e/pages/{name}`: pages of `tests/e2e/pages`. `/e2e/files/{fault}/{file}`: the build, with something wrong.

mod fault;
mod page;

use anyhow::Result;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HOST, TRANSFER_ENCODING};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use demo_shop::keys::Keys;
use demo_shop::{shopper, token};
use loyalty_backend::Clock;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

const WATCH: &str = include_str!("page/watch.js");
const WATCH_TAG: &str = r#"<script src="/e2e/watch.js"></script>"#;
const LIMIT: usize = 4 * 1024 * 1024;

/// A running front.
#[derive(Debug)]
pub struct Front {
    shared: Arc<Shared>,
    origin: String,
    server: JoinHandle<()>,
}

#[derive(Debug)]
struct Shared {
    http: reqwest::Client,
    shop: String,
    loyalty: String,
    keys: Keys,
    clock: Clock,
    /// Path and query of every request, in order.
    requests: Mutex<Vec<String>>,
}

impl Front {
    pub(crate) async fn open(shop: &str, loyalty: &str, keys: Keys, clock: Clock) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build()?;
        let shared = Arc::new(Shared {
            http,
            shop: shop.to_owned(),
            loyalty: loyalty.to_owned(),
            keys,
            clock,
            requests: Mutex::default(),
        });
        let router = Router::new()
            .route("/e2e/watch.js", get(async || ([(CONTENT_TYPE, "text/javascript")], WATCH)))
            .route("/e2e/pages/{name}", get(page::page))
            .route("/e2e/files/{fault}/{*file}", get(fault::file))
            .route("/e2e/token/{shopper}", get(named_token))
            .fallback(pass)
            .with_state(Arc::clone(&shared));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // It only ends with the test.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { shared, origin, server })
    }

    /// Where the browser goes.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Path and query of what was asked of the shop so far.
    pub fn requests(&self) -> Vec<String> {
        self.shared.requests.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    fn token(&self, id: &str) -> Option<String> {
        token::sign(&self.keys, shopper::find(id)?, self.clock.now_ms().div_euclid(1000)).ok()
    }
}

async fn named_token(State(shared): State<Arc<Shared>>, Path(id): Path<String>) -> Response {
    answer(shared.token(&id))
}

fn answer(token: Option<String>) -> Response {
    let status = if token.is_some() { StatusCode::OK } else { StatusCode::NO_CONTENT };
    (status, [(CACHE_CONTROL, "no-store")], token.unwrap_or_default()).into_response()
}

async fn pass(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    match forward(&shared, request).await {
        Ok(response) => response,
        Err(error) => (StatusCode::BAD_GATEWAY, format!("{error:#}")).into_response(),
    }
}

async fn forward(shared: &Shared, request: Request) -> Result<Response> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let mut headers = parts.headers;
    for name in [HOST, CONTENT_LENGTH, TRANSFER_ENCODING] {
        headers.remove(name);
    }
    let body = to_bytes(body, LIMIT).await?;
    let answer = shared.http.request(parts.method, format!("{}{path}", shared.shop)).headers(headers).body(body).send().await?;
    shared.requests.lock().unwrap_or_else(PoisonError::into_inner).push(path);
    let status = answer.status();
    let mut headers = answer.headers().clone();
    headers.remove(CONTENT_LENGTH);
    headers.remove(TRANSFER_ENCODING);
    // Nothing is kept from one visit to the next, so that every visit asks for everything.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let html = headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let mut bytes = answer.bytes().await?.to_vec();
    if html {
        bytes = String::from_utf8_lossy(&bytes).replacen("<head>", &format!("<head>{WATCH_TAG}"), 1).into_bytes();
    }
    Ok((status, headers, Body::from(bytes)).into_response())
}
