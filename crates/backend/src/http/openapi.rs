//! `GET /v1/openapi.json`: the API described by its own code.

use super::{App, actions, codes, me, program, redemptions, sessions, transactions, webhooks};
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

pub(super) fn router() -> Router<App> {
    Router::new().route("/openapi.json", get(async || Json(document())))
}

/// The OpenAPI 3.1 document.
pub fn document() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(
    info(title = "Loyalty API", description = "What the loyalty widget and a merchant's servers ask of a loyalty backend. \
        Errors are problem documents (RFC 9457) with a stable `code`."),
    paths(
        program::show, sessions::open, me::show, transactions::list, redemptions::hold, redemptions::cancel, actions::complete,
        codes::show, webhooks::orders, webhooks::from_shopify,
    ),
    tags((name = "page", description = "Asked by the widget"), (name = "merchant", description = "Asked by the merchant's servers")),
    modifiers(&Schemes),
)]
struct Description;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        for (name, description) in
            [("session", "The token of `POST /v1/sessions`"), ("secret_key", "One of the shop's secret keys")]
        {
            let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(description)).build();
            components.add_security_scheme(name, SecurityScheme::Http(scheme));
        }
    }
}
