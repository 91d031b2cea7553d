//! `/v1/shops/{shop}/programme`: the merchant's document, as they write it.

use super::App;
use super::body::{self, RawBody};
use super::merchant::Merchant;
use crate::error::{Error, Refusal, Result};
use crate::programme::masked::masked;
use crate::programme::programmes::{self, ApplyError};
use crate::programme::validate::Mistake;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use loyalty_api::merchant::{DocumentMistake, DocumentProblem, Published};
use loyalty_api::problem::Problem;

/// A document in many languages can be long.
const LARGEST: usize = 1024 * 1024;

pub(super) fn router() -> Router<App> {
    Router::new().route("/shops/{shop}/programme", get(show).put(publish)).layer(DefaultBodyLimit::max(LARGEST))
}

/// The document as it was published last, its secrets left out.
#[utoipa::path(get, path = "/v1/shops/{shop}/programme", tag = "merchant", security(("secret_key" = [])),
    params(("shop" = String, Path, description = "The shop's public key")),
    responses((status = 200, body = serde_json::Value, description = "The document; `***` stands for each secret"),
              (status = 401, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn show(merchant: Merchant) -> Response {
    ([(header::CACHE_CONTROL, "no-store")], Json(masked(&merchant.programme.document))).into_response()
}

/// Publishes a document: checked whole, with every mistake in the answer, and nothing changed where there is one.
#[utoipa::path(put, path = "/v1/shops/{shop}/programme", tag = "merchant", security(("secret_key" = [])),
    request_body(content = serde_json::Value, description = "The document"),
    params(("shop" = String, Path, description = "The shop's public key")),
    responses((status = 200, body = Published),
              (status = 401, body = Problem, content_type = "application/problem+json"),
              (status = 422, body = DocumentProblem, content_type = "application/problem+json", description = "`document_has_mistakes`")))]
pub(super) async fn publish(State(app): State<App>, merchant: Merchant, headers: HeaderMap, raw: RawBody) -> Result<Response> {
    let raw = body::bytes(raw)?;
    body::is_json(&headers)?;
    let text = str::from_utf8(&raw).map_err(|_| Refusal::invalid("The body is not UTF-8."))?;
    let document = match programmes::parse(text) {
        Ok(document) => document,
        Err(mistakes) => return Ok(problem(mistakes)),
    };
    if document.shop != merchant.shop() {
        let sentence = format!("must be {}, the shop that the path names.", merchant.shop());
        return Ok(problem(vec![Mistake { path: "shop".into(), sentence }]));
    }
    match programmes::publish(&app.store, &document, app.now()).await {
        Ok(version) => Ok(Json(Published { version }).into_response()),
        Err(ApplyError::Mistakes(mistakes)) => Ok(problem(mistakes)),
        Err(ApplyError::Failed(error)) => Err::<_, Error>(error),
    }
}

fn problem(mistakes: Vec<Mistake>) -> Response {
    let mistakes = mistakes.into_iter().map(|Mistake { path, sentence }| DocumentMistake { path, sentence });
    let problem = DocumentProblem {
        r#type: "about:blank".into(),
        title: "The document has mistakes".into(),
        status: 422,
        code: "document_has_mistakes".into(),
        mistakes: mistakes.collect(),
    };
    let mut response = (StatusCode::UNPROCESSABLE_ENTITY, Json(problem)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
