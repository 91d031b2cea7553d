//! JSON bodies.

use crate::error::Refusal;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use serde_json::Value;

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
pub fn json<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Refusal> {
    is_json(headers)?;
    parse(body)
}

/// Refuses bodies that are not said to be JSON.
pub fn is_json(headers: &HeaderMap) -> Result<(), Refusal> {
    // A form or a plain text could be sent by any page without asking (CORS); JSON cannot.
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    if !essence.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::new(415, "unsupported_media_type", "The body must be JSON").detail("Send application/json."));
    }
    Ok(())
}

/// Reads JSON whatever its content type says.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Refusal> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut reader).map_err(refusal).and_then(|value| {
        reader.end().map_err(|error| Refusal::invalid(error.to_string()))?;
        Ok(value)
    });
    // Both are rare, so that most bodies are read once.
    let has_zero = body.windows(ZERO.len()).any(|part| part.eq_ignore_ascii_case(ZERO));
    if !has_zero && read.is_ok() {
        return read;
    }
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else { return read };
    if let Some(path) = find_zero(&value) {
        // PostgreSQL's texts hold no such character.
        return Err(Refusal::invalid("must not contain the character U+0000").field(path.trim_start_matches('.')));
    }
    if has_zero {
        read
    } else if make_whole(&mut value) {
        serde_path_to_error::deserialize(value).map_err(refusal)
    } else {
        read
    }
}

/// How the character U+0000 looks in JSON.
const ZERO: &[u8] = b"\\u0000";

fn refusal(error: serde_path_to_error::Error<serde_json::Error>) -> Refusal {
    let path = error.path().to_string();
    let refusal = Refusal::invalid(error.inner().to_string());
    if path == "." { refusal } else { refusal.field(path) }
}

fn find_zero(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.contains('\0').then(String::new),
        Value::Array(items) => {
            let found = items.iter().enumerate().find_map(|(index, item)| find_zero(item).map(|rest| (index, rest)));
            found.map(|(index, rest)| format!("[{index}]{rest}"))
        }
        Value::Object(fields) => {
            let found = |(name, field): (&String, &Value)| {
                if name.contains('\0') { Some(String::new()) } else { find_zero(field).map(|rest| format!(".{name}{rest}")) }
            };
            fields.iter().find_map(found)
        }
        _ => None,
    }
}

/// Turns `10.0` into `10`: the same number to JSON, and how some languages write a whole amount. Says whether there was one.
fn make_whole(value: &mut Value) -> bool {
    match value {
        Value::Number(number) => match number.as_f64().filter(|_| number.is_f64()) {
            Some(float) if float.fract() == 0.0 && float.abs() <= LARGEST => {
                *number = (float as i64).into();
                true
            }
            _ => false,
        },
        // Every one is made whole: `any` would stop at the first.
        Value::Array(items) => items.iter_mut().map(make_whole).fold(false, |any, made| any | made),
        Value::Object(fields) => fields.values_mut().map(make_whole).fold(false, |any, made| any | made),
        _ => false,
    }
}

/// 2^53: whole numbers up to it are exact as floats.
const LARGEST: f64 = 9_007_199_254_740_992.0;

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::cart::Cart;

    #[test]
    fn bodies_are_read_or_refused_with_the_place() {
        let line = |price: &str, product: &str| {
            format!(
                r#"{{"currency":"EUR","discount":0,"lines":[{{"product":"{product}","collections":[],"tags":[],
                    "unit_price":{price},"quantity":1,"discount":0}}]}}"#
            )
        };
        let price = |body: &str| {
            let cart = parse::<Cart>(body.as_bytes());
            cart.map(|cart| cart.lines[0].unit_price).map_err(|refusal| refusal.details.field.unwrap_or_default())
        };
        for (name, body, expected) in [
            ("a whole number", line("1999", "mug"), Ok(1999)),
            ("the same, as PHP may write it", line("1999.0", "mug"), Ok(1999)),
            ("and in powers of ten", line("2e3", "mug"), Ok(2000)),
            ("one that a careless reader is off by a quarter", line("2251799813685247.0", "mug"), Ok(2_251_799_813_685_247)),
            ("half a cent", line("19.5", "mug"), Err("lines[0].unit_price")),
            ("more than any number holds", line("1e300", "mug"), Err("lines[0].unit_price")),
            ("a zero character", line("1", "m\\u0000g"), Err("lines[0].product")),
            ("a backslash and digits are none", line("1", "m\\\\u0000g"), Ok(1)),
            ("more after the end", line("1", "mug") + "1", Err("")),
        ] {
            assert_eq!(price(&body), expected.map_err(String::from), "{name}");
        }
    }
}
