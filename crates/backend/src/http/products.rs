//! `/v1/shops/{shop}/products`: cards of products. `/{product}/together`: what others bought with one.

use super::parameters::{Path, Query};
use super::{App, cached, language};
use crate::error::{Refusal, Result};
use crate::quizzes::{localise, together};
use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use loyalty_api::problem::Problem;
use loyalty_api::product::ProductList;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/products", get(list)).route("/shops/{shop}/products/{product}/together", get(show))
}

/// Products that can be asked for at once.
const MOST: usize = 24;

/// The products of these ids, in the order they are asked for. What the catalogue does not have, or cannot be bought now, is left
/// out. The same for everyone: caches may hold it.
#[utoipa::path(get, path = "/v1/shops/{shop}/products", tag = "page",
    params(("shop" = String, Path, description = "The shop's public key"),
           ("id" = Vec<String>, Query, min_items = 1, max_items = 24,
            description = "The merchant's product id; repeated for each product"),
           ("locale" = Option<String>, Query, description = "BCP 47; without it Accept-Language decides")),
    responses((status = 200, body = ProductList), (status = 304, description = "Not changed since the ETag in If-None-Match"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 404, body = Problem, content_type = "application/problem+json", description = "`unknown_shop`")))]
pub(super) async fn list(
    State(app): State<App>,
    Path(shop): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Result<Response> {
    let mut read = app.store.read().await?;
    let programme = app.programme(&mut read, &shop).await?;
    drop(read);
    let document = &programme.document;
    // Not separated by commas: an id may have one in it.
    let ids: Vec<&String> = pairs.iter().filter(|(name, _)| name == "id").map(|(_, value)| value).collect();
    if ids.is_empty() || ids.len() > MOST {
        return Err(Refusal::invalid(format!("must be there 1 to {MOST} times")).field("id").into());
    }
    let wanted = pairs.iter().find(|(name, _)| name == "locale").map(|(_, value)| value);
    let locale = language::choose(document, wanted, &headers);
    let mut items = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        let offer = document.products.iter().find(|offer| offer.id == **id && offer.available);
        if let Some(offer) = offer.filter(|_| !ids[..place].contains(id)) {
            items.push(localise::product(document, offer, locale));
        }
    }
    cached::answer(&headers, serde_json::to_string(&ProductList { items })?, locale, wanted.is_none())
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
    let locale = language::choose(document, parameters.locale.as_ref(), &headers);
    let items = together::together(&mut read, document, &product, locale, app.now()).await?;
    cached::answer(&headers, serde_json::to_string(&ProductList { items })?, locale, parameters.locale.is_none())
}
