//! What is wrong with an answer, in words.

use super::Sight;
use loyalty_api::quiz::{QuizAnswer, QuizElement, QuizKind};
use loyalty_rules::quiz::{fits, range};

/// Characters of a text without a `max`.
const TEXT: i64 = 500;

/// What is wrong; nothing where the block can be passed with this answer.
pub(super) fn of(sight: Sight<'_>, element: &QuizElement, answer: &QuizAnswer, required: bool) -> Option<String> {
    let words = sight.view.words;
    let empty = answer.choices.is_empty() && answer.number.is_none() && answer.text.is_none() && answer.consent.is_none();
    if fits(element, answer) || empty && !required {
        return None;
    }
    let (low, high) = range(element);
    let chosen = i64::try_from(answer.choices.len()).unwrap_or_default();
    Some(match element.kind {
        QuizKind::Multiple | QuizKind::Picture if chosen > high => words.plural("quiz.need.most", high),
        QuizKind::Multiple | QuizKind::Picture if low > 1 => words.plural("quiz.need.least", low),
        QuizKind::Slider | QuizKind::Number if low == i64::MIN || high == i64::MAX => words.t("quiz.need.number"),
        QuizKind::Slider | QuizKind::Number => {
            let [low, high, step] = [low, high, element.step.unwrap_or(1)].map(|number| words.number(number));
            let key = if element.step.unwrap_or(1) > 1 { "rewards.allowed" } else { "quiz.need.range" };
            words.fill(key, &[("low", &low), ("high", &high), ("step", &step)])
        }
        QuizKind::Text if answer.text.as_ref().is_some_and(|text| !text.trim().is_empty()) => {
            words.plural("quiz.need.shorter", element.max.unwrap_or(TEXT))
        }
        QuizKind::Text => words.t("quiz.need.text"),
        QuizKind::Email => words.t("friend.bad_email"),
        QuizKind::Date => words.t("quiz.need.date"),
        _ => words.t("quiz.need.choice"),
    })
}
