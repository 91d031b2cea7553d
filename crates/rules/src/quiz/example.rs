//! Parts of quizzes for tests.

use loyalty_api::product::Product;
use loyalty_api::quiz::{
    Quiz, QuizAction, QuizAnswer, QuizBlock, QuizChoice, QuizCondition, QuizEffect, QuizElement, QuizKind, QuizLogic,
    QuizOperation, QuizOperator, QuizOutcome, QuizResults, QuizScore, QuizVariable,
};

/// An element; one with choices has `a`, `b` and `c`.
pub(super) fn element(id: &str, kind: QuizKind) -> QuizElement {
    let choices = matches!(kind, QuizKind::Single | QuizKind::Multiple | QuizKind::Picture);
    QuizElement {
        id: id.into(),
        kind,
        headline: format!("{id}?"),
        help: None,
        required: false,
        choices: if choices { ["a", "b", "c"].map(choice).into() } else { vec![] },
        min: None,
        max: None,
        step: None,
        low: None,
        high: None,
        placeholder: None,
        consent: None,
        profile: None,
    }
}

pub(super) fn required(id: &str, kind: QuizKind) -> QuizElement {
    QuizElement { required: true, ..element(id, kind) }
}

pub(super) fn choice(id: &str) -> QuizChoice {
    QuizChoice { id: id.into(), label: id.to_uppercase(), image: None, scores: vec![] }
}

pub(super) fn score(to: &str, effect: QuizEffect, weight: i64) -> QuizScore {
    QuizScore { to: to.into(), effect, weight: matches!(effect, QuizEffect::Up | QuizEffect::Down).then_some(weight) }
}

pub(super) fn block(id: &str, elements: Vec<QuizElement>, logic: Vec<QuizLogic>) -> QuizBlock {
    QuizBlock { id: id.into(), headline: None, elements, logic, fallback: None }
}

pub(super) fn quiz(blocks: Vec<QuizBlock>) -> Quiz {
    Quiz {
        id: "qz_x".into(),
        title: "X".into(),
        description: None,
        consent: None,
        blocks,
        variables: vec![],
        outcomes: vec![],
        results: None,
    }
}

pub(super) fn recommending(blocks: Vec<QuizBlock>, count: i64, fallback: &[&str]) -> Quiz {
    let results = QuizResults { count, fallback: fallback.iter().map(|id| (*id).into()).collect() };
    Quiz { results: Some(results), ..quiz(blocks) }
}

pub(super) fn outcome(id: &str, when: Option<QuizCondition>) -> QuizOutcome {
    QuizOutcome { id: id.into(), title: id.into(), text: None, image: None, when }
}

pub(super) fn variable(id: &str, number: i64) -> QuizVariable {
    QuizVariable { id: id.into(), number }
}

pub(super) fn condition(element: &str, is: QuizOperator) -> QuizCondition {
    QuizCondition {
        and: vec![],
        or: vec![],
        element: Some(element.into()),
        variable: None,
        is: Some(is),
        choices: vec![],
        number: None,
        text: None,
    }
}

/// That a choice of an element was chosen.
pub(super) fn chose(element: &str, choice: &str) -> QuizCondition {
    QuizCondition { choices: vec![choice.into()], ..condition(element, QuizOperator::AnyOf) }
}

pub(super) fn when(condition: QuizCondition, then: Vec<QuizAction>) -> QuizLogic {
    QuizLogic { when: Some(condition), then }
}

pub(super) fn always(then: Vec<QuizAction>) -> QuizLogic {
    QuizLogic { when: None, then }
}

pub(super) fn jump(block: &str) -> QuizAction {
    QuizAction::JumpToBlock { block: block.into() }
}

pub(super) fn end(outcome: Option<&str>) -> QuizAction {
    QuizAction::End { outcome: outcome.map(Into::into) }
}

pub(super) fn require(element: &str) -> QuizAction {
    QuizAction::Require { element: element.into() }
}

pub(super) fn add(variable: &str, number: i64) -> QuizAction {
    let (operator, number) = (QuizOperation::Add, Some(number));
    QuizAction::Calculate { variable: variable.into(), operator, number, element: None, from: None }
}

/// An answer with nothing in it.
pub(super) fn answer(element: &str) -> QuizAnswer {
    QuizAnswer { element: element.into(), choices: vec![], number: None, text: None, consent: None }
}

pub(super) fn chosen(element: &str, choices: &[&str]) -> QuizAnswer {
    QuizAnswer { choices: choices.iter().map(|id| (*id).into()).collect(), ..answer(element) }
}

pub(super) fn number(element: &str, number: i64) -> QuizAnswer {
    QuizAnswer { number: Some(number), ..answer(element) }
}

pub(super) fn text(element: &str, text: &str) -> QuizAnswer {
    QuizAnswer { text: Some(text.into()), ..answer(element) }
}

pub(super) fn product(id: &str, collection: &str, tags: &[&str]) -> Product {
    Product {
        id: id.into(),
        title: id.into(),
        url: format!("/products/{id}"),
        image: None,
        price: 1000,
        collections: vec![collection.into()],
        tags: tags.iter().map(|tag| (*tag).into()).collect(),
        available: true,
    }
}
