//! Whether a condition holds.

use super::coerce::{number, text, truthy};
use super::operator;
use loyalty_api::json::Json;

/// Whether a condition holds of attributes. `groups` is an object of lists, for `$inGroup` and `$notInGroup`, or null.
///
/// All members of the condition must hold. What is no object is no condition, and holds of nothing.
pub fn holds(condition: &Json, attributes: &Json, groups: &Json) -> bool {
    let Json::Map(members) = condition else { return false };
    for (name, part) in members {
        let held = match name.as_str() {
            "$or" => any(part, attributes, groups),
            "$nor" => !any(part, attributes, groups),
            "$and" => list(part).iter().all(|part| holds(part, attributes, groups)),
            "$not" => !holds(part, attributes, groups),
            path => is(part, find(attributes, path), groups, false),
        };
        if !held {
            return false;
        }
    }
    true
}

/// Whether a value is what a part of a condition says: equal to it, or all that its operators ask for. `folded` compares texts
/// without regard to case.
pub(super) fn is(expected: &Json, actual: &Json, groups: &Json, folded: bool) -> bool {
    match expected {
        Json::Null => *actual == Json::Null,
        Json::Bool(expected) => *actual != Json::Null && truthy(actual) == *expected,
        Json::Number(expected) => number(actual) == *expected,
        Json::Text(expected) if folded => text(actual).eq_ignore_ascii_case(expected),
        Json::Text(expected) => match actual {
            Json::Text(actual) => actual == expected,
            other => text(other) == *expected,
        },
        Json::Map(operators) if is_operators(expected) => {
            operators.iter().all(|(name, operand)| operator::holds(name, actual, operand, groups))
        }
        Json::List(_) | Json::Map(_) => actual == expected,
    }
}

/// Whether this is an object of operators alone.
pub(super) fn is_operators(value: &Json) -> bool {
    match value {
        Json::Map(members) => !members.is_empty() && members.iter().all(|(name, _)| name.starts_with('$')),
        _ => false,
    }
}

/// The member of an object, if it has one of this name.
pub(super) fn member<'a>(object: &'a Json, name: &str) -> Option<&'a Json> {
    let Json::Map(members) = object else { return None };
    members.iter().find(|(known, _)| known == name).map(|(_, member)| member)
}

/// No condition at all holds, as does one of all; but not one of none.
fn any(conditions: &Json, attributes: &Json, groups: &Json) -> bool {
    let conditions = list(conditions);
    conditions.is_empty() || conditions.iter().any(|condition| holds(condition, attributes, groups))
}

fn list(value: &Json) -> &[Json] {
    match value {
        Json::List(items) => items,
        _ => &[],
    }
}

/// The value at the end of a path such as `address.city` or `tags.0`; null where there is none.
fn find<'a>(attributes: &'a Json, path: &str) -> &'a Json {
    let mut value = attributes;
    for step in path.split('.') {
        let next = match value {
            Json::List(items) => step.parse::<usize>().ok().and_then(|place| items.get(place)),
            other => member(other, step),
        };
        match next {
            Some(next) => value = next,
            None => return &Json::Null,
        }
    }
    value
}
