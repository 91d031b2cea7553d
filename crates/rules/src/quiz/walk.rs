//! Where the answers lead.

use super::answer::fits;
use super::calculate::{Operand, calculate};
use super::condition::holds;
use loyalty_api::quiz::{Quiz, QuizAction, QuizAnswer, QuizBlock, QuizElement, QuizKind, QuizOutcome, QuizVariable};

/// A shopper's way through a quiz.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Walk<'a> {
    /// The blocks that were passed, from the first on.
    pub path: Vec<&'a QuizBlock>,
    /// The block that is asked now; nothing where the quiz is over.
    pub at: Option<&'a QuizBlock>,
    /// The answers that count: those of `path` and `at` that fit their element, in the order they were asked.
    pub answers: Vec<&'a QuizAnswer>,
    /// Every variable as it is after `path`.
    pub variables: Vec<QuizVariable>,
    /// Elements that the logic made required.
    pub required: Vec<&'a str>,
    /// Elements of `at` that need an answer before it can be passed.
    pub missing: Vec<&'a str>,
    /// What the shopper turned out to be, once the quiz is over.
    pub outcome: Option<&'a QuizOutcome>,
}

impl Walk<'_> {
    /// Whether the quiz is over.
    pub const fn is_over(&self) -> bool {
        self.at.is_none()
    }

    /// Whether a block can't be passed without an answer to this element.
    pub fn requires(&self, element: &QuizElement) -> bool {
        element.kind != QuizKind::Statement && (element.required || self.required.contains(&element.id.as_str()))
    }
}

/// Where these answers lead who passed at most `steps` blocks; with `usize::MAX`, as far as they go. Of two answers to one
/// element the later counts.
///
/// A block whose logic jumps to one on the path is asked from there anew: the path then ends before that block, and neither its
/// answers nor later ones count.
pub fn walk<'a>(quiz: &'a Quiz, answers: &'a [QuizAnswer], steps: usize) -> Walk<'a> {
    run(quiz, answers, steps, false)
}

/// How many blocks the way has, as far as these answers tell: where they don't, it goes on as if nothing were answered. For
/// showing how far a shopper is: `walk.path.len()` of so many. It changes where an answer leads elsewhere.
pub fn length(quiz: &Quiz, answers: &[QuizAnswer]) -> usize {
    run(quiz, answers, usize::MAX, true).path.len()
}

/// Where a block leads.
enum Exit<'a> {
    /// To the end, with an outcome or whichever holds.
    End(Option<&'a str>),
    /// To the block of this id.
    Block(&'a str),
    /// To the block after it.
    Next,
}

/// Walks; `daring`: past blocks that lack an answer, too.
fn run<'a>(quiz: &'a Quiz, answers: &'a [QuizAnswer], steps: usize, daring: bool) -> Walk<'a> {
    let mut walk = Walk { variables: quiz.variables.clone(), ..Walk::default() };
    let mut place = 0;
    let mut end = None;
    while let Some(block) = quiz.blocks.get(place) {
        if let Some(passed) = walk.path.iter().position(|known| known.id == block.id) {
            if daring {
                break;
            }
            return again(quiz, answers, passed);
        }
        for element in &block.elements {
            let answer = answers.iter().rev().find(|answer| answer.element == element.id);
            walk.answers.extend(answer.filter(|answer| fits(element, answer)));
        }
        walk.at = Some(block);
        walk.missing = missing(&walk, block);
        if walk.path.len() == steps || !(daring || walk.missing.is_empty()) {
            return walk;
        }
        let mut variables = walk.variables.clone();
        let exit = leave(block, &mut walk, &mut variables);
        // The block may have made an element of its own required.
        walk.missing = missing(&walk, block);
        if !(daring || walk.missing.is_empty()) {
            return walk;
        }
        walk.variables = variables;
        walk.path.push(block);
        walk.missing.clear();
        place = match exit {
            Exit::Next => place.saturating_add(1),
            Exit::Block(id) => quiz.blocks.iter().position(|block| block.id == id).unwrap_or(usize::MAX),
            Exit::End(outcome) => {
                end = outcome;
                usize::MAX
            }
        };
    }
    walk.at = None;
    walk.outcome = quiz.outcomes.iter().find(|outcome| match end {
        Some(id) => outcome.id == id,
        None => outcome.when.as_ref().is_none_or(|when| holds(when, &walk.answers, &walk.variables)),
    });
    walk
}

/// The walk that asks the block at this place of the path anew.
fn again<'a>(quiz: &'a Quiz, answers: &'a [QuizAnswer], place: usize) -> Walk<'a> {
    let mut walk = run(quiz, answers, place, false);
    if let Some(block) = walk.at {
        walk.answers.retain(|answer| block.elements.iter().all(|element| element.id != answer.element));
        walk.missing = missing(&walk, block);
    }
    walk
}

fn missing<'a>(walk: &Walk<'a>, block: &'a QuizBlock) -> Vec<&'a str> {
    let mut missing = Vec::new();
    for element in &block.elements {
        if walk.requires(element) && walk.answers.iter().all(|answer| answer.element != element.id) {
            missing.push(element.id.as_str());
        }
    }
    missing
}

/// Follows a block's logic: changes these variables, notes what is required from now on, and says where it leads.
fn leave<'a>(block: &'a QuizBlock, walk: &mut Walk<'a>, variables: &mut [QuizVariable]) -> Exit<'a> {
    let mut exit = None;
    for logic in &block.logic {
        if !logic.when.as_ref().is_none_or(|when| holds(when, &walk.answers, variables)) {
            continue;
        }
        for action in &logic.then {
            match action {
                QuizAction::Calculate { variable, operator, number, element, from } => {
                    let operand = Operand { number: *number, element: element.as_deref(), from: from.as_deref() };
                    calculate(variables, variable, *operator, operand, &walk.answers);
                }
                QuizAction::Require { element } => walk.required.push(element),
                QuizAction::JumpToBlock { block } => exit = exit.or(Some(Exit::Block(block))),
                QuizAction::End { outcome } => exit = exit.or(Some(Exit::End(outcome.as_deref()))),
            }
        }
    }
    exit.unwrap_or_else(|| block.fallback.as_deref().map_or(Exit::Next, Exit::Block))
}
