//! `/healthz` and `/readyz`, for whoever keeps the server running.

use super::App;
use crate::error::{Refusal, Result};
use axum::Router;
use axum::extract::State;
use axum::routing::get;

pub(super) fn router() -> Router<App> {
    Router::new().route("/healthz", get(async || "ok")).route("/readyz", get(ready))
}

/// Ready once the database answers.
async fn ready(State(app): State<App>) -> Result<&'static str> {
    match app.store.ping().await {
        Ok(()) => Ok("ready"),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            Err(Refusal::new(503, "not_ready", "The database does not answer").retry_after(1).into())
        }
    }
}
