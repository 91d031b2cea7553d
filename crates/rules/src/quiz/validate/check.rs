//! What the checks of all parts use.

use super::Mistake;
use super::ways::Ways;
use crate::select;
use loyalty_api::product::Product;
use loyalty_api::quiz::{Quiz, QuizElement};

/// A quiz, and the mistakes found so far.
pub(super) struct Check<'a> {
    pub(super) quiz: &'a Quiz,
    pub(super) products: &'a [Product],
    pub(super) ways: Ways,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'a> Check<'a> {
    pub(super) fn new(quiz: &'a Quiz, products: &'a [Product]) -> Self {
        Self { quiz, products, ways: Ways::of(quiz), mistakes: Vec::new() }
    }

    /// Notes a mistake unless `holds`.
    pub(super) fn must(&mut self, holds: bool, path: impl Into<String>, sentence: impl Into<String>) {
        if !holds {
            self.mistakes.push(Mistake { path: path.into(), sentence: sentence.into() });
        }
    }

    pub(super) fn range(&mut self, value: i64, from: i64, to: i64, path: impl Into<String>) {
        self.must((from..=to).contains(&value), path, format!("must be from {from} to {to}, and is {value}."));
    }

    /// Something that has a place in some kinds only.
    pub(super) fn belongs(&mut self, is_there: bool, allowed: bool, path: impl Into<String>) {
        self.must(!is_there || allowed, path, "has no place here.");
    }

    /// An id that is a name, and nobody else's in `known`.
    pub(super) fn id<'b>(&mut self, id: &'b str, known: &mut Vec<&'b str>, path: &str) {
        let good = (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        self.must(good, format!("{path}.id"), "must be 1 to 64 letters, digits, dashes or underscores.");
        self.must(!known.contains(&id), format!("{path}.id"), "is there already.");
        known.push(id);
    }

    /// The element of this id, and the place of its block.
    pub(super) fn element(&self, id: &str) -> Option<(usize, &'a QuizElement)> {
        let quiz = self.quiz;
        let places = quiz.blocks.iter().enumerate();
        let mut elements = places.flat_map(|(place, block)| block.elements.iter().map(move |element| (place, element)));
        elements.find(|(_, element)| element.id == id)
    }

    pub(super) fn block(&mut self, id: &str, path: impl Into<String>) {
        let known = self.quiz.blocks.iter().any(|block| block.id == id);
        self.must(known, path, "must be the id of one of the quiz's blocks.");
    }

    pub(super) fn variable(&mut self, id: &str, path: impl Into<String>) {
        let known = self.quiz.variables.iter().any(|variable| variable.id == id);
        self.must(known, path, "must be the id of one of the quiz's variables.");
    }

    /// A selector that means at least one product of the shop's.
    pub(super) fn selector(&mut self, selector: &str, path: impl Into<String>) {
        let kind = selector.split_once(':').map(|(kind, _)| kind);
        if !matches!(kind, Some("product" | "collection" | "tag")) {
            return self.must(false, path, "must be product:ID, collection:ID or tag:NAME.");
        }
        let mut products = self.products.iter();
        let known = products.any(|product| select::means(selector, &product.id, &product.collections, &product.tags));
        self.must(known, path, "means none of the shop's products.");
    }
}
