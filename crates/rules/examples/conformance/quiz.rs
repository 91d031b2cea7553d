//! Quizzes.

use super::arguments::Arguments;
use loyalty_api::product::Product;
use loyalty_api::quiz::{Quiz, QuizAnswer};
use loyalty_rules::quiz::{result, walk};
use serde_json::{Value, json};

/// Where answers lead, and what they come to. `at` is the block that is asked now, null where the quiz is over.
pub(crate) fn run(arguments: &mut Arguments) -> Result<Value, String> {
    let quiz: Quiz = arguments.next("quiz")?;
    let answers: Vec<QuizAnswer> = arguments.next("answers")?;
    let products: Vec<Product> = arguments.next_or_none("products")?.unwrap_or_default();
    let walk = walk(&quiz, &answers, usize::MAX);
    let result = result(&quiz, &walk, &products);
    let path: Vec<&str> = walk.path.iter().map(|block| block.id.as_str()).collect();
    Ok(json!({ "path": path, "at": walk.at.map(|block| &block.id), "variables": result.variables, "outcome": result.outcome,
               "recommendations": result.recommendations }))
}
