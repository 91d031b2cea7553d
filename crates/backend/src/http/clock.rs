//! `POST /v1/shops/{shop}/clock`: has time pass for the whole server. Only in builds with the feature `demo-clock`: a preview
//! shows in a minute what a shop sees in a month.

use super::parameters::Path;
use super::rate_limit::Peer;
use super::{App, body, identity};
use crate::error::{Error, Refusal, Result};
use crate::{sweep, time};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/clock", post(advance))
}

/// How far: one of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    /// So many seconds.
    advance_seconds: Option<u64>,
    /// To this time (RFC 3339).
    now: Option<String>,
}

/// What the clock says.
#[derive(Serialize)]
struct Now {
    /// RFC 3339.
    now: String,
}

/// Moves the clock forward, never back, and settles what fell due meanwhile. Asked for nothing, it tells the time.
async fn advance(
    State(app): State<App>,
    peer: Peer,
    Path(shop): Path<String>,
    headers: HeaderMap,
    body: body::RawBody,
) -> Result<Json<Now>> {
    let programme = app.programmes.get(&mut *app.store.read().await?, &shop).await;
    let proven = programme.and_then(|programme| identity::check_secret_key(&programme, &headers));
    proven.map_err(|error| peer.unproven(&app, error))?;
    let Advance { advance_seconds, now } = body::json(&headers, &body::bytes(body)?)?;
    let by = match (advance_seconds, now) {
        (None, None) => Duration::ZERO,
        (Some(seconds), None) => Duration::from_secs(seconds),
        (None, Some(now)) => until(&now, app.now())?,
        (Some(_), Some(_)) => return Err(Refusal::invalid("Send advance_seconds or now, not both.").into()),
    };
    // Ten years at once are a slip of the hand, and what is beyond the calendar is no time.
    if by > Duration::from_secs(10 * 366 * 86_400) {
        return Err(Refusal::invalid("That is more than ten years.").field("advance_seconds").into());
    }
    if !app.config.clock.is_movable() {
        return Err(Refusal::new(409, "clock_not_movable", "This server goes by the system's clock").into());
    }
    if !by.is_zero() {
        app.config.clock.advance(by);
        sweep::sweep(&app.store, &app.programmes, app.now(), || false).await?;
    }
    Ok(Json(Now { now: time::format(app.now()) }))
}

fn until(then: &str, now: i64) -> Result<Duration> {
    let wrong = |detail: &str| Error::from(Refusal::invalid(detail).field("now"));
    let then = time::parse(then).ok_or_else(|| wrong("This is no time of RFC 3339."))?;
    u64::try_from(then - now).map(Duration::from_millis).map_err(|_| wrong("The clock goes forward only."))
}
