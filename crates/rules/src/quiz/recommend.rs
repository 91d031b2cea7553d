//! What the answers come to.

use super::walk::Walk;
use crate::select;
use loyalty_api::product::Product;
use loyalty_api::quiz::{Quiz, QuizAnswer, QuizEffect, QuizReason, QuizResult, Recommendation};

/// What came of a walk that is over: its outcome, its variables, and which of these products are recommended. No points.
pub fn result(quiz: &Quiz, walk: &Walk<'_>, products: &[Product]) -> QuizResult {
    QuizResult {
        outcome: walk.outcome.map(|outcome| outcome.id.clone()),
        variables: walk.variables.clone(),
        recommendations: recommend(quiz, &walk.answers, products),
        points: None,
    }
}

/// The products that these answers earn a place, the best first, with the choices that earned it.
///
/// A product's score is the sum of what the chosen choices say of it. Those that a choice includes come first; then those with
/// a score above zero; of equal ones the merchant's order counts, then the id. What a choice excludes is left out whatever else
/// was chosen, and so is what cannot be bought. Where nothing is left, the quiz's fallback products are shown.
pub fn recommend(quiz: &Quiz, answers: &[&QuizAnswer], products: &[Product]) -> Vec<Recommendation> {
    let Some(results) = &quiz.results else { return Vec::new() };
    let count = usize::try_from(results.count).unwrap_or(0);
    let mut found = Vec::new();
    for product in products {
        if product.available
            && let Some(standing) = stands(quiz, answers, product)
        {
            found.push(standing);
        }
    }
    // The sort is stable: equals stay in the merchant's order.
    found.sort_by_key(|(included, recommendation)| (!included, std::cmp::Reverse(recommendation.score)));
    let mut best: Vec<Recommendation> = found.into_iter().map(|(_, recommendation)| recommendation).collect();
    if best.is_empty() {
        for id in &results.fallback {
            let product = products.iter().find(|product| product.id == *id && product.available);
            best.extend(product.map(|product| Recommendation { product: product.clone(), score: 0, reasons: Vec::new() }));
        }
    }
    best.truncate(count);
    best
}

/// How a product stands with these answers: whether it is included, and its place; nothing where it has none.
fn stands(quiz: &Quiz, answers: &[&QuizAnswer], product: &Product) -> Option<(bool, Recommendation)> {
    let (mut score, mut included) = (0_i64, false);
    let mut reasons = Vec::new();
    for answer in answers {
        let elements = quiz.blocks.iter().flat_map(|block| &block.elements);
        let Some(element) = elements.into_iter().find(|element| element.id == answer.element) else { continue };
        for choice in &element.choices {
            if !answer.choices.contains(&choice.id) {
                continue;
            }
            let mut earned = false;
            for effect in &choice.scores {
                if !select::means(&effect.to, &product.id, &product.collections, &product.tags) {
                    continue;
                }
                let weight = effect.weight.unwrap_or(1);
                match effect.effect {
                    QuizEffect::Up => score = score.saturating_add(weight),
                    QuizEffect::Down => score = score.saturating_sub(weight),
                    QuizEffect::Include => included = true,
                    QuizEffect::Exclude => return None,
                }
                earned |= effect.effect != QuizEffect::Down;
            }
            if earned {
                reasons.push(QuizReason { element: element.id.clone(), choice: choice.id.clone() });
            }
        }
    }
    (included || score > 0).then(|| (included, Recommendation { product: product.clone(), score, reasons }))
}
