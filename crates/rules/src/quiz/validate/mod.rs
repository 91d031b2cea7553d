//! What must hold of a quiz before it is published.
//!
//! # Layout
//! - [`validate`], [`Mistake`]: the whole of it. `check`: what all parts use.
//! - `elements`: questions and what they take. `conditions`, `logic`: what follows from answers. `ways`: that every block is
//!   reached, and the end from each. `results`: outcomes and products.

mod check;
mod conditions;
mod elements;
mod logic;
mod results;
#[cfg(test)]
mod tests;
mod ways;

use check::Check;
use loyalty_api::product::Product;
use loyalty_api::quiz::Quiz;
use std::fmt;

/// One mistake: where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The path in the quiz, such as `blocks[1].elements[0].choices`.
    pub path: String,
    /// What must hold there.
    pub sentence: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.sentence)
    }
}

/// Every mistake in a quiz of a shop with these products; none: it can be published. Its texts are not looked at.
pub fn validate(quiz: &Quiz, products: &[Product]) -> Vec<Mistake> {
    let mut check = Check::new(quiz, products);
    elements::check(&mut check);
    logic::check(&mut check);
    ways::check(&mut check);
    results::check(&mut check);
    check.mistakes
}
