//! Blocks, their questions, and what those take.

use super::check::Check;
use crate::quiz::range;
use loyalty_api::quiz::{QuizEffect, QuizElement, QuizKind, QuizScore};

/// Blocks of a quiz, elements of a block, and choices of an element, at most.
const MOST: usize = 100;
/// What a number in a quiz is at most, either way.
const LARGEST: i64 = 1_000_000_000;

pub(super) fn check(check: &mut Check<'_>) {
    let quiz = check.quiz;
    check.must((1..=MOST).contains(&quiz.blocks.len()), "blocks", "must be 1 to 100.");
    let (mut blocks, mut elements, mut variables) = (Vec::new(), Vec::new(), Vec::new());
    for (place, block) in quiz.blocks.iter().enumerate() {
        let path = format!("blocks[{place}]");
        check.id(&block.id, &mut blocks, &path);
        check.must((1..=MOST).contains(&block.elements.len()), format!("{path}.elements"), "must be 1 to 100.");
        for (index, element) in block.elements.iter().enumerate() {
            let path = format!("{path}.elements[{index}]");
            check.id(&element.id, &mut elements, &path);
            one_element(check, element, &path);
        }
    }
    for (index, variable) in quiz.variables.iter().enumerate() {
        let path = format!("variables[{index}]");
        check.id(&variable.id, &mut variables, &path);
        check.range(variable.number, -LARGEST, LARGEST, format!("{path}.number"));
    }
}

fn one_element(check: &mut Check<'_>, element: &QuizElement, path: &str) {
    let at = |field: &str| format!("{path}.{field}");
    let is = |kinds: &[QuizKind]| kinds.contains(&element.kind);
    let scale = is(&[QuizKind::Rating, QuizKind::Nps, QuizKind::Csat, QuizKind::Slider]);
    check.belongs(element.required, !is(&[QuizKind::Statement]), at("required"));
    check.belongs(element.consent.is_some(), is(&[QuizKind::Email]), at("consent"));
    check.belongs(element.low.is_some(), scale, at("low"));
    check.belongs(element.high.is_some(), scale, at("high"));
    let typed = is(&[QuizKind::Text, QuizKind::Number, QuizKind::Email]);
    check.belongs(element.placeholder.is_some(), typed, at("placeholder"));
    choices(check, element, path);
    bounds(check, element, path);
    if let Some(profile) = &element.profile {
        let name = (1..=64).contains(&profile.len())
            && profile.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        check.must(name, at("profile"), "must be 1 to 64 small letters, digits or underscores.");
        check.belongs(true, !is(&[QuizKind::Statement]), at("profile"));
        let day = profile != "birthday" || is(&[QuizKind::Date]);
        check.must(day, at("profile"), "is a day: the element's kind must be date.");
        let agreed = check.quiz.consent.is_some();
        check.must(agreed, at("profile"), "needs the quiz's `consent`, the sentence that the shopper agrees to.");
    }
}

fn choices(check: &mut Check<'_>, element: &QuizElement, path: &str) {
    let chosen = matches!(element.kind, QuizKind::Single | QuizKind::Multiple | QuizKind::Picture);
    let path = format!("{path}.choices");
    if !chosen {
        return check.belongs(!element.choices.is_empty(), false, path);
    }
    check.must(
        (1..=MOST).contains(&element.choices.len()),
        path.clone(),
        "must be 1 to 100: there is nothing to choose otherwise.",
    );
    let mut ids = Vec::new();
    for (index, choice) in element.choices.iter().enumerate() {
        let path = format!("{path}[{index}]");
        check.id(&choice.id, &mut ids, &path);
        let seen = element.kind != QuizKind::Picture || choice.image.is_some();
        check.must(seen, format!("{path}.image"), "is missing: the choices are pictures.");
        for (index, score) in choice.scores.iter().enumerate() {
            one_score(check, score, &format!("{path}.scores[{index}]"));
        }
    }
}

fn one_score(check: &mut Check<'_>, score: &QuizScore, path: &str) {
    check.selector(&score.to, format!("{path}.to"));
    let weighs = matches!(score.effect, QuizEffect::Up | QuizEffect::Down);
    check.belongs(score.weight.is_some(), weighs, format!("{path}.weight"));
    check.range(score.weight.unwrap_or(1), 1, 1_000, format!("{path}.weight"));
    let used = check.quiz.results.is_some();
    check.must(used, path, "counts for nothing: the quiz has no `results`.");
}

/// What `min`, `max` and `step` mean for each kind, and where they have no place.
fn bounds(check: &mut Check<'_>, element: &QuizElement, path: &str) {
    use QuizKind::{Csat, Date, Email, Multiple, Nps, Number, Picture, Rating, Single, Slider, Statement, Text};
    let at = |field: &str| format!("{path}.{field}");
    let (numbers, counts) = (matches!(element.kind, Slider | Number), matches!(element.kind, Multiple | Picture));
    check.belongs(element.min.is_some(), numbers || counts, at("min"));
    check.belongs(element.step.is_some(), numbers, at("step"));
    let (min, max) = range(element);
    match element.kind {
        Slider | Number => {
            check.range(element.min.unwrap_or(0), -LARGEST, LARGEST, at("min"));
            check.range(element.max.unwrap_or(0), -LARGEST, LARGEST, at("max"));
            check.must(min < max, at("max"), format!("must be more than the least, {min}."));
            let step = element.step.unwrap_or(1);
            check.must(step >= 1, at("step"), "must be at least 1.");
            let reaches = step < 1 || element.min.unwrap_or(0).saturating_add(step) <= max;
            check.must(reaches || min >= max, at("step"), "must be no more than there is from the least to the most.");
        }
        Multiple | Picture => {
            let all = i64::try_from(element.choices.len()).unwrap_or(i64::MAX);
            check.must(min >= 1, at("min"), "must be at least 1: what need not be answered is not `required`.");
            check.must(min <= max, at("max"), format!("must be at least {min}, the fewest choices."));
            check.must(max <= all, at("max"), format!("must be at most {all}, all of the choices."));
        }
        Rating => check.range(max, 2, 10, at("max")),
        Text => check.range(element.max.unwrap_or(1), 1, 2_000, at("max")),
        Single | Nps | Csat | Email | Date | Statement => check.belongs(element.max.is_some(), false, at("max")),
    }
}
