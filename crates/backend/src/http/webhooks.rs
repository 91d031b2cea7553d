//! `POST /v1/webhooks/{shop}/…`: what the merchant's systems tell.

use super::App;
use super::body::{self, RawBody};
use super::parameters::Path;
use super::rate_limit::Peer;
use crate::error::{Refusal, Result};
use crate::orders::{self, Change};
use crate::programme::Programme;
use crate::store::messages;
use crate::webhooks::shopify;
use crate::webhooks::standard::{self, Forged};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use loyalty_api::order::OrderEvent;
use loyalty_api::problem::Problem;
use std::sync::Arc;

/// Orders can be long.
const LARGEST: usize = 1024 * 1024;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/webhooks/{shop}/orders", post(orders))
        .route("/webhooks/{shop}/shopify", post(from_shopify))
        .layer(DefaultBodyLimit::max(LARGEST))
}

/// An order was paid, refunded or cancelled (Standard Webhooks). Doubled, reordered and late messages come to the same.
#[utoipa::path(post, path = "/v1/webhooks/{shop}/orders", tag = "merchant", request_body = OrderEvent,
    params(("shop" = String, Path, description = "The shop's public key"), ("webhook-id" = String, Header),
           ("webhook-timestamp" = i64, Header, description = "Seconds since 1970"), ("webhook-signature" = String, Header)),
    responses((status = 204, description = "Done, or done before"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json", description = "`invalid_signature`, `stale_message`")))]
pub(super) async fn orders(
    State(app): State<App>,
    peer: Peer,
    Path(shop): Path<String>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<StatusCode> {
    let raw = body::bytes(raw)?;
    let programme = known(&app, &shop, |programme| {
        let message = standard::Message {
            id: text(&headers, "webhook-id")?,
            timestamp: text(&headers, "webhook-timestamp")?,
            signature: text(&headers, "webhook-signature")?,
            body: &raw,
        };
        standard::verify(message, &programme.document.webhook_secrets, app.now()).map_err(|forged| match forged {
            Forged::Signature => invalid_signature(),
            Forged::Timestamp => Refusal::new(401, "stale_message", "The message is more than five minutes old or ahead"),
        })
    });
    let programme = programme.await.map_err(|error| peer.unproven(&app, error))?;
    app.charge_shop(&shop)?;
    let (order, change) = orders::read(body::parse::<OrderEvent>(&raw)?)?;
    process(&app, &programme, text(&headers, "webhook-id")?, &order, change).await
}

/// One of Shopify's webhooks: `orders/paid`, `orders/cancelled`, `refunds/create`; others are accepted and ignored.
#[utoipa::path(post, path = "/v1/webhooks/{shop}/shopify", tag = "merchant",
    params(("shop" = String, Path, description = "The shop's public key"), ("X-Shopify-Topic" = String, Header),
           ("X-Shopify-Webhook-Id" = String, Header), ("X-Shopify-Hmac-Sha256" = String, Header)),
    responses((status = 204, description = "Done, done before, or of no concern"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json", description = "`invalid_signature`")))]
pub(super) async fn from_shopify(
    State(app): State<App>,
    peer: Peer,
    Path(shop): Path<String>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<StatusCode> {
    let raw = body::bytes(raw)?;
    let programme = known(&app, &shop, |programme| {
        let signature = text(&headers, "x-shopify-hmac-sha256")?;
        let is_theirs = shopify::verify(&raw, signature, &programme.document.shopify_secrets);
        is_theirs.then_some(()).ok_or_else(invalid_signature)
    });
    let programme = programme.await.map_err(|error| peer.unproven(&app, error))?;
    app.charge_shop(&shop)?;
    let id = format!("shopify:{}", text(&headers, "x-shopify-webhook-id")?);
    match shopify::read(text(&headers, "x-shopify-topic")?, &raw, &programme.document.currency)? {
        Some((order, change)) => process(&app, &programme, &id, &order, change).await,
        None => Ok(StatusCode::NO_CONTENT),
    }
}

/// The programme of a shop that `verify` finds to have sent the message.
async fn known(
    app: &App,
    shop: &str,
    verify: impl FnOnce(&Programme) -> std::result::Result<(), Refusal>,
) -> Result<Arc<Programme>> {
    let mut read = app.store.read().await?;
    let programme = app.programmes.get(&mut read, shop).await?;
    verify(&programme)?;
    Ok(programme)
}

/// Applies a message once: that it was seen is stored with what it did.
async fn process(app: &App, programme: &Programme, id: &str, order: &str, change: Change) -> Result<StatusCode> {
    let now = app.now();
    let mut write = app.store.write().await?;
    if messages::insert(write.connection(), &programme.document.shop, id, now).await? {
        orders::apply(write.connection(), programme, order, change, now).await?;
        write.commit().await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

fn text<'a>(headers: &'a HeaderMap, name: &'static str) -> std::result::Result<&'a str, Refusal> {
    let value = headers.get(name).and_then(|value| value.to_str().ok()).filter(|value| (1..=1024).contains(&value.len()));
    value.ok_or_else(|| Refusal::invalid("The header is missing or too long.").field(name))
}

fn invalid_signature() -> Refusal {
    Refusal::new(401, "invalid_signature", "The message is not signed with one of the shop's secrets")
}
