//! JSON bodies.

use crate::error::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use serde::Deserialize;

/// A request's body as it came, or why it could not be taken.
pub type RawBody = std::result::Result<Bytes, BytesRejection>;

/// The bytes of a body.
pub fn bytes(body: RawBody) -> Result<Bytes, Refusal> {
    body.map_err(|rejection| match rejection.status().as_u16() {
        413 => Refusal::new(413, "body_too_large", "The body is too large"),
        _ => Refusal::invalid("The body did not arrive whole."),
    })
}

/// Reads a JSON body; the refusal names the field at fault.
pub fn json<'a, T: Deserialize<'a>>(headers: &HeaderMap, body: &'a [u8]) -> Result<T, Refusal> {
    // A form or a plain text could be sent by any page without asking (CORS); JSON cannot.
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(415, "unsupported_media_type", "The body must be JSON").detail("Send application/json."));
    }
    parse(body)
}

/// Reads JSON whatever its content type says.
pub fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Refusal> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        let refusal = Refusal::invalid(error.inner().to_string());
        if path == "." { refusal } else { refusal.field(path) }
    })?;
    reader.end().map_err(|error| Refusal::invalid(error.to_string()))?;
    Ok(value)
}
