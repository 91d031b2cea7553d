//! Whether an answer is one to its question.

use crate::calendar::is_day;
use loyalty_api::quiz::{QuizAnswer, QuizElement, QuizKind};

/// Characters of a text without a `max`.
const TEXT: i64 = 500;
/// The longest e-mail address that can be written to.
const ADDRESS: usize = 254;

/// Whether this answers this element: what its kind asks for and nothing else, within its bounds. An answer with nothing in it
/// is none.
pub fn fits(element: &QuizElement, answer: &QuizAnswer) -> bool {
    use QuizKind::{Csat, Date, Email, Multiple, Nps, Number, Picture, Rating, Single, Slider, Text};
    let (chosen, number, text) = (!answer.choices.is_empty(), answer.number, answer.text.as_deref());
    if answer.consent == Some(true) && (element.kind != Email || element.consent.is_none()) {
        return false;
    }
    match (element.kind, chosen, number, text) {
        (Single | Multiple | Picture, true, None, None) => fits_choices(element, &answer.choices),
        (Rating | Nps | Csat | Slider | Number, false, Some(number), None) => fits_number(element, number),
        (Text, false, None, Some(text)) => {
            let most = usize::try_from(element.max.unwrap_or(TEXT)).unwrap_or(0);
            !text.trim().is_empty() && text.chars().nth(most).is_none()
        }
        (Email, false, None, Some(text)) => is_address(text),
        (Date, false, None, Some(text)) => is_day(text),
        _ => false,
    }
}

/// The least and the most: the number an element takes, or how many of its choices. For other kinds it means nothing.
pub fn range(element: &QuizElement) -> (i64, i64) {
    let choices = i64::try_from(element.choices.len()).unwrap_or(i64::MAX);
    match element.kind {
        QuizKind::Single => (1, 1),
        QuizKind::Multiple => (element.min.unwrap_or(1), element.max.unwrap_or(choices)),
        QuizKind::Picture => (element.min.unwrap_or(1), element.max.unwrap_or(1)),
        QuizKind::Rating => (1, element.max.unwrap_or(5)),
        QuizKind::Csat => (1, 5),
        QuizKind::Nps => (0, 10),
        QuizKind::Slider => (element.min.unwrap_or(0), element.max.unwrap_or(100)),
        _ => (element.min.unwrap_or(i64::MIN), element.max.unwrap_or(i64::MAX)),
    }
}

fn fits_number(element: &QuizElement, number: i64) -> bool {
    let (from, to) = range(element);
    // A number without a `min` is counted from zero.
    let above = number.checked_sub(element.min.unwrap_or(0));
    let in_step = match element.kind {
        QuizKind::Slider | QuizKind::Number => above.and_then(|above| above.checked_rem(element.step.unwrap_or(1))) == Some(0),
        _ => true,
    };
    from <= number && number <= to && in_step
}

fn fits_choices(element: &QuizElement, chosen: &[String]) -> bool {
    let (from, to) = range(element);
    let count = i64::try_from(chosen.len()).unwrap_or(i64::MAX);
    let mut rest = chosen;
    while let Some((id, after)) = rest.split_first() {
        if after.contains(id) || !element.choices.iter().any(|choice| choice.id == *id) {
            return false;
        }
        rest = after;
    }
    from <= count && count <= to
}

/// Whether this can be an e-mail address. Only writing to it tells whether it is one.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '@';
    text.len() <= ADDRESS
        && !local.is_empty()
        && !text.starts_with(odd)
        && !local.contains(odd)
        && !domain.contains(odd)
        && !domain.starts_with('.')
        && !domain.ends_with('.')
        && domain.contains('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::example::{answer, chosen, element, number, text};
    use QuizKind::{Csat, Date, Email, Multiple, Nps, Number, Picture, Rating, Single, Slider, Statement, Text};

    #[test]
    fn each_kind_takes_its_answers() {
        let of = |kind| element("q", kind);
        let bounds = |kind, min, max| QuizElement { min, max, ..element("q", kind) };
        let steps = |min, max, step| QuizElement { min, max, step: Some(step), ..element("q", Slider) };
        let newsletter = QuizElement { consent: Some("I agree".into()), ..of(Email) };
        let agrees = |text_: &str| QuizAnswer { consent: Some(true), ..text("q", text_) };
        for (name, element, answer, expected) in [
            ("one choice", of(Single), chosen("q", &["a"]), true),
            ("two of one", of(Single), chosen("q", &["a", "b"]), false),
            ("a choice that is not there", of(Single), chosen("q", &["z"]), false),
            ("a number for a choice", of(Single), number("q", 1), false),
            ("nothing", of(Single), answer("q"), false),
            ("several", of(Multiple), chosen("q", &["b", "a"]), true),
            ("all", of(Multiple), chosen("q", &["b", "a", "c"]), true),
            ("one twice", of(Multiple), chosen("q", &["a", "a"]), false),
            ("fewer than wanted", bounds(Multiple, Some(2), None), chosen("q", &["a"]), false),
            ("more than wanted", bounds(Multiple, None, Some(1)), chosen("q", &["a", "b"]), false),
            ("a picture", of(Picture), chosen("q", &["c"]), true),
            ("two pictures of one", of(Picture), chosen("q", &["a", "c"]), false),
            ("two pictures", bounds(Picture, None, Some(2)), chosen("q", &["a", "c"]), true),
            ("five stars", of(Rating), number("q", 5), true),
            ("six stars of five", of(Rating), number("q", 6), false),
            ("six stars of ten", bounds(Rating, None, Some(10)), number("q", 6), true),
            ("no star", of(Rating), number("q", 0), false),
            ("a score of zero", of(Nps), number("q", 0), true),
            ("a score of ten", of(Nps), number("q", 10), true),
            ("a score of eleven", of(Nps), number("q", 11), false),
            ("content", of(Csat), number("q", 4), true),
            ("more than content", of(Csat), number("q", 6), false),
            ("on the slider", of(Slider), number("q", 100), true),
            ("beyond the slider", of(Slider), number("q", 101), false),
            ("in steps", steps(Some(5), Some(50), 10), number("q", 25), true),
            ("between steps", steps(Some(5), Some(50), 10), number("q", 20), false),
            ("a step of nothing", steps(Some(5), Some(50), 0), number("q", 25), false),
            ("any number", of(Number), number("q", -7), true),
            ("the largest number", of(Number), number("q", i64::MAX), true),
            ("below a minimum", bounds(Number, Some(0), None), number("q", -7), false),
            ("too far from its minimum", bounds(Number, Some(-7), None), number("q", i64::MAX), false),
            ("words", of(Text), text("q", "green"), true),
            ("blank", of(Text), text("q", " \n"), false),
            ("as long as it may be", bounds(Text, None, Some(3)), text("q", "żół"), true),
            ("longer", bounds(Text, None, Some(3)), text("q", "żółw"), false),
            ("an address", of(Email), text("q", "ada@example.com"), true),
            ("an address without a domain", of(Email), text("q", "ada@"), false),
            ("two addresses", of(Email), text("q", "ada@example.com, bea@example.com"), false),
            ("a domain without a dot", of(Email), text("q", "ada@localhost"), false),
            ("agreeing to nothing", of(Email), agrees("ada@example.com"), false),
            ("agreeing", newsletter.clone(), agrees("ada@example.com"), true),
            ("agreeing without an address", newsletter, QuizAnswer { consent: Some(true), ..answer("q") }, false),
            ("a day", of(Date), text("q", "2024-02-29"), true),
            ("a day that is not", of(Date), text("q", "2026-02-29"), false),
            ("a birthday", of(Date), text("q", "--02-29"), true),
            ("half a day", of(Date), text("q", "2026-02"), false),
            ("an answer to a statement", of(Statement), text("q", "I see"), false),
        ] {
            assert_eq!(fits(&element, &answer), expected, "{name}");
        }
    }
}
