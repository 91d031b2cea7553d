//! `GET /v1/openapi.json`: the API described by its own code.

use super::{
    App, actions, adjustments, campaigns, codes, deliveries, engagement, events, me, member_actions, members, privacy, products,
    program, programme, quizzes, redemptions, referrals, reports, sessions, subscriptions, transactions, webhooks,
};
use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::path::ParameterIn;
use utoipa::openapi::schema::{KnownFormat, SchemaFormat, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{ContentBuilder, ObjectBuilder, Ref, RefOr, ResponseBuilder};
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
        program::show, sessions::open, me::show, me::change, transactions::list, redemptions::hold, redemptions::cancel, actions::complete,
        codes::show, programme::show, programme::publish, adjustments::make, member_actions::record, webhooks::orders, webhooks::from_shopify, deliveries::list, deliveries::retry, referrals::show, referrals::share, referrals::arrive,
        referrals::take, referrals::list, referrals::decide, webhooks::customers, privacy::export, privacy::erase,
        members::list, members::show, reports::show,
        campaigns::list, campaigns::take, events::take, engagement::show, engagement::forget, quizzes::show, quizzes::read, quizzes::put, quizzes::forget, quizzes::list,
        products::list, products::show, subscriptions::list, subscriptions::withdraw,
    ),
    tags((name = "page", description = "Asked by the widget"), (name = "merchant", description = "Asked by the merchant's servers")),
    modifiers(&Schemes, &EveryRefusal, &Bounds),
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

/// Every answer that an operation does not name is a problem document.
struct EveryRefusal;

impl Modify for EveryRefusal {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let refusal = ResponseBuilder::new()
            .description("Anything else: a problem document, whose `code` tells what it is")
            .content("application/problem+json", problem)
            .build();
        for path in document.paths.paths.values_mut() {
            let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch];
            for operation in operations.into_iter().flatten() {
                let responses = &mut operation.responses.responses;
                responses.entry("default".into()).or_insert_with(|| RefOr::T(refusal.clone()));
            }
        }
    }
}

/// What parameters of a name have in common, whichever operation they belong to.
struct Bounds;

impl Modify for Bounds {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        for path in document.paths.paths.values_mut() {
            let operations = [&mut path.get, &mut path.put, &mut path.post, &mut path.delete, &mut path.patch];
            for parameter in operations.into_iter().flatten().flat_map(|operation| operation.parameters.iter_mut().flatten()) {
                let schema = match &parameter.parameter_in {
                    ParameterIn::Query if parameter.name == "limit" => {
                        ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(1)).maximum(Some(100))
                    }
                    ParameterIn::Query if ["from", "to"].contains(&&*parameter.name) => {
                        let day = ObjectBuilder::new().schema_type(Type::String);
                        day.format(Some(SchemaFormat::KnownFormat(KnownFormat::Date)))
                    }
                    ParameterIn::Query if parameter.name == "format" => {
                        ObjectBuilder::new().schema_type(Type::String).enum_values(Some(["json", "csv"]))
                    }
                    // A number, and an id that is passed over where it cannot be one.
                    ParameterIn::Header if ["webhook-timestamp", "Loyalty-Device"].contains(&&*parameter.name) => continue,
                    ParameterIn::Header => {
                        let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(255));
                        text.pattern(Some("^[!-~]+$"))
                    }
                    ParameterIn::Path if parameter.name == "submission" => {
                        let id = ObjectBuilder::new().schema_type(Type::String).min_length(Some(16)).max_length(Some(64));
                        id.pattern(Some("^[A-Za-z0-9_-]+$"))
                    }
                    ParameterIn::Path => ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)),
                    _ => continue,
                };
                parameter.schema = Some(schema.into());
            }
        }
    }
}
