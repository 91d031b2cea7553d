//! Quizzes.

use super::arguments::Arguments;
use loyalty_api::product::Product;
use loyalty_api::quiz::{Quiz, QuizAnswer};
use loyalty_rules::quiz::{result, walk};
use serde_json::{Map, Value, json};

/// Where answers lead, and what they come to. `at` is the block that is asked now, null where the quiz is over.
pub(crate) fn run(arguments: &mut Arguments) -> Result<Value, String> {
    let quiz: Quiz = arguments.next("quiz")?;
    let answers: Vec<QuizAnswer> = arguments.next("answers")?;
    let told: Option<Vec<Map<String, Value>>> = arguments.next_or_none("products")?;
    let products: Result<Vec<Product>, String> = told.unwrap_or_else(|| named(&quiz)).into_iter().map(product).collect();
    let products = products?;
    let walk = walk(&quiz, &answers, usize::MAX);
    let result = result(&quiz, &walk, &products);
    let path: Vec<&str> = walk.path.iter().map(|block| block.id.as_str()).collect();
    Ok(json!({ "path": path, "at": walk.at.map(|block| &block.id), "variables": result.variables, "outcome": result.outcome,
               "recommendations": result.recommendations }))
}

/// A product that needs no more than an `id`: without the rest it has no name and costs nothing, but can be bought.
fn product(told: Map<String, Value>) -> Result<Product, String> {
    let defaults = json!({ "title": "", "url": "", "price": 0, "available": true });
    let mut fields = defaults.as_object().cloned().unwrap_or_default();
    fields.extend(told);
    serde_json::from_value(Value::Object(fields)).map_err(|error| format!("products: {error}"))
}

/// Without a catalogue: the products that the quiz speaks of by their id, as it speaks of them.
fn named(quiz: &Quiz) -> Vec<Map<String, Value>> {
    let choices = quiz.blocks.iter().flat_map(|block| &block.elements).flat_map(|element| &element.choices);
    let scored = choices.flat_map(|choice| &choice.scores).filter_map(|score| score.to.strip_prefix("product:"));
    let fallback = quiz.results.iter().flat_map(|results| &results.fallback).map(String::as_str);
    let mut ids: Vec<&str> = Vec::new();
    for id in scored.chain(fallback) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.into_iter().map(|id| Map::from_iter([("id".to_owned(), id.into())])).collect()
}
