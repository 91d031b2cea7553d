//! What `$…` asks of one value.

use super::coerce::{compare, number_of, truthy};
use super::condition::{self, is, is_operators, member};
use super::version;
use loyalty_api::json::Json;
use std::cmp::Ordering;

/// Whether an operator holds. One that nobody knows holds of nothing.
pub(super) fn holds(name: &str, actual: &Json, operand: &Json, groups: &Json) -> bool {
    if let Some(accepts) = name.strip_prefix("$v").and_then(order) {
        return accepts(version::compare(actual, operand));
    }
    match name {
        "$eq" => same(actual, operand),
        "$ne" => !same(actual, operand),
        "$exists" => truthy(operand) == (*actual != Json::Null),
        "$in" => matches!(operand, Json::List(items) if is_in(actual, items, same)),
        "$nin" => matches!(operand, Json::List(items) if !is_in(actual, items, same)),
        "$ini" => matches!(operand, Json::List(items) if is_in(actual, items, same_folded)),
        "$nini" => matches!(operand, Json::List(items) if !is_in(actual, items, same_folded)),
        "$inGroup" => is_in(actual, group(operand, groups), same),
        "$notInGroup" => !is_in(actual, group(operand, groups), same),
        "$all" => all(actual, operand, groups, false),
        "$alli" => all(actual, operand, groups, true),
        "$size" => matches!(actual, Json::List(items) if is(operand, &number_of(items.len()), groups, false)),
        "$elemMatch" => any_item(actual, operand, groups),
        "$not" => !is(operand, actual, groups, false),
        "$type" => matches!(operand, Json::Text(kind) if kind == kind_of(actual)),
        _ => match name.strip_prefix('$').and_then(order) {
            Some(accepts) => compare(actual, operand).is_some_and(accepts),
            None => false,
        },
    }
}

/// What an operator of order accepts, without the `$` or, for versions, the `$v`.
fn order(name: &str) -> Option<fn(Ordering) -> bool> {
    Some(match name {
        "eq" => Ordering::is_eq,
        "ne" => Ordering::is_ne,
        "lt" => Ordering::is_lt,
        "lte" => Ordering::is_le,
        "gt" => Ordering::is_gt,
        "gte" => Ordering::is_ge,
        _ => return None,
    })
}

/// The same without being made alike. Lists and objects are never the same as another, not even an equal one.
fn same(one: &Json, other: &Json) -> bool {
    !matches!(one, Json::List(_) | Json::Map(_)) && one == other
}

fn same_folded(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Text(one), Json::Text(other)) => one.eq_ignore_ascii_case(other),
        _ => same(one, other),
    }
}

/// Whether a value, or any item of a list, is among these.
fn is_in(actual: &Json, items: &[Json], same: fn(&Json, &Json) -> bool) -> bool {
    let found = |value: &Json| items.iter().any(|item| same(value, item));
    match actual {
        Json::List(values) => values.iter().any(found),
        value => found(value),
    }
}

fn group<'a>(name: &Json, groups: &'a Json) -> &'a [Json] {
    match name {
        Json::Text(name) => match member(groups, name) {
            Some(Json::List(items)) => items,
            _ => &[],
        },
        _ => &[],
    }
}

/// Whether a list has an item for each of those expected.
fn all(actual: &Json, expected: &Json, groups: &Json, folded: bool) -> bool {
    match (actual, expected) {
        (Json::List(items), Json::List(expected)) => {
            expected.iter().all(|expected| items.iter().any(|item| is(expected, item, groups, folded)))
        }
        _ => false,
    }
}

/// Whether an item of a list fits. Items that count as false (0, "", null) never do.
fn any_item(actual: &Json, expected: &Json, groups: &Json) -> bool {
    let Json::List(items) = actual else { return false };
    let of_operators = is_operators(expected);
    items.iter().any(|item| {
        truthy(item) && if of_operators { is(expected, item, groups, false) } else { condition::holds(expected, item, groups) }
    })
}

fn kind_of(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(_) => "number",
        Json::Text(_) => "string",
        Json::List(_) => "array",
        Json::Map(_) => "object",
    }
}
