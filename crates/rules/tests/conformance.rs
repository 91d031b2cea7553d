//! The example that runs cases, run over lines of our own.

#[path = "../examples/conformance/answer.rs"]
mod answer;
#[path = "../examples/conformance/arguments.rs"]
mod arguments;
#[path = "../examples/conformance/quiz.rs"]
mod quiz;

use serde_json::{Value, json};

fn answer(line: &str) -> Value {
    serde_json::from_str(&answer::answer(line.as_bytes())).unwrap()
}

#[test]
fn lines_are_answered() {
    for (function, arguments, expected) in [
        ("hash", json!(["spring", "cus_1", 1]), json!(0.575)),
        ("hash", json!(["spring", "cus_1", 2]), json!(0.7174)),
        ("hash", json!(["spring", "cus_1", 7]), json!(null)),
        ("equal_weights", json!([2]), json!([0.5, 0.5])),
        ("equal_weights", json!([-2]), json!([])),
        ("bucket_ranges", json!([2, 0.5, [0.25, 0.75]]), json!([[0, 0.125], [0.25, 0.625]])),
        ("bucket_ranges", json!([2, null, null]), json!([[0, 0.5], [0.5, 1]])),
        ("choose_variation", json!([0.5, [[0, 0.5], [0.5, 1]]]), json!(1)),
        ("choose_variation", json!([0.3, [[0, 0.25], [0.5, 1]]]), json!(-1)),
        ("in_namespace", json!(["ada", ["popups", 0, 1]]), json!(true)),
        ("in_namespace", json!(["ada", ["popups", 0, 0]]), json!(false)),
        ("query_override", json!(["welcome", "https://shop.example/?welcome=1", 2]), json!(1)),
        ("query_override", json!(["welcome", "https://shop.example/", 2]), json!(null)),
        ("condition", json!([{ "a.b": { "$gt": 1 } }, { "a": { "b": 2 } }]), json!(true)),
        ("condition", json!([{ "a": { "$inGroup": "g" } }, { "a": 1 }, { "g": [1] }]), json!(true)),
        ("condition", json!([{ "a": { "$regex": "b" } }, { "a": "b" }]), json!(false)),
        ("nps", json!([[10, 9, 7, 0, null]]), json!(25)),
        ("nps", json!([[null]]), json!(null)),
        ("sample_ratio", json!([[8, 8], [0.5, 0.5]]), json!({ "chi_square": 0, "p": 1, "verdict": "healthy" })),
        ("sample_ratio", json!([[8, 7], [8, 7]]), json!({ "chi_square": 0, "p": 1, "verdict": "not_enough_traffic" })),
    ] {
        let line = json!({ "id": [function, 1], "fn": function, "args": arguments }).to_string();
        assert_eq!(answer(&line), json!({ "id": [function, 1], "result": expected }), "{line}");
    }
}

#[test]
fn quizzes_are_walked() {
    let choice = |id: &str, to: &str| json!({ "id": id, "label": id, "scores": [{ "to": to, "effect": "up", "weight": 2 }] });
    let single = |id: &str, choices: [Value; 2]| json!({ "id": id, "kind": "single", "headline": id, "required": true, "choices": choices });
    let quiz = json!({
        "id": "qz_tea", "title": "Your tea",
        "blocks": [
            {
                "id": "when", "elements": [single("time", [choice("dawn", "tag:green"), choice("night", "tag:herbal")])],
                "logic": [{
                    "when": { "element": "time", "is": "any_of", "choices": ["night"] },
                    "then": [{ "kind": "calculate", "variable": "calm", "operator": "add", "number": 3 }, { "kind": "jump_to_block", "block": "end" }],
                }],
            },
            { "id": "day", "elements": [single("milk", [choice("yes", "tag:black"), choice("no", "tag:green")])] },
            { "id": "end", "elements": [{ "id": "thanks", "kind": "statement", "headline": "Thanks" }] },
        ],
        "variables": [{ "id": "calm", "number": 0 }],
        "outcomes": [{ "id": "owl", "title": "An owl", "when": { "variable": "calm", "is": "at_least", "number": 1 } }],
        "results": { "count": 2 },
    });
    let product =
        |id: &str, tag: &str| json!({ "id": id, "title": id, "url": "/", "price": 100, "tags": [tag], "available": true });
    let products = json!([product("sencha", "green"), product("camomile", "herbal")]);
    let walked = |answers: Value| {
        let answered = answer(&json!({ "id": 1, "fn": "quiz", "args": [quiz, answers, products] }).to_string());
        assert_eq!(answered["error"], Value::Null, "{answered}");
        answered["result"].clone()
    };
    let night = walked(json!([{ "element": "time", "choices": ["night"] }, { "element": "milk", "choices": ["no"] }]));
    assert_eq!(night["path"], json!(["when", "end"]));
    assert_eq!(night["variables"], json!([{ "id": "calm", "number": 3 }]));
    assert_eq!(night["outcome"], "owl");
    let [best] = night["recommendations"].as_array().unwrap().as_slice() else { panic!("{night}") };
    assert_eq!(best["product"]["id"], "camomile", "the answer off the path earns nothing: {night}");
    assert_eq!(best["reasons"][0]["element"], "time");
    let begun = walked(json!([{ "element": "time", "choices": ["dawn"] }]));
    assert_eq!((&begun["path"], &begun["at"], &begun["outcome"]), (&json!(["when"]), &json!("day"), &Value::Null));
}

#[test]
fn what_cannot_be_understood_is_said_and_the_next_line_is_not_harmed() {
    for (line, id) in [
        ("", Value::Null),
        ("{", Value::Null),
        ("7", Value::Null),
        (r#"{"fn":"hash","args":["a","b",1]"#, Value::Null),
        (r#"{"id":1}"#, json!(1)),
        (r#"{"id":1,"fn":"hash"}"#, json!(1)),
        (r#"{"id":"x","fn":"hash","args":{}}"#, json!("x")),
        (r#"{"id":1,"fn":"hash","args":["a"]}"#, json!(1)),
        (r#"{"id":1,"fn":"hash","args":["a",2,1]}"#, json!(1)),
        (r#"{"id":1,"fn":"bucket_ranges","args":["two",1,null]}"#, json!(1)),
        (r#"{"id":1,"fn":"choose_variation","args":[0.5,[[0]]]}"#, json!(1)),
        (r#"{"id":1,"fn":"nps","args":[7]}"#, json!(1)),
        (r#"{"id":1,"fn":"sample_ratio","args":[[1,2],[1]]}"#, json!(1)),
        (r#"{"id":1,"fn":"quiz","args":[{},[]]}"#, json!(1)),
        (r#"{"id":1,"fn":"guess","args":[]}"#, json!(1)),
    ] {
        let answered = answer(line);
        assert_eq!(answered["id"], id, "{line}");
        assert!(answered["error"].is_string() && answered.get("result").is_none(), "{line}: {answered}");
    }
}

#[test]
fn products_need_an_id_alone() {
    let scores = json!([{ "to": "product:mug", "effect": "up" }, { "to": "tag:green", "effect": "up", "weight": 3 }]);
    let choices =
        json!([{ "id": "yes", "scores": scores }, { "id": "no", "scores": [{ "to": "product:tray", "effect": "exclude" }] }]);
    let block = json!({ "id": "b", "elements": [{ "id": "q", "kind": "multiple", "choices": choices }] });
    let quiz = json!({ "id": "qz_x", "blocks": [block], "results": { "count": 3, "fallback": ["tray"] } });
    let recommended = |answers: Value, products: Value| {
        let answered = answer(&json!({ "id": 1, "fn": "quiz", "args": [quiz, answers, products] }).to_string());
        let found = answered["result"]["recommendations"].as_array().unwrap_or_else(|| panic!("{answered}")).clone();
        found.iter().map(|one| one["product"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (yes, none) = (json!([{ "element": "q", "choices": ["yes"] }]), json!([]));
    assert_eq!(recommended(yes.clone(), Value::Null), ["mug"], "those that the quiz names");
    assert_eq!(recommended(none, Value::Null), ["tray"]);
    let products =
        json!([{ "id": "mug" }, { "id": "mist", "tags": ["green"] }, { "id": "gone", "tags": ["green"], "available": false }]);
    assert_eq!(recommended(yes, products), ["mist", "mug"]);
}
