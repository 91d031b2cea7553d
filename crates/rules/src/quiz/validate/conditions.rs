//! Conditions: that what they compare is there by then, and can be compared so.

use super::check::Check;
use loyalty_api::quiz::{QuizCondition, QuizElement, QuizKind, QuizOperator};

/// Conditions in conditions, at most.
const DEPTH: usize = 10;

/// Checks a condition that is asked when the block at `place` is passed; nothing: at the end.
pub(super) fn check(check: &mut Check<'_>, condition: &QuizCondition, place: Option<usize>, path: &str) {
    nested(check, condition, place, path, DEPTH);
}

fn nested(check: &mut Check<'_>, condition: &QuizCondition, place: Option<usize>, path: &str, depth: usize) {
    let compares = condition.is.is_some() || condition.element.is_some() || condition.variable.is_some();
    let forms = [!condition.and.is_empty(), !condition.or.is_empty(), compares];
    let one = forms.into_iter().filter(|form| *form).count() == 1;
    if !one {
        return check.must(false, path, "must be one of `and`, `or`, and a comparison with `is`.");
    }
    if depth == 0 {
        return check.must(false, path, "is in too many other conditions.");
    }
    for (name, parts) in [("and", &condition.and), ("or", &condition.or)] {
        for (index, part) in parts.iter().enumerate() {
            nested(check, part, place, &format!("{path}.{name}[{index}]"), depth - 1);
        }
    }
    if compares {
        comparison(check, condition, place, path);
    }
}

fn comparison(check: &mut Check<'_>, condition: &QuizCondition, place: Option<usize>, path: &str) {
    let Some(is) = condition.is else {
        return check.must(false, format!("{path}.is"), "is missing: it says how they are compared.");
    };
    match (&condition.element, &condition.variable) {
        (Some(id), None) => {
            let Some((of, element)) = check.element(id) else {
                return check.must(false, format!("{path}.element"), "must be the id of one of the quiz's elements.");
            };
            let asked = place.is_none_or(|place| check.ways.leads(of, place));
            check.must(asked, format!("{path}.element"), "is never asked before this.");
            let takes = takes(element.kind, is);
            check.must(takes.is_some(), format!("{path}.is"), format!("cannot be asked of a {} element.", element.kind.name()));
            if let Some(takes) = takes {
                operands(check, condition, takes, Some(element), path);
            }
        }
        (None, Some(id)) => {
            check.variable(id, format!("{path}.variable"));
            let takes = Some(Takes::Number).filter(|_| orders(is) || equates(is));
            check.must(takes.is_some(), format!("{path}.is"), "cannot be asked of a variable, which is a number.");
            if let Some(takes) = takes {
                operands(check, condition, takes, None, path);
            }
        }
        _ => check.must(false, path, "must be about an `element` or a `variable`, one of them."),
    }
}

/// What a comparison takes besides its operator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    Nothing,
    Choices,
    Number,
    Text,
}

/// What comparing a kind by an operator takes; nothing where it cannot be.
fn takes(kind: QuizKind, is: QuizOperator) -> Option<Takes> {
    use QuizKind::{Csat, Date, Email, Multiple, Nps, Number, Picture, Rating, Single, Slider, Statement, Text};
    use QuizOperator::{AllOf, Answered, AnyOf, Contains, NoneOf, Skipped};
    match kind {
        Statement => None,
        _ if matches!(is, Answered | Skipped) => Some(Takes::Nothing),
        Single | Multiple | Picture => (matches!(is, AnyOf | AllOf | NoneOf) || equates(is)).then_some(Takes::Choices),
        Rating | Nps | Csat | Slider | Number => (orders(is) || equates(is)).then_some(Takes::Number),
        Text | Email => (is == Contains || equates(is)).then_some(Takes::Text),
        Date => (orders(is) || equates(is)).then_some(Takes::Text),
    }
}

const fn orders(is: QuizOperator) -> bool {
    matches!(is, QuizOperator::Less | QuizOperator::AtMost | QuizOperator::More | QuizOperator::AtLeast)
}

const fn equates(is: QuizOperator) -> bool {
    matches!(is, QuizOperator::Equals | QuizOperator::NotEquals)
}

fn operands(check: &mut Check<'_>, condition: &QuizCondition, takes: Takes, element: Option<&QuizElement>, path: &str) {
    let given = [
        ("choices", !condition.choices.is_empty(), Takes::Choices),
        ("number", condition.number.is_some(), Takes::Number),
        ("text", condition.text.is_some(), Takes::Text),
    ];
    for (name, is_there, wanted) in given {
        check.belongs(is_there, takes == wanted, format!("{path}.{name}"));
        let missing = takes == wanted && !is_there;
        check.must(!missing, format!("{path}.{name}"), "is missing: it is what is compared with.");
    }
    for (index, id) in condition.choices.iter().enumerate().filter(|_| takes == Takes::Choices) {
        let known = element.is_some_and(|element| element.choices.iter().any(|choice| choice.id == *id));
        check.must(known, format!("{path}.choices[{index}]"), "must be the id of one of the element's choices.");
    }
    let day = element.is_none_or(|element| element.kind != QuizKind::Date);
    let day = day || condition.text.as_deref().is_none_or(crate::calendar::is_day);
    check.must(day, format!("{path}.text"), "must be a day such as 2026-01-31 or --01-31.");
}
