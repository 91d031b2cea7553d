//! Which pages may read answers: exact origins, shop by shop, never `*`, no cookies.

use super::App;
use super::rate_limit::Peer;
use crate::error::Result;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::{Arc, OnceLock};

/// The shop a request turned out to be about, told by who found out.
#[derive(Clone, Debug, Default)]
pub struct Scope(Arc<OnceLock<String>>);

impl Scope {
    /// Says which shop it is.
    pub fn is(&self, shop: &str) {
        let _ = self.0.set(shop.to_owned());
    }
}

/// Answers preflights, and lets listed origins read the others' answers.
pub async fn cors(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let scope = Scope::default();
    if let Some(shop) = shop_in(request.uri().path()) {
        scope.is(shop);
    }
    let preflight = request.method() == Method::OPTIONS && request.headers().contains_key("access-control-request-method");
    let mut response = if preflight {
        let peer = Peer::of(&app, request.headers(), request.extensions());
        match peer.charge(&app) {
            Ok(()) => StatusCode::NO_CONTENT.into_response(),
            Err(refusal) => return refusal.into_response(),
        }
    } else {
        request.extensions_mut().insert(scope.clone());
        next.run(request).await
    };
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else { return response };
    let allowed = match origin.to_str() {
        Ok(origin) => allowed(&app, origin, scope.0.get().map(String::as_str)).await.unwrap_or(false),
        Err(_) => false,
    };
    if allowed {
        allow(response.headers_mut(), origin, preflight);
    }
    response
}

/// Whether a page of this origin may read answers about this shop; where none is known (a preflight, a session that
/// ended, a misspelt shop), about any: the page can then read what is wrong.
async fn allowed(app: &App, origin: &str, shop: Option<&str>) -> Result<bool> {
    let mut read = app.store.read().await?;
    let known = match shop {
        Some(shop) => app.programmes.get(&mut read, shop).await.ok(),
        None => None,
    };
    match known {
        Some(programme) => Ok(app.allows(&programme, origin)),
        None if app.config.extra_origins.iter().any(|allowed| allowed == origin) => Ok(true),
        None => Ok(app.programmes.origins(&mut read).await?.contains(origin)),
    }
}

fn allow(headers: &mut HeaderMap, origin: HeaderValue, preflight: bool) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    if preflight {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE"));
        let allowed = HeaderValue::from_static("authorization, content-type, idempotency-key, loyalty-device");
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
        // Two hours is the most that Chromium keeps it.
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    } else {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after, etag"));
    }
}

fn shop_in(path: &str) -> Option<&str> {
    path.strip_prefix("/v1").unwrap_or(path).strip_prefix("/shops/")?.split('/').next()
}
