//! Quizzes and products in one language.

use crate::programme::document::{BlockPlan, Document, ElementPlan, OutcomePlan, ProductOffer, QuizPlan, Texts};
use crate::programme::localise::text;
use loyalty_api::product::Product;
use loyalty_api::quiz::{Quiz, QuizBlock, QuizChoice, QuizElement, QuizOutcome};

/// One of the document's languages, and the one for what it lacks.
#[derive(Clone, Copy, Debug)]
struct Language<'a> {
    locale: &'a str,
    fallback: &'a str,
}

impl Language<'_> {
    fn maybe(self, texts: &Texts) -> Option<String> {
        text(texts, self.locale, self.fallback)
    }

    fn of(self, texts: &Texts) -> String {
        self.maybe(texts).unwrap_or_default()
    }
}

/// A quiz of a document in this language.
pub fn quiz(document: &Document, plan: &QuizPlan, locale: &str) -> Quiz {
    let words = Language { locale, fallback: &document.default_locale };
    Quiz {
        id: plan.id.clone(),
        title: words.of(&plan.title),
        description: words.maybe(&plan.description),
        consent: words.maybe(&plan.consent),
        blocks: plan.blocks.iter().map(|plan| block(plan, words)).collect(),
        variables: plan.variables.clone(),
        outcomes: plan.outcomes.iter().map(|plan| outcome(plan, words)).collect(),
        results: plan.results.clone(),
    }
}

/// Every product of a document in this language, in the merchant's order.
pub fn products(document: &Document, locale: &str) -> Vec<Product> {
    document.products.iter().map(|offer| product(document, offer, locale)).collect()
}

/// A product of a document in this language.
pub fn product(document: &Document, offer: &ProductOffer, locale: &str) -> Product {
    let words = Language { locale, fallback: &document.default_locale };
    Product {
        id: offer.id.clone(),
        title: words.of(&offer.title),
        url: words.of(&offer.url),
        image: offer.image.clone(),
        price: offer.price,
        collections: offer.collections.clone(),
        tags: offer.tags.clone(),
        available: offer.available,
    }
}

fn block(plan: &BlockPlan, words: Language<'_>) -> QuizBlock {
    QuizBlock {
        id: plan.id.clone(),
        headline: words.maybe(&plan.headline),
        elements: plan.elements.iter().map(|plan| element(plan, words)).collect(),
        logic: plan.logic.clone(),
        fallback: plan.fallback.clone(),
    }
}

fn element(plan: &ElementPlan, words: Language<'_>) -> QuizElement {
    let choices = plan.choices.iter().map(|choice| QuizChoice {
        id: choice.id.clone(),
        label: words.of(&choice.label),
        image: choice.image.clone(),
        scores: choice.scores.clone(),
    });
    QuizElement {
        id: plan.id.clone(),
        kind: plan.kind,
        headline: words.of(&plan.headline),
        help: words.maybe(&plan.help),
        required: plan.required,
        choices: choices.collect(),
        min: plan.min,
        max: plan.max,
        step: plan.step,
        low: words.maybe(&plan.low),
        high: words.maybe(&plan.high),
        placeholder: words.maybe(&plan.placeholder),
        consent: words.maybe(&plan.consent),
        profile: plan.profile.clone(),
    }
}

fn outcome(plan: &OutcomePlan, words: Language<'_>) -> QuizOutcome {
    QuizOutcome {
        id: plan.id.clone(),
        title: words.of(&plan.title),
        text: words.maybe(&plan.text),
        image: plan.image.clone(),
        when: plan.when.clone(),
    }
}
