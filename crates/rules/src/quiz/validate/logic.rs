//! What follows from answers: that it is about what is there.

use super::check::Check;
use super::conditions;
use crate::quiz::calculate::Operand;
use loyalty_api::quiz::{QuizAction, QuizKind, QuizOperation};

pub(super) fn check(check: &mut Check<'_>) {
    let quiz = check.quiz;
    for (place, block) in quiz.blocks.iter().enumerate() {
        let path = format!("blocks[{place}]");
        if let Some(fallback) = &block.fallback {
            check.block(fallback, format!("{path}.fallback"));
        }
        check.must(block.logic.len() <= 100, format!("{path}.logic"), "must be 100 at most.");
        for (index, logic) in block.logic.iter().enumerate() {
            let path = format!("{path}.logic[{index}]");
            if let Some(when) = &logic.when {
                conditions::check(check, when, Some(place), &format!("{path}.when"));
            }
            check.must((1..=100).contains(&logic.then.len()), format!("{path}.then"), "must be 1 to 100.");
            for (index, action) in logic.then.iter().enumerate() {
                one_action(check, action, place, &format!("{path}.then[{index}]"));
            }
        }
    }
}

fn one_action(check: &mut Check<'_>, action: &QuizAction, place: usize, path: &str) {
    match action {
        QuizAction::Calculate { variable, operator, number, element, from } => {
            check.variable(variable, format!("{path}.variable"));
            let operand = Operand { number: *number, element: element.as_deref(), from: from.as_deref() };
            calculation(check, *operator, operand, place, path);
        }
        QuizAction::Require { element } => {
            let Some((of, found)) = check.element(element) else {
                return check.must(false, format!("{path}.element"), "must be the id of one of the quiz's elements.");
            };
            let read = found.kind == QuizKind::Statement;
            check.must(!read, format!("{path}.element"), "is a statement: there is nothing to answer.");
            let ahead = check.ways.leads(place, of);
            check.must(ahead, format!("{path}.element"), "is never asked after this.");
        }
        QuizAction::JumpToBlock { block } => check.block(block, format!("{path}.block")),
        QuizAction::End { outcome } => {
            let quiz = check.quiz;
            let known = outcome.as_ref().is_none_or(|id| quiz.outcomes.iter().any(|outcome| outcome.id == *id));
            check.must(known, format!("{path}.outcome"), "must be the id of one of the quiz's outcomes.");
        }
    }
}

fn calculation(check: &mut Check<'_>, operator: QuizOperation, operand: Operand<'_>, place: usize, path: &str) {
    let given = [operand.number.is_some(), operand.element.is_some(), operand.from.is_some()];
    if given.into_iter().filter(|given| *given).count() != 1 {
        return check.must(false, path, "must calculate with one of `number`, `element` and `from`.");
    }
    let zero = operator == QuizOperation::Divide && operand.number == Some(0);
    check.must(!zero, format!("{path}.number"), "must not be 0: nothing is divided by it.");
    if let Some(from) = operand.from {
        check.variable(from, format!("{path}.from"));
    }
    if let Some(id) = operand.element {
        let Some((of, found)) = check.element(id) else {
            return check.must(false, format!("{path}.element"), "must be the id of one of the quiz's elements.");
        };
        let numbers = [QuizKind::Rating, QuizKind::Nps, QuizKind::Csat, QuizKind::Slider, QuizKind::Number];
        check.must(numbers.contains(&found.kind), format!("{path}.element"), "must be an element that is answered by a number.");
        let asked = check.ways.leads(of, place);
        check.must(asked, format!("{path}.element"), "is never asked before this.");
    }
}
