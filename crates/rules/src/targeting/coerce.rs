//! Values as texts, numbers and truths, as JavaScript has them.

use super::decimal;
use loyalty_api::json::Json;
use std::cmp::Ordering;

/// What `if (value)` makes of it.
pub(super) fn truthy(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(truth) => *truth,
        Json::Number(number) => *number != 0.0 && !number.is_nan(),
        Json::Text(text) => !text.is_empty(),
        Json::List(_) | Json::Map(_) => true,
    }
}

/// What `Number(value)` makes of it; NaN for what is no number.
pub(super) fn number(value: &Json) -> f64 {
    match value {
        Json::Null => 0.0,
        Json::Bool(truth) => f64::from(u8::from(*truth)),
        Json::Number(number) => *number,
        Json::Text(text) => decimal::read(text),
        Json::List(_) => decimal::read(&text(value)),
        Json::Map(_) => f64::NAN,
    }
}

/// What `String(value)` makes of it.
pub(super) fn text(value: &Json) -> String {
    match value {
        Json::Null => "null".into(),
        Json::Bool(true) => "true".into(),
        Json::Bool(false) => "false".into(),
        Json::Number(number) => decimal::write(*number),
        Json::Text(text) => text.clone(),
        Json::List(items) => {
            let mut joined = String::new();
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    joined.push(',');
                }
                if *item != Json::Null {
                    joined.push_str(&text(item));
                }
            }
            joined
        }
        Json::Map(_) => "[object Object]".into(),
    }
}

/// How `<` and `>` order two values: texts by their UTF-16 units, everything else by number; nothing where one is no number.
pub(super) fn compare(one: &Json, other: &Json) -> Option<Ordering> {
    if is_text(one) && is_text(other) {
        return Some(compare_texts(&text(one), &text(other)));
    }
    number(one).partial_cmp(&number(other))
}

/// The order of JavaScript's strings.
pub(super) fn compare_texts(one: &str, other: &str) -> Ordering {
    one.encode_utf16().cmp(other.encode_utf16())
}

/// A count as a value.
pub(super) fn number_of(count: usize) -> Json {
    Json::Number(count as f64)
}

/// Lists and objects are compared as the texts they turn into.
fn is_text(value: &Json) -> bool {
    matches!(value, Json::Text(_) | Json::List(_) | Json::Map(_))
}
