//! Random quizzes and answers, whatever sense they make.

use super::example::{
    answer, block, choice, choice as plain, chosen, condition, element, number, outcome, product, quiz, score, text, variable,
};
use loyalty_api::product::Product;
use loyalty_api::quiz::{
    Quiz, QuizAction, QuizAnswer, QuizBlock, QuizChoice, QuizCondition, QuizEffect, QuizElement, QuizKind, QuizLogic,
    QuizOperation, QuizOperator, QuizResults,
};

const ELEMENTS: u64 = 3;
const CHOICES: [&str; 3] = ["a", "b", "c"];

/// Numbers that follow from a seed (xorshift).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `sides`.
    pub(super) const fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[usize::try_from(self.roll(items.len() as u64)).unwrap()].clone()
    }

    fn chance(&mut self, of_ten: u64) -> bool {
        self.roll(10) < of_ten
    }
}

/// A quiz of up to eight blocks, whose logic may lead anywhere and speak of what is not there.
pub(super) fn random_quiz(dice: &mut Dice) -> Quiz {
    let blocks = 1 + dice.roll(8);
    let built = (0..blocks).map(|place| random_block(dice, place, blocks)).collect();
    let outcomes = vec![outcome("first", Some(random_condition(dice, blocks, 2))), outcome("rest", None)];
    let results = QuizResults { count: 3, fallback: vec!["p0".into()] };
    Quiz { variables: vec![variable("x", 0), variable("y", 1)], outcomes, results: Some(results), ..quiz(built) }
}

fn random_block(dice: &mut Dice, place: u64, blocks: u64) -> QuizBlock {
    let elements = (0..1 + dice.roll(ELEMENTS)).map(|index| random_element(dice, &format!("q{place}_{index}"))).collect();
    let logic = (0..dice.roll(4)).map(|_| random_logic(dice, blocks)).collect();
    let fallback = dice.chance(2).then(|| random_place(dice, blocks));
    QuizBlock { fallback, ..block(&format!("b{place}"), elements, logic) }
}

fn random_element(dice: &mut Dice, id: &str) -> QuizElement {
    let kind = dice.pick(QuizKind::ALL);
    let built = QuizElement { required: dice.chance(2), ..element(id, kind) };
    let choices = if built.choices.is_empty() { vec![] } else { CHOICES.map(|id| random_choice(dice, id)).into() };
    QuizElement { choices, ..built }
}

fn random_choice(dice: &mut Dice, id: &str) -> QuizChoice {
    let mut scores = vec![];
    while dice.chance(4) {
        let to = dice.pick(&["product:p0", "product:p3", "collection:even", "tag:t0", "tag:t2", "tag:none"]);
        let effect = dice.pick(&[
            QuizEffect::Up,
            QuizEffect::Up,
            QuizEffect::Up,
            QuizEffect::Down,
            QuizEffect::Include,
            QuizEffect::Exclude,
        ]);
        scores.push(score(to, effect, 1 + i64::try_from(dice.roll(3)).unwrap()));
    }
    QuizChoice { scores, ..plain(id) }
}

fn random_place(dice: &mut Dice, blocks: u64) -> String {
    format!("b{}", dice.roll(blocks + 1))
}

fn random_name(dice: &mut Dice, blocks: u64) -> String {
    format!("q{}_{}", dice.roll(blocks), dice.roll(ELEMENTS))
}

fn random_logic(dice: &mut Dice, blocks: u64) -> QuizLogic {
    let when = dice.chance(8).then(|| random_condition(dice, blocks, 2));
    let then = (0..1 + dice.roll(3)).map(|_| random_action(dice, blocks)).collect();
    QuizLogic { when, then }
}

fn random_action(dice: &mut Dice, blocks: u64) -> QuizAction {
    match dice.roll(12) {
        0..=6 => QuizAction::Calculate {
            variable: dice.pick(&["x", "y"]).into(),
            operator: dice.pick(QuizOperation::ALL),
            number: dice.chance(6).then_some(i64::try_from(dice.roll(7)).unwrap() - 3),
            element: dice.chance(5).then(|| random_name(dice, blocks)),
            from: Some(dice.pick(&["x", "y", "z"]).into()),
        },
        7 => QuizAction::Require { element: random_name(dice, blocks) },
        8 => QuizAction::End { outcome: dice.chance(5).then(|| "first".into()) },
        _ => QuizAction::JumpToBlock { block: random_place(dice, blocks) },
    }
}

fn random_condition(dice: &mut Dice, blocks: u64, depth: u64) -> QuizCondition {
    let parts = |dice: &mut Dice| (0..dice.roll(3)).map(|_| random_condition(dice, blocks, depth - 1)).collect();
    let empty = QuizCondition { element: None, is: None, ..condition("", QuizOperator::Answered) };
    match dice.roll(6) {
        0 if depth > 0 => QuizCondition { and: parts(dice), ..empty },
        1 if depth > 0 => QuizCondition { or: parts(dice), ..empty },
        2 => QuizCondition {
            variable: Some(dice.pick(&["x", "y", "z"]).into()),
            element: None,
            number: Some(i64::try_from(dice.roll(5)).unwrap()),
            ..condition("", dice.pick(QuizOperator::ALL))
        },
        _ => QuizCondition {
            choices: if dice.chance(6) { vec![dice.pick(&CHOICES).into()] } else { vec![] },
            number: dice.chance(5).then_some(i64::try_from(dice.roll(11)).unwrap()),
            text: dice.chance(2).then(|| "2026-05-01".into()),
            ..condition(&random_name(dice, blocks), dice.pick(QuizOperator::ALL))
        },
    }
}

/// An answer to an element: mostly one that fits it.
pub(super) fn random_answer(dice: &mut Dice, element: &QuizElement) -> QuizAnswer {
    let id = element.id.as_str();
    if dice.chance(1) {
        return dice.pick(&[answer(id), chosen(id, &["z"]), number(id, -99), text(id, " ")]);
    }
    match element.kind {
        QuizKind::Multiple if dice.chance(5) => chosen(id, &["c", "a"]),
        QuizKind::Single | QuizKind::Multiple | QuizKind::Picture => chosen(id, &[dice.pick(&CHOICES)]),
        QuizKind::Text => text(id, dice.pick(&["calm", "loud"])),
        QuizKind::Email => text(id, "ada@example.com"),
        QuizKind::Date => text(id, dice.pick(&["2026-05-01", "2025-01-01", "--02-29"])),
        QuizKind::Statement => answer(id),
        _ => number(id, 1 + i64::try_from(dice.roll(5)).unwrap()),
    }
}

/// Answers to most of a quiz's elements, some twice.
pub(super) fn random_answers(dice: &mut Dice, quiz: &Quiz) -> Vec<QuizAnswer> {
    let mut answers = vec![];
    for element in quiz.blocks.iter().flat_map(|block| &block.elements) {
        while dice.chance(8) {
            answers.push(random_answer(dice, element));
            if dice.chance(7) {
                break;
            }
        }
    }
    answers
}

/// Six products, the fifth of which cannot be bought.
pub(super) fn shelf() -> Vec<Product> {
    let product = |number: usize| Product {
        available: number != 4,
        ..product(&format!("p{number}"), ["even", "odd"][number % 2], &[["t0", "t1", "t2"][number % 3]])
    };
    (0..6).map(product).collect()
}

#[test]
fn random_quizzes_branch_end_and_lead_back() {
    let (mut ended, mut stuck, mut recommended) = (0, 0, 0);
    for seed in 0..500 {
        let mut dice = Dice::new(seed * 7919 + 3);
        let quiz = random_quiz(&mut dice);
        let answers = random_answers(&mut dice, &quiz);
        let walk = super::walk(&quiz, &answers, usize::MAX);
        ended += u32::from(walk.is_over() && walk.path.len() > 1);
        stuck += u32::from(!walk.is_over() && walk.missing.is_empty());
        recommended += u32::from(super::recommend(&quiz, &walk.answers, &shelf()).iter().any(|found| !found.reasons.is_empty()));
    }
    assert!(ended > 100 && stuck > 20 && recommended > 50, "{ended} {stuck} {recommended}");
    assert_eq!(choice("a").scores, [], "only random choices score");
}
