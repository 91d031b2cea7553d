//! `GET /v1/shops/{shop}/products/{product}/together`: what others bought with a product.

use super::parameters::{Path, Query};
use super::{App, cached, language};
use crate::error::Result;
use crate::programme::locale;
use crate::quizzes::together;
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use loyalty_api::problem::Problem;
use loyalty_api::product::ProductList;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/products/{product}/together", get(show))
}

/// Which language.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    locale: Option<String>,
}

/// Products that were bought with this one in at least two orders of the last year, the most often first, at most twelve. The
/// same for everyone: caches may hold it.
#[utoipa::path(get, path = "/v1/shops/{shop}/products/{product}/together", tag = "page",
    params(("shop" = String, Path, description = "The shop's public key"),
           ("product" = String, Path, description = "The merchant's product id"),
           ("locale" = Option<String>, Query, description = "BCP 47; without it Accept-Language decides")),
    responses((status = 200, body = ProductList), (status = 304, description = "Not changed since the ETag in If-None-Match"),
              (status = 404, body = Problem, content_type = "application/problem+json",
               description = "`unknown_shop`, `unknown_product`")))]
pub(super) async fn show(
    State(app): State<App>,
    Path((shop, product)): Path<(String, String)>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &shop).await?;
    let document = &programme.document;
    let locale = match &parameters.locale {
        Some(wanted) => locale::best(&document.locales, &document.default_locale, std::slice::from_ref(wanted)),
        None => language::negotiate(document, &headers),
    };
    let items = together::together(&mut read, document, &product, locale, app.now()).await?;
    cached::answer(&headers, serde_json::to_string(&ProductList { items })?, locale, parameters.locale.is_none())
}
