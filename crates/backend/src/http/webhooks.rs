//! `POST /v1/webhooks/{shop}/…`: what the merchant's systems tell.

use super::App;
use super::body::{self, RawBody};
use super::parameters::Path;
use super::rate_limit::Peer;
use crate::error::{Refusal, Result};
use crate::orders::{self, Change};
use crate::privacy::told::{self, Told};
use crate::programme::Programme;
use crate::store::messages;
use crate::webhooks::shopify;
use crate::webhooks::standard::{self, Forged};
use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use loyalty_api::merchant::CustomerEvent;
use loyalty_api::order::OrderEvent;
use loyalty_api::problem::Problem;
use std::sync::Arc;

/// Orders can be long.
const LARGEST: usize = 1024 * 1024;

pub(super) fn router() -> Router<App> {
    Router::new()
        .route("/webhooks/{shop}/orders", post(orders))
        .route("/webhooks/{shop}/customers", post(customers))
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
    let programme = standard_sender(&app, peer, &shop, &headers, &raw).await?;
    let (order, change) = orders::read(body::parse::<OrderEvent>(&raw)?)?;
    process(&app, &programme, text(&headers, "webhook-id")?, News::Order(order, change)).await
}

/// A customer changed, or is to be forgotten (Standard Webhooks). Customers who are no members are of no concern.
#[utoipa::path(post, path = "/v1/webhooks/{shop}/customers", tag = "merchant", request_body = CustomerEvent,
    params(("shop" = String, Path, description = "The shop's public key"), ("webhook-id" = String, Header),
           ("webhook-timestamp" = i64, Header, description = "Seconds since 1970"), ("webhook-signature" = String, Header)),
    responses((status = 204, description = "Done, done before, or of no concern"),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json", description = "`invalid_signature`, `stale_message`")))]
pub(super) async fn customers(
    State(app): State<App>,
    peer: Peer,
    Path(shop): Path<String>,
    headers: HeaderMap,
    raw: RawBody,
) -> Result<StatusCode> {
    let raw = body::bytes(raw)?;
    let programme = standard_sender(&app, peer, &shop, &headers, &raw).await?;
    let told = told::read(body::parse::<CustomerEvent>(&raw)?);
    process(&app, &programme, text(&headers, "webhook-id")?, News::Customer(told)).await
}

/// One of Shopify's webhooks: `orders/paid`, `orders/cancelled`, `refunds/create`, `customers/update`, `customers/data_request`,
/// `customers/redact`, `shop/redact`; others are accepted and ignored.
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
    let programme = sender(&app, peer, &shop, |programme| {
        let signature = text(&headers, "x-shopify-hmac-sha256")?;
        let is_theirs = shopify::verify(&raw, signature, &programme.document.shopify_secrets);
        is_theirs.then_some(()).ok_or_else(invalid_signature)
    });
    let programme = programme.await?;
    let id = format!("shopify:{}", text(&headers, "x-shopify-webhook-id")?);
    let topic = text(&headers, "x-shopify-topic")?;
    let news = match shopify::read_customer(topic, &raw)? {
        Some(told) => Some(News::Customer(told)),
        None => shopify::read(topic, &raw, &programme.document.currency)?.map(|(order, change)| News::Order(order, change)),
    };
    match news {
        Some(news) => process(&app, &programme, &id, news).await,
        None => Ok(StatusCode::NO_CONTENT),
    }
}

/// What a message tells.
enum News {
    /// Of an order, by its id.
    Order(String, Change),
    /// Of a customer.
    Customer(Told),
}

/// The programme of a shop that `verify` finds to have sent the message. Who sends what nobody signed is slowed down.
async fn sender(
    app: &App,
    peer: Peer,
    shop: &str,
    verify: impl FnOnce(&Programme) -> std::result::Result<(), Refusal>,
) -> Result<Arc<Programme>> {
    let mut read = app.store.read().await?;
    let programme = app.programmes.get(&mut read, shop).await;
    let proven = programme.and_then(|programme| Ok(verify(&programme).map(|()| programme)?));
    let programme = proven.map_err(|error| peer.unproven(app, error))?;
    app.charge_shop(shop)?;
    Ok(programme)
}

/// The programme of a shop whose secret signed the message.
async fn standard_sender(app: &App, peer: Peer, shop: &str, headers: &HeaderMap, raw: &[u8]) -> Result<Arc<Programme>> {
    let verify = |programme: &Programme| {
        let message = standard::Message {
            id: text(headers, "webhook-id")?,
            timestamp: text(headers, "webhook-timestamp")?,
            signature: text(headers, "webhook-signature")?,
            body: raw,
        };
        standard::verify(message, &programme.document.webhook_secrets, app.now()).map_err(|forged| match forged {
            Forged::Signature => invalid_signature(),
            Forged::Timestamp => Refusal::new(401, "stale_message", "The message is more than five minutes old or ahead"),
        })
    };
    sender(app, peer, shop, verify).await
}

/// Applies a message once: that it was seen is stored with what it did.
async fn process(app: &App, programme: &Programme, id: &str, news: News) -> Result<StatusCode> {
    let now = app.now();
    let mut write = app.store.write().await?;
    if messages::insert(write.connection(), &programme.document.shop, id, now).await? {
        match news {
            News::Order(order, change) => orders::apply(write.connection(), programme, &order, change, now).await?,
            News::Customer(told) => told::apply(write.connection(), programme, &told, now).await?,
        }
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
