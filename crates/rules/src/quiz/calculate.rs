//! Changing variables.

use loyalty_api::quiz::{QuizAnswer, QuizOperation, QuizVariable};

/// What a variable is changed by: a number, the number of an element's answer, or a variable.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operand<'a> {
    pub(super) number: Option<i64>,
    pub(super) element: Option<&'a str>,
    pub(super) from: Option<&'a str>,
}

/// Changes the variable of this id. What cannot be calculated leaves it as it was.
pub(super) fn calculate(
    variables: &mut [QuizVariable],
    id: &str,
    operator: QuizOperation,
    operand: Operand<'_>,
    answers: &[&QuizAnswer],
) {
    let operand = match operand {
        Operand { number: Some(number), .. } => Some(number),
        Operand { element: Some(element), .. } => number_of(answers, element),
        Operand { from, .. } => from.and_then(|from| number_in(variables, from)),
    };
    for variable in variables {
        if variable.id == id
            && let Some(operand) = operand
        {
            variable.number = apply(variable.number, operator, operand).unwrap_or(variable.number);
        }
    }
}

fn apply(number: i64, operator: QuizOperation, by: i64) -> Option<i64> {
    match operator {
        QuizOperation::Assign => Some(by),
        QuizOperation::Add => number.checked_add(by),
        QuizOperation::Subtract => number.checked_sub(by),
        QuizOperation::Multiply => number.checked_mul(by),
        QuizOperation::Divide => number.checked_div(by),
    }
}

/// The number of a variable.
pub(super) fn number_in(variables: &[QuizVariable], id: &str) -> Option<i64> {
    variables.iter().find(|variable| variable.id == id).map(|variable| variable.number)
}

fn number_of(answers: &[&QuizAnswer], element: &str) -> Option<i64> {
    answers.iter().find(|answer| answer.element == element).and_then(|answer| answer.number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::example::{number, variable};

    #[test]
    fn what_cannot_be_calculated_leaves_the_variable() {
        use QuizOperation::{Add, Assign, Divide, Multiply, Subtract};
        let by = |number| Operand { number: Some(number), element: None, from: None };
        let of = |element| Operand { number: None, element: Some(element), from: None };
        let from = |from| Operand { number: None, element: None, from: Some(from) };
        let stars = number("stars", 4);
        for (name, before, operator, operand, expected) in [
            ("assigned", 7, Assign, by(3), 3),
            ("added", 7, Add, by(3), 10),
            ("taken off", 7, Subtract, by(10), -3),
            ("multiplied", 7, Multiply, by(-2), -14),
            ("divided", 7, Divide, by(2), 3),
            ("divided towards zero", -7, Divide, by(2), -3),
            ("divided by zero", 7, Divide, by(0), 7),
            ("too large", i64::MAX, Add, by(1), i64::MAX),
            ("too small", i64::MIN, Divide, by(-1), i64::MIN),
            ("by an answer", 7, Add, of("stars"), 11),
            ("by an answer that is not there", 7, Add, of("moons"), 7),
            ("by a variable", 7, Multiply, from("ten"), 70),
            ("by itself", 7, Add, from("x"), 14),
            ("by a variable that is not there", 7, Add, from("y"), 7),
            ("by nothing", 7, Assign, Operand { number: None, element: None, from: None }, 7),
        ] {
            let mut variables = vec![variable("x", before), variable("ten", 10)];
            calculate(&mut variables, "x", operator, operand, &[&stars]);
            assert_eq!(variables, [variable("x", expected), variable("ten", 10)], "{name}");
        }
    }
}
