//! A quiz without a mistake, and one mistake after another in it.

use super::validate;
use loyalty_api::product::Product;
use loyalty_api::quiz::Quiz;
use serde_json::{Value, json};

/// A quiz that has everything.
fn whole() -> Value {
    json!({
        "id": "qz_tea", "title": "Tea", "consent": "Keep my answers.",
        "blocks": [
            { "id": "hello", "elements": [{ "id": "hello", "kind": "statement", "headline": "Hello" }] },
            { "id": "taste",
              "elements": [
                { "id": "taste", "kind": "multiple", "required": true, "max": 2, "profile": "taste", "choices": [
                    { "id": "green", "scores": [{ "to": "tag:green", "effect": "up", "weight": 2 }] },
                    { "id": "black", "scores": [{ "to": "collection:tea", "effect": "down" },
                                                { "to": "product:oak", "effect": "include" }] }] },
                { "id": "cups", "kind": "slider", "min": 0, "max": 12, "step": 2 },
                { "id": "born", "kind": "date", "profile": "birthday" }],
              "logic": [
                { "when": { "and": [{ "element": "taste", "is": "any_of", "choices": ["green"] },
                                    { "or": [{ "element": "cups", "is": "at_least", "number": 4 },
                                             { "variable": "calm", "is": "less", "number": 0 }] }] },
                  "then": [{ "kind": "calculate", "variable": "calm", "operator": "divide", "number": 2 },
                           { "kind": "require", "element": "why" }, { "kind": "jump_to_block", "block": "score" }] },
                { "when": { "element": "born", "is": "more", "text": "2000-01-01" },
                  "then": [{ "kind": "calculate", "variable": "calm", "operator": "add", "element": "cups" },
                           { "kind": "jump_to_block", "block": "hello" }] }] },
            { "id": "mail", "elements": [{ "id": "mail", "kind": "email", "consent": "Write to me." }],
              "logic": [{ "then": [{ "kind": "end", "outcome": "calm" }] }] },
            { "id": "score", "elements": [{ "id": "score", "kind": "nps" }, { "id": "why", "kind": "text", "max": 200 },
                                          { "id": "stars", "kind": "rating", "max": 5 },
                                          { "id": "look", "kind": "picture", "choices": [{ "id": "a", "image": "/a.svg" }] }] }],
        "variables": [{ "id": "calm", "number": 0 }],
        "outcomes": [{ "id": "calm", "when": { "variable": "calm", "is": "more", "number": 1 } }, { "id": "rest" }],
        "results": { "count": 3, "fallback": ["oak"] },
    })
}

fn products() -> Vec<Product> {
    let product = |id: &str, tag: &str| json!({ "id": id, "title": id, "url": "/p", "price": 1, "collections": ["tea"], "tags": [tag], "available": true });
    [product("oak", "black"), product("mist", "green")].map(|product| serde_json::from_value(product).unwrap()).into()
}

/// The paths of the mistakes in the quiz with one value changed, or taken out where there is none.
fn mistakes(pointer: &str, value: Option<Value>) -> Vec<String> {
    let mut quiz = whole();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let parent = quiz.pointer_mut(parent).unwrap_or_else(|| panic!("{pointer} is not in the quiz"));
    match (parent, value) {
        (Value::Array(items), Some(value)) if field == "-" => items.push(value),
        (Value::Array(items), Some(value)) => items[field.parse::<usize>().unwrap()] = value,
        (Value::Array(items), None) => drop(items.remove(field.parse().unwrap())),
        (Value::Object(fields), Some(value)) => drop(fields.insert(field.into(), value)),
        (parent, _) => drop(parent.as_object_mut().unwrap().remove(field)),
    }
    let quiz: Quiz = serde_json::from_value(quiz).unwrap();
    validate(&quiz, &products()).into_iter().map(|mistake| mistake.path).collect()
}

#[test]
fn a_whole_quiz_has_no_mistake() {
    let quiz: Quiz = serde_json::from_value(whole()).unwrap();
    assert_eq!(validate(&quiz, &products()), []);
}

#[test]
fn each_mistake_is_named_by_its_path() {
    let mut wrong = Vec::new();
    let element = "/blocks/1/elements";
    let when = "/blocks/1/logic/0/when";
    let then = "/blocks/1/logic/0/then";
    let at = |base: &str, rest: &str| format!("{base}{rest}");
    for (pointer, value, path) in [
        (
            "/blocks/3/id".into(),
            json!("taste two"),
            vec!["blocks[3].id", "blocks[1].logic[0].then[1].element", "blocks[1].logic[0].then[2].block", "blocks[3]"],
        ),
        ("/blocks/0/elements".into(), json!([]), vec!["blocks[0].elements"]),
        (
            "/blocks/3/elements/1/id".into(),
            json!("score"),
            vec!["blocks[3].elements[1].id", "blocks[1].logic[0].then[1].element"],
        ),
        (
            at(element, "/0/choices"),
            json!([]),
            vec!["blocks[1].elements[0].choices", "blocks[1].elements[0].max", "blocks[1].logic[0].when.and[0].choices[0]"],
        ),
        (at(element, "/0/choices/1/id"), json!("green"), vec!["blocks[1].elements[0].choices[1].id"]),
        (at(element, "/0/choices/0/scores/0/to"), json!("tag:blue"), vec!["blocks[1].elements[0].choices[0].scores[0].to"]),
        (at(element, "/0/choices/0/scores/0/to"), json!("product:elm"), vec!["blocks[1].elements[0].choices[0].scores[0].to"]),
        (at(element, "/0/choices/0/scores/0/to"), json!("oak"), vec!["blocks[1].elements[0].choices[0].scores[0].to"]),
        (at(element, "/0/choices/0/scores/0/weight"), json!(0), vec!["blocks[1].elements[0].choices[0].scores[0].weight"]),
        (at(element, "/0/choices/1/scores/1/weight"), json!(2), vec!["blocks[1].elements[0].choices[1].scores[1].weight"]),
        (at(element, "/0/min"), json!(0), vec!["blocks[1].elements[0].min"]),
        (at(element, "/0/min"), json!(3), vec!["blocks[1].elements[0].max"]),
        (at(element, "/0/max"), json!(3), vec!["blocks[1].elements[0].max"]),
        (at(element, "/0/step"), json!(1), vec!["blocks[1].elements[0].step"]),
        (at(element, "/0/profile"), json!("Taste"), vec!["blocks[1].elements[0].profile"]),
        (at(element, "/0/profile"), json!("birthday"), vec!["blocks[1].elements[0].profile"]),
        (at(element, "/0/consent"), json!("Yes"), vec!["blocks[1].elements[0].consent"]),
        (at(element, "/0/low"), json!("Weak"), vec!["blocks[1].elements[0].low"]),
        (at(element, "/0/placeholder"), json!("Mint"), vec!["blocks[1].elements[0].placeholder"]),
        (at(element, "/1/min"), json!(12), vec!["blocks[1].elements[1].max"]),
        (at(element, "/1/step"), json!(0), vec!["blocks[1].elements[1].step"]),
        (at(element, "/1/step"), json!(13), vec!["blocks[1].elements[1].step"]),
        (at(element, "/1/max"), json!(2_000_000_000), vec!["blocks[1].elements[1].max"]),
        (at(element, "/1/choices"), json!([{ "id": "a" }]), vec!["blocks[1].elements[1].choices"]),
        ("/blocks/0/elements/0/required".into(), json!(true), vec!["blocks[0].elements[0].required"]),
        ("/blocks/3/elements/0/max".into(), json!(9), vec!["blocks[3].elements[0].max"]),
        ("/blocks/3/elements/1/max".into(), json!(0), vec!["blocks[3].elements[1].max"]),
        ("/blocks/3/elements/2/max".into(), json!(11), vec!["blocks[3].elements[2].max"]),
        ("/blocks/3/elements/3/choices/0/image".into(), json!(null), vec!["blocks[3].elements[3].choices[0].image"]),
        ("/consent".into(), json!(null), vec!["blocks[1].elements[0].profile", "blocks[1].elements[2].profile"]),
        (when.into(), json!({}), vec!["blocks[1].logic[0].when"]),
        (at(when, "/or"), json!([{ "element": "cups", "is": "answered" }]), vec!["blocks[1].logic[0].when"]),
        (at(when, "/and/0/element"), json!("tast"), vec!["blocks[1].logic[0].when.and[0].element"]),
        (
            at(when, "/and/0/element"),
            json!("why"),
            vec!["blocks[1].logic[0].when.and[0].element", "blocks[1].logic[0].when.and[0].is"],
        ),
        (at(when, "/and/0/choices/0"), json!("blue"), vec!["blocks[1].logic[0].when.and[0].choices[0]"]),
        (at(when, "/and/0/choices"), json!([]), vec!["blocks[1].logic[0].when.and[0].choices"]),
        (at(when, "/and/0/number"), json!(1), vec!["blocks[1].logic[0].when.and[0].number"]),
        (at(when, "/and/0/is"), json!("contains"), vec!["blocks[1].logic[0].when.and[0].is"]),
        (at(when, "/and/0/is"), json!(null), vec!["blocks[1].logic[0].when.and[0].is"]),
        (at(when, "/and/0/variable"), json!("calm"), vec!["blocks[1].logic[0].when.and[0]"]),
        (at(when, "/and/1/or/0/number"), json!(null), vec!["blocks[1].logic[0].when.and[1].or[0].number"]),
        (at(when, "/and/1/or/1/variable"), json!("loud"), vec!["blocks[1].logic[0].when.and[1].or[1].variable"]),
        (at(when, "/and/1/or/1/is"), json!("skipped"), vec!["blocks[1].logic[0].when.and[1].or[1].is"]),
        ("/blocks/1/logic/1/when/text".into(), json!("soon"), vec!["blocks[1].logic[1].when.text"]),
        ("/blocks/1/logic/1/when/is".into(), json!("contains"), vec!["blocks[1].logic[1].when.is"]),
        (then.into(), json!([]), vec!["blocks[1].logic[0].then", "blocks[3]"]),
        (at(then, "/0/variable"), json!("loud"), vec!["blocks[1].logic[0].then[0].variable"]),
        (at(then, "/0/number"), json!(0), vec!["blocks[1].logic[0].then[0].number"]),
        (at(then, "/0/number"), json!(null), vec!["blocks[1].logic[0].then[0]"]),
        (at(then, "/0/from"), json!("calm"), vec!["blocks[1].logic[0].then[0]"]),
        (at(then, "/1/element"), json!("when"), vec!["blocks[1].logic[0].then[1].element"]),
        (at(then, "/1/element"), json!("hello"), vec!["blocks[1].logic[0].then[1].element"]),
        ("/blocks/1/logic/1/then/0/element".into(), json!("taste"), vec!["blocks[1].logic[1].then[0].element"]),
        ("/blocks/1/logic/1/then/0/element".into(), json!("score"), vec!["blocks[1].logic[1].then[0].element"]),
        ("/blocks/2/logic/0/then/0/outcome".into(), json!("loud"), vec!["blocks[2].logic[0].then[0].outcome"]),
        ("/blocks/1/fallback".into(), json!("nowhere"), vec!["blocks[1].fallback", "blocks[2]"]),
        ("/blocks/1/fallback".into(), json!("score"), vec!["blocks[2]"]),
        ("/variables/-".into(), json!({ "id": "calm", "number": 0 }), vec!["variables[1].id"]),
        ("/outcomes/1/id".into(), json!("calm"), vec!["outcomes[1].id"]),
        ("/outcomes/-".into(), json!({ "id": "late", "when": { "element": "why", "is": "answered" } }), vec!["outcomes[2].when"]),
        ("/outcomes/0/when/variable".into(), json!("loud"), vec!["outcomes[0].when.variable"]),
        ("/results/count".into(), json!(0), vec!["results.count"]),
        ("/results/fallback/0".into(), json!("elm"), vec!["results.fallback[0]"]),
        ("/results/fallback/-".into(), json!("oak"), vec!["results.fallback[1]"]),
    ] {
        let found = if value == json!(null) { mistakes(&pointer, None) } else { mistakes(&pointer, Some(value.clone())) };
        if found != path {
            wrong.push(format!("{pointer} = {value}: {found:?}"));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    let of_scores = mistakes("/results", None);
    assert_eq!(of_scores.len(), 3, "scores count for nothing without results: {of_scores:?}");
}

/// A block's jumps: `(when an answer says so, to)`, and its fallback.
type Jumps<'a> = (&'a [(bool, &'a str)], Option<&'a str>);

/// The mistakes of blocks of one question each with these jumps.
fn ways(blocks: &[Jumps<'_>]) -> Vec<String> {
    let blocks = blocks.iter().enumerate().map(|(place, (jumps, fallback))| {
        let logic = jumps.iter().map(|(asks, to)| {
            let action = if *to == "end" { json!({ "kind": "end" }) } else { json!({ "kind": "jump_to_block", "block": to }) };
            let when = if *asks { json!({ "element": "q0", "is": "answered" }) } else { json!(null) };
            json!({ "when": when, "then": [action] })
        });
        json!({ "id": format!("b{place}"), "elements": [{ "id": format!("q{place}"), "kind": "text" }],
                "logic": logic.collect::<Vec<_>>(), "fallback": fallback })
    });
    let quiz = json!({ "id": "qz_x", "blocks": blocks.collect::<Vec<_>>() });
    let quiz: Quiz = serde_json::from_value(quiz).unwrap();
    validate(&quiz, &[]).iter().map(ToString::to_string).collect()
}

#[test]
fn every_block_is_reached_and_leads_to_the_end() {
    let circle = |place| format!("blocks[{place}]: leads round in a circle: no answer comes to the end from here.");
    let lost = |place| format!("blocks[{place}]: is never reached.");
    for (name, blocks, expected) in [
        ("one after the other", vec![(&[][..], None), (&[][..], None)], vec![]),
        ("a jump over one that others reach", vec![(&[(true, "b2")], None), (&[], None), (&[], None)], vec![]),
        ("a jump over one", vec![(&[(false, "b2")], None), (&[], None), (&[], None)], vec![lost(1)]),
        ("an end before the end", vec![(&[(false, "end")], None), (&[], None)], vec![lost(1)]),
        ("a circle that can be left", vec![(&[], None), (&[(true, "b0")], None)], vec![]),
        ("a circle without a way out", vec![(&[], None), (&[(false, "b0")], None)], vec![circle(0)]),
        ("by its fallback", vec![(&[], None), (&[], Some("b1"))], vec![circle(1)]),
        ("with two ways round", vec![(&[], None), (&[(true, "b0")], Some("b1"))], vec![circle(0)]),
        (
            "two circles",
            vec![(&[(true, "b1"), (true, "b2")], Some("b2")), (&[], Some("b1")), (&[], Some("b2"))],
            vec![circle(1), circle(2)],
        ),
        ("a way into a circle is no circle", vec![(&[], None), (&[], Some("b1"))], vec![circle(1)]),
        ("the first jump that always holds is the last", vec![(&[(false, "b1"), (false, "b0")], None), (&[], None)], vec![]),
    ] {
        assert_eq!(ways(&blocks), expected, "{name}");
    }
}
