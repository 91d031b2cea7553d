//! Quizzes: their texts here, their ways and numbers by the rules.

use super::Mistake;
use super::check::Check;
use crate::programme::document::{BlockPlan, QuizPlan};
use crate::quizzes::localise;
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    // A default language that is none of the programme's is reported once, by its own path.
    let known = document.locales.iter().find(|locale| **locale == document.default_locale).or(document.locales.first());
    let locale = known.unwrap_or(&document.default_locale);
    let products = localise::products(document, locale);
    let mut ids = HashSet::new();
    for (index, plan) in document.quizzes.iter().enumerate() {
        let path = format!("quizzes[{index}]");
        check.id(&plan.id, "qz_", &path);
        check.must(ids.insert(plan.id.as_str()), format!("{path}.id"), "is the id of another quiz.");
        words(check, plan, &path);
        let quiz = localise::quiz(document, plan, locale);
        for mistake in loyalty_rules::quiz::validate(&quiz, &products) {
            check.mistakes.push(Mistake { path: format!("{path}.{}", mistake.path), sentence: mistake.sentence });
        }
    }
    references(check, &ids);
}

/// What else of a document speaks of quizzes.
fn references(check: &mut Check<'_>, ids: &HashSet<&str>) {
    let document = check.document;
    let mut rewarded = HashSet::new();
    for (index, rule) in document.earning.iter().enumerate() {
        if let Some(quiz) = &rule.quiz {
            let path = format!("earning[{index}].quiz");
            check.must(ids.contains(quiz.as_str()), path.clone(), "must be the id of one of quizzes.");
            check.must(rewarded.insert(quiz), path, "is rewarded by another rule.");
        }
    }
    for (index, campaign) in document.campaigns.iter().enumerate() {
        for (at, content) in campaign.contents.iter().enumerate() {
            let known = content.quiz.as_ref().is_none_or(|quiz| ids.contains(quiz.as_str()));
            check.must(known, format!("campaigns[{index}].contents[{at}].quiz"), "must be the id of one of quizzes.");
        }
    }
}

fn words(check: &mut Check<'_>, plan: &QuizPlan, path: &str) {
    check.texts(&plan.title, &format!("{path}.title"), true);
    check.texts(&plan.description, &format!("{path}.description"), false);
    check.texts(&plan.consent, &format!("{path}.consent"), false);
    for (index, block) in plan.blocks.iter().enumerate() {
        words_of_block(check, block, &format!("{path}.blocks[{index}]"));
    }
    for (index, outcome) in plan.outcomes.iter().enumerate() {
        let path = format!("{path}.outcomes[{index}]");
        check.texts(&outcome.title, &format!("{path}.title"), true);
        check.texts(&outcome.text, &format!("{path}.text"), false);
        check.image(outcome.image.as_ref(), format!("{path}.image"));
    }
}

fn words_of_block(check: &mut Check<'_>, block: &BlockPlan, path: &str) {
    check.texts(&block.headline, &format!("{path}.headline"), false);
    for (index, element) in block.elements.iter().enumerate() {
        let path = format!("{path}.elements[{index}]");
        check.texts(&element.headline, &format!("{path}.headline"), true);
        for (texts, field) in [
            (&element.help, "help"),
            (&element.low, "low"),
            (&element.high, "high"),
            (&element.placeholder, "placeholder"),
            (&element.consent, "consent"),
        ] {
            check.texts(texts, &format!("{path}.{field}"), false);
        }
        for (index, choice) in element.choices.iter().enumerate() {
            let path = format!("{path}.choices[{index}]");
            check.texts(&choice.label, &format!("{path}.label"), true);
            check.image(choice.image.as_ref(), format!("{path}.image"));
        }
    }
}
