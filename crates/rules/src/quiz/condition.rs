//! Whether a condition holds.

use super::calculate::number_in;
use loyalty_api::quiz::{QuizAnswer, QuizCondition, QuizOperator, QuizVariable};
use std::cmp::Ordering;

/// Whether a condition holds with these answers and variables.
pub fn holds(condition: &QuizCondition, answers: &[&QuizAnswer], variables: &[QuizVariable]) -> bool {
    if !condition.and.is_empty() {
        return condition.and.iter().all(|part| holds(part, answers, variables));
    }
    if !condition.or.is_empty() {
        return condition.or.iter().any(|part| holds(part, answers, variables));
    }
    let Some(is) = condition.is else { return false };
    if let Some(id) = &condition.variable {
        let order = match (number_in(variables, id), condition.number) {
            (Some(number), Some(other)) => Some(number.cmp(&other)),
            _ => None,
        };
        return is_so(is, order);
    }
    let answer = answers.iter().find(|answer| Some(&answer.element) == condition.element.as_ref());
    match answer {
        Some(answer) => compare(is, answer, condition),
        None => matches!(is, QuizOperator::Skipped | QuizOperator::NotEquals | QuizOperator::NoneOf),
    }
}

fn compare(is: QuizOperator, answer: &QuizAnswer, condition: &QuizCondition) -> bool {
    let has = |choice: &String| answer.choices.contains(choice);
    match is {
        QuizOperator::Answered => true,
        QuizOperator::Skipped => false,
        QuizOperator::AnyOf => condition.choices.iter().any(has),
        QuizOperator::AllOf => condition.choices.iter().all(has),
        QuizOperator::NoneOf => !condition.choices.iter().any(has),
        QuizOperator::Contains => match (&answer.text, &condition.text) {
            (Some(text), Some(part)) => text.contains(part.as_str()),
            _ => false,
        },
        _ => is_so(is, order(answer, condition)),
    }
}

/// How an answer stands to what it is compared with. Choices are the same or not; so are texts of different lengths, for days
/// with and without a year have no order.
fn order(answer: &QuizAnswer, condition: &QuizCondition) -> Option<Ordering> {
    if let Some(number) = condition.number {
        return answer.number.map(|own| own.cmp(&number));
    }
    if let Some(text) = &condition.text {
        let own = answer.text.as_ref()?;
        return (own.len() == text.len()).then(|| own.cmp(text));
    }
    let same = answer.choices.len() == condition.choices.len() && condition.choices.iter().all(|id| answer.choices.contains(id));
    same.then_some(Ordering::Equal)
}

/// Whether two things that stand so to each other are as the operator says. What has no order is not equal.
fn is_so(is: QuizOperator, order: Option<Ordering>) -> bool {
    match is {
        QuizOperator::Equals => order == Some(Ordering::Equal),
        QuizOperator::NotEquals => order != Some(Ordering::Equal),
        QuizOperator::Less => order == Some(Ordering::Less),
        QuizOperator::AtMost => order.is_some_and(Ordering::is_le),
        QuizOperator::More => order == Some(Ordering::Greater),
        QuizOperator::AtLeast => order.is_some_and(Ordering::is_ge),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::example::{chosen, condition, number, text, variable};
    use QuizOperator::{AllOf, Answered, AnyOf, AtLeast, AtMost, Contains, Equals, Less, More, NoneOf, NotEquals, Skipped};

    #[test]
    fn each_operator_compares() {
        let answers =
            [chosen("herbs", &["mint", "sage"]), number("stars", 4), text("words", "so calm"), text("day", "2026-05-01")];
        let answers: Vec<&QuizAnswer> = answers.iter().collect();
        let variables = [variable("x", -3)];
        let plain = |element: &str, is| condition(element, is);
        let choices = |element: &str, is, ids: &[&str]| QuizCondition {
            choices: ids.iter().map(|id| (*id).into()).collect(),
            ..condition(element, is)
        };
        let with = |element: &str, is, number| QuizCondition { number: Some(number), ..condition(element, is) };
        let words = |element: &str, is, text: &str| QuizCondition { text: Some(text.into()), ..condition(element, is) };
        let of_x =
            |is, number| QuizCondition { variable: Some("x".into()), element: None, number: Some(number), ..condition("", is) };
        let (yes, no) = (plain("stars", Answered), plain("stars", Skipped));
        let and = |parts: &[&QuizCondition]| QuizCondition {
            and: parts.iter().map(|part| (*part).clone()).collect(),
            ..QuizCondition { element: None, is: None, ..condition("", Answered) }
        };
        let or = |parts: &[&QuizCondition]| QuizCondition {
            or: parts.iter().map(|part| (*part).clone()).collect(),
            ..QuizCondition { element: None, is: None, ..condition("", Answered) }
        };
        for (name, condition, expected) in [
            ("answered", yes.clone(), true),
            ("not answered", plain("moons", Answered), false),
            ("skipped", plain("moons", Skipped), true),
            ("not skipped", no.clone(), false),
            ("any", choices("herbs", AnyOf, &["mint", "thyme"]), true),
            ("not any", choices("herbs", AnyOf, &["thyme"]), false),
            ("all", choices("herbs", AllOf, &["sage", "mint"]), true),
            ("not all", choices("herbs", AllOf, &["sage", "thyme"]), false),
            ("none", choices("herbs", NoneOf, &["thyme"]), true),
            ("not none", choices("herbs", NoneOf, &["thyme", "mint"]), false),
            ("none of what was not asked", choices("spices", NoneOf, &["thyme"]), true),
            ("exactly these", choices("herbs", Equals, &["sage", "mint"]), true),
            ("these and more", choices("herbs", Equals, &["sage"]), false),
            ("not exactly these", choices("herbs", NotEquals, &["sage"]), true),
            ("a number", with("stars", Equals, 4), true),
            ("another number", with("stars", NotEquals, 4), false),
            ("less", with("stars", Less, 5), true),
            ("not less", with("stars", Less, 4), false),
            ("at most", with("stars", AtMost, 4), true),
            ("more", with("stars", More, 3), true),
            ("not more", with("stars", More, 4), false),
            ("at least", with("stars", AtLeast, 4), true),
            ("not at least", with("stars", AtLeast, 5), false),
            ("a number that is not there is not less", with("moons", Less, 5), false),
            ("and not equal", with("moons", NotEquals, 5), true),
            ("words", words("words", Equals, "so calm"), true),
            ("other words", words("words", Equals, "so loud"), false),
            ("a part of them", words("words", Contains, "calm"), true),
            ("no part of them", words("words", Contains, "Calm"), false),
            ("an earlier day", words("day", Less, "2026-05-02"), true),
            ("the day itself", words("day", AtLeast, "2026-05-01"), true),
            ("a later day", words("day", More, "2025-12-31"), true),
            ("a day without a year has no order", words("day", More, "--04-01"), false),
            ("a variable", of_x(Equals, -3), true),
            ("less than another", of_x(Less, 0), true),
            ("not more", of_x(More, 0), false),
            ("a variable that is not there", QuizCondition { variable: Some("y".into()), ..of_x(AtLeast, -9) }, false),
            ("both", and(&[&yes, &yes]), true),
            ("not both", and(&[&yes, &no]), false),
            ("either", or(&[&no, &yes]), true),
            ("neither", or(&[&no, &no]), false),
            ("one in another", and(&[&or(&[&no, &yes]), &yes]), true),
            ("nothing at all", QuizCondition { element: None, is: None, ..condition("", Equals) }, false),
        ] {
            assert_eq!(holds(&condition, &answers, &variables), expected, "{name}");
        }
    }
}
