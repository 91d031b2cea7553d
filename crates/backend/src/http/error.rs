//! Errors as problem documents (RFC 9457).

use crate::error::{Error, Refusal};
use crate::time;
use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use loyalty_api::problem::Problem;

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Refused(refusal) => refusal.into_response(),
            failed if failed.is_transient() => {
                tracing::warn!(cause = ?std::error::Error::source(&failed), "a request gave way to another");
                let refusal = Refusal::new(503, "try_again", "Others were changing the same things");
                refusal.detail("Send the same request again.").retry_after(1).into_response()
            }
            failed => {
                let cause = std::error::Error::source(&failed).map(ToString::to_string);
                tracing::error!(error = %failed, cause, "a request failed");
                internal().into_response()
            }
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let details = *self.details;
        let problem = Problem {
            r#type: "about:blank".into(),
            title: self.title.into(),
            status: i64::from(self.status),
            code: self.code.into(),
            detail: details.sentence,
            field: details.field,
            points_needed: details.points_needed,
            amount_needed: details.amount_needed,
            tier: details.tier,
            until: details.until.map(time::format),
        };
        let mut response = (status, Json(problem)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = details.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// What is said of our own failures: nothing that helps anyone but those who read the log.
pub fn internal() -> Refusal {
    Refusal::new(500, "internal", "Something went wrong on the server").detail("Try again later.")
}
