//! What is wrong with a condition: conditions that hold of nobody, or of everybody, by mistake.

use super::condition::is_operators;
use loyalty_api::json::Json;

/// Something wrong in a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Where in the condition: `$or[0].path.$regex`; empty for the condition itself.
    pub path: String,
    /// What must be there, as the end of a sentence.
    pub must: String,
}

/// What pages tell conditions.
pub const ATTRIBUTES: &[&str] = &[
    // The page: its path, and the visit's campaign and origin (a host).
    "path",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "referrer",
    // `phone`, `tablet` or `desktop`; the language and the market; `new` or `returning`; pages seen on this visit; the day in
    // the shop's time zone (`2026-12-01`).
    "device",
    "locale",
    "market",
    "visitor",
    "pages",
    "date",
    // The cart: minor units, and things in it.
    "cart_total",
    "cart_items",
    // The shopper: whether they are a member, their orders, tier, segments and points; points that run out next, and those to
    // the next tier; whether a reward was taken and not used.
    "member",
    "orders",
    "tier",
    "segments",
    "points",
    "expiring_points",
    "next_tier",
    "unredeemed",
];

/// Operators over one value, and what their operand has to be.
const OPERATORS: &[(&str, Operand)] = &[
    ("$eq", Operand::Plain),
    ("$ne", Operand::Plain),
    ("$lt", Operand::Ordered),
    ("$lte", Operand::Ordered),
    ("$gt", Operand::Ordered),
    ("$gte", Operand::Ordered),
    ("$veq", Operand::Version),
    ("$vne", Operand::Version),
    ("$vlt", Operand::Version),
    ("$vlte", Operand::Version),
    ("$vgt", Operand::Version),
    ("$vgte", Operand::Version),
    ("$exists", Operand::Truth),
    ("$in", Operand::PlainList),
    ("$nin", Operand::PlainList),
    ("$ini", Operand::PlainList),
    ("$nini", Operand::PlainList),
    ("$inGroup", Operand::Name),
    ("$notInGroup", Operand::Name),
    ("$all", Operand::List),
    ("$alli", Operand::List),
    ("$size", Operand::Value),
    ("$elemMatch", Operand::Object),
    ("$not", Operand::Value),
    ("$type", Operand::Kind),
];

#[derive(Clone, Copy)]
enum Operand {
    /// Neither a list nor an object: those are the same as no other.
    Plain,
    Ordered,
    Version,
    Truth,
    PlainList,
    Name,
    List,
    Value,
    Object,
    Kind,
}

/// Everything that is wrong with a condition. `known` are the attributes there are; a path may go on below them.
pub fn mistakes(condition: &Json, known: &[&str]) -> Vec<Mistake> {
    let mut found = Vec::new();
    combined(condition, Some(known), "", &mut found);
    found
}

/// A condition over attributes, or over the members of a list's items, of which nothing is known.
fn combined(condition: &Json, known: Option<&[&str]>, path: &str, found: &mut Vec<Mistake>) {
    let Json::Map(members) = condition else { return wrong(found, path, "must be an object of conditions.") };
    for (name, part) in members {
        let path = &below(path, name);
        match name.as_str() {
            "$and" | "$or" | "$nor" => match part {
                Json::List(parts) if !parts.is_empty() => {
                    for (place, part) in parts.iter().enumerate() {
                        combined(part, known, &[path, "[", &place.to_string(), "]"].concat(), found);
                    }
                }
                _ => wrong(found, path, "must be a list of conditions, at least one."),
            },
            "$not" => combined(part, known, path, found),
            operator if operator.starts_with('$') => wrong(found, path, "must be an attribute, or $and, $or, $nor or $not."),
            attribute => {
                let first = attribute.split('.').next().unwrap_or_default();
                if known.is_some_and(|known| !known.contains(&first)) {
                    wrong(found, path, "must be an attribute that pages know.");
                }
                value(part, path, found);
            }
        }
    }
}

/// What a value has to be.
fn value(expected: &Json, path: &str, found: &mut Vec<Mistake>) {
    let Json::Map(members) = expected else { return };
    if !is_operators(expected) {
        if members.iter().any(|(name, _)| name.starts_with('$')) {
            wrong(found, path, "must have operators alone, or none.");
        }
        return;
    }
    for (name, operand) in members {
        let path = &below(path, name);
        match OPERATORS.iter().find(|(known, _)| known == name) {
            Some((_, kind)) => operand_of(*kind, operand, path, found),
            None => wrong(found, path, "must be an operator that is known; regular expressions are not."),
        }
    }
}

fn operand_of(kind: Operand, operand: &Json, path: &str, found: &mut Vec<Mistake>) {
    let is_plain = |value: &Json| !matches!(value, Json::List(_) | Json::Map(_));
    let must = match (kind, operand) {
        (Operand::Plain, value) if !is_plain(value) => "must be neither a list nor an object.",
        (Operand::Ordered, value) if !matches!(value, Json::Number(_) | Json::Text(_)) => "must be a number or a text.",
        (Operand::Version, value) if !matches!(value, Json::Text(_)) => "must be a version such as \"1.2.0\".",
        (Operand::Truth, value) if !matches!(value, Json::Bool(_)) => "must be true or false.",
        (Operand::PlainList, value) if !matches!(value, Json::List(items) if items.iter().all(is_plain)) => {
            "must be a list without lists or objects in it."
        }
        (Operand::Name, value) if !matches!(value, Json::Text(_)) => "must be a group's name.",
        (Operand::List, value) if !matches!(value, Json::List(_)) => "must be a list.",
        (Operand::Kind, value) if !is_kind(value) => "must be string, number, boolean, array, object or null.",
        (Operand::List, Json::List(items)) => return items.iter().for_each(|item| value(item, path, found)),
        (Operand::Value, operand) => return value(operand, path, found),
        (Operand::Object, operand) if is_operators(operand) => return value(operand, path, found),
        (Operand::Object, operand) => return combined(operand, None, path, found),
        _ => return,
    };
    wrong(found, path, must);
}

fn is_kind(value: &Json) -> bool {
    matches!(value, Json::Text(kind) if ["string", "number", "boolean", "array", "object", "null"].contains(&kind.as_str()))
}

fn wrong(found: &mut Vec<Mistake>, path: &str, must: &str) {
    found.push(Mistake { path: path.into(), must: must.into() });
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.into() } else { [path, ".", name].concat() }
}
