//! What a case comes to.
//!
//! | function | arguments | result |
//! | --- | --- | --- |
//! | `hash` | seed, value, version | number or null |
//! | `equal_weights` | count | list |
//! | `bucket_ranges` | count, coverage, weights or null | list of `[from, to]` |
//! | `choose_variation` | number, ranges | index, or -1 |
//! | `in_namespace` | id, `[namespace, from, to]` | true or false |
//! | `query_override` | key, address, count | index or null |
//! | `condition` | condition, attributes, groups (optional) | true or false |
//! | `nps` | scores; null for who did not answer | number or null |
//! | `sample_ratio` | observed, weights | `{"chi_square", "p", "verdict"}` |
//! | `quiz` | quiz, answers, products (without them those that the quiz names) | `{"path", "at", "variables", "outcome", "recommendations"}` |

use super::arguments::Arguments;
use super::quiz;
use loyalty_api::json::Json;
use loyalty_rules::experiment::{
    Range, bucket_ranges, choose_variation, equal_weights, hash, in_namespace, query_override, sample_ratio,
};
use loyalty_rules::{feedback, targeting};
use serde_json::{Value, json};

/// The line that answers a line.
pub(crate) fn answer(line: &[u8]) -> String {
    let case = match serde_json::from_slice::<Value>(line) {
        Ok(case) => case,
        Err(error) => return json!({ "id": null, "error": error.to_string() }).to_string(),
    };
    let id = case.get("id").cloned().unwrap_or_default();
    match run(case) {
        Ok(result) => json!({ "id": id, "result": whole(result) }),
        Err(error) => json!({ "id": id, "error": error }),
    }
    .to_string()
}

fn run(mut case: Value) -> Result<Value, String> {
    let name = case.get("fn").and_then(Value::as_str).ok_or("fn must be a text")?.to_owned();
    let Some(Value::Array(arguments)) = case.get_mut("args").map(Value::take) else { return Err("args must be a list".into()) };
    let mut arguments = Arguments::new(arguments);
    Ok(match name.as_str() {
        "hash" => {
            let (seed, value): (String, String) = (arguments.next("seed")?, arguments.next("value")?);
            json!(hash(&seed, &value, arguments.next("version")?))
        }
        "equal_weights" => json!(equal_weights(arguments.next("count")?)),
        "bucket_ranges" => {
            let count = arguments.next("count")?;
            let coverage: Option<f64> = arguments.next_or_none("coverage")?;
            let weights: Option<Vec<f64>> = arguments.next_or_none("weights")?;
            json!(bucket_ranges(count, coverage.unwrap_or(1.0), &weights.unwrap_or_default()))
        }
        "choose_variation" => {
            let number = arguments.next("number")?;
            let ranges: Vec<Range> = arguments.next("ranges")?;
            choose_variation(number, &ranges).map_or(json!(-1), |variation| json!(variation))
        }
        "in_namespace" => {
            let id: String = arguments.next("id")?;
            let (namespace, from, to): (String, f64, f64) = arguments.next("namespace")?;
            json!(in_namespace(&id, &namespace, from, to))
        }
        "query_override" => {
            let (key, url): (String, String) = (arguments.next("key")?, arguments.next("address")?);
            json!(query_override(&key, &url, arguments.next("count")?))
        }
        "condition" => {
            let condition: Json = arguments.next("condition")?;
            let attributes = arguments.next_json("attributes")?;
            json!(targeting::holds(&condition, &attributes, &arguments.next_json("groups")?))
        }
        "nps" => {
            let scores: Vec<Option<i64>> = arguments.next("scores")?;
            let scores: Vec<i64> = scores.into_iter().flatten().collect();
            json!(feedback::nps(&scores))
        }
        "sample_ratio" => {
            let observed: Vec<i64> = arguments.next("observed")?;
            let weights: Vec<f64> = arguments.next("weights")?;
            if observed.len() != weights.len() {
                return Err("observed and weights must be as long as each other".into());
            }
            let ratio = sample_ratio(&observed, &weights);
            json!({ "chi_square": ratio.chi_square, "p": ratio.p, "verdict": ratio.verdict.name() })
        }
        "quiz" => quiz::run(&mut arguments)?,
        _ => return Err(format!("there is no function {name}")),
    })
}

/// Whole numbers without a fraction, as JavaScript writes them.
fn whole(mut value: Value) -> Value {
    match &mut value {
        Value::Number(number) => {
            if let Some(float) = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9e15) {
                return json!(float as i64);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = whole(item.take())),
        Value::Object(fields) => fields.values_mut().for_each(|field| *field = whole(field.take())),
        _ => {}
    }
    value
}
