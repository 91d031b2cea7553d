//! `POST /v1/events`: what happened in the page.

use super::App;
use super::body::{self, RawBody};
use super::rate_limit::{Caller, Peer};
use super::shopper::{self, Shopper};
use crate::error::{Refusal, Result};
use crate::page_events;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use loyalty_api::event::{EventBatch, EventReceipt};
use loyalty_api::problem::Problem;
use loyalty_rules::referral::network_of;

/// What browsers let a beacon carry.
const LARGEST: usize = 64 * 1024;
/// Events at once.
const MOST: usize = 100;

pub(super) fn router() -> Router<App> {
    Router::new().route("/events", post(take)).layer(DefaultBodyLimit::max(LARGEST))
}

/// Takes what happened in the page, each event once, whatever was sent before. The body is JSON whatever its type is said to be, so
/// that a page that is being left can send it as plain text without asking first. What cannot be taken is passed over, and the
/// rest is taken: sending it again changes nothing. Nothing is taken without `device`, which is there once the shopper agreed.
#[utoipa::path(post, path = "/v1/events", tag = "page",
    request_body(content((EventBatch = "application/json"), (EventBatch = "text/plain"))),
    responses((status = 200, body = EventReceipt),
              (status = 400, body = Problem, content_type = "application/problem+json"),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 413, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`too_many_events`"),
              (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn take(State(app): State<App>, parts: Parts, raw: RawBody) -> Result<Response> {
    let batch: EventBatch = body::parse(&body::bytes(raw)?)?;
    let shopper = Shopper::of(&parts, &app, &batch.session).await?;
    let shopper = shopper.on_device(batch.device.as_deref().filter(|device| shopper::is_device(device)));
    if batch.events.len() > MOST {
        let refusal = Refusal::new(422, "too_many_events", "Too many events at once").field("events");
        return Err(refusal.detail("Send at most 100 at once.").into());
    }
    if let Some(address) = Peer::of(&app, &parts.headers, &parts.extensions).address() {
        // Guests' sessions are for the asking: who opens another for each batch gets no further.
        let count = u32::try_from(batch.events.len()).unwrap_or(u32::MAX);
        app.limiter.charge_for(count, Caller::Events(network_of(address)), app.config.limits.events, app.now())?;
    }
    let mut write = app.store.write().await?;
    let receipt: EventReceipt = page_events::take(write.connection(), &shopper, &batch, app.now()).await?;
    write.commit().await?;
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(receipt)).into_response())
}
