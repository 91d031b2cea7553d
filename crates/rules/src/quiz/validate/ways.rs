//! The ways through a quiz: that every block is reached, and the end from each.

use super::check::Check;
use loyalty_api::quiz::{Quiz, QuizAction, QuizBlock};

/// Which blocks can follow which, by their places.
pub(super) struct Ways {
    /// Of each block: those it can lead to in one step.
    next: Vec<Vec<usize>>,
    /// Of each block: whether it can lead to the end in one step.
    ends: Vec<bool>,
    /// Of each block: those it can lead to in any number of steps, itself where it leads round.
    far: Vec<Vec<bool>>,
}

impl Ways {
    pub(super) fn of(quiz: &Quiz) -> Self {
        let steps: Vec<(Vec<usize>, bool)> =
            quiz.blocks.iter().enumerate().map(|(place, block)| exits(quiz, place, block)).collect();
        let (next, ends): (Vec<Vec<usize>>, Vec<bool>) = steps.into_iter().unzip();
        let far = (0..next.len()).map(|place| reached(&next, place)).collect();
        Self { next, ends, far }
    }

    /// Whether the block at `from` is that at `to`, or can lead there.
    pub(super) fn leads(&self, from: usize, to: usize) -> bool {
        from == to || self.goes(from, to)
    }

    /// Whether the block at `from` can lead to that at `to` by a step or more.
    fn goes(&self, from: usize, to: usize) -> bool {
        self.far.get(from).and_then(|far| far.get(to)).is_some_and(|goes| *goes)
    }

    /// Whether the block can lead to the end.
    fn finishes(&self, from: usize) -> bool {
        (0..self.next.len()).any(|place| self.leads(from, place) && self.ends.get(place) == Some(&true))
    }
}

/// Where a block can lead: to blocks, and whether to the end. After a jump that always holds nothing else counts.
fn exits(quiz: &Quiz, place: usize, block: &QuizBlock) -> (Vec<usize>, bool) {
    let place_of = |id: &str| quiz.blocks.iter().position(|block| block.id == id);
    let (mut next, mut ends) = (Vec::new(), false);
    for logic in &block.logic {
        let jump = logic.then.iter().find(|action| matches!(action, QuizAction::JumpToBlock { .. } | QuizAction::End { .. }));
        match jump {
            Some(QuizAction::JumpToBlock { block }) => next.extend(place_of(block)),
            Some(_) => ends = true,
            None => continue,
        }
        if logic.when.is_none() {
            return (next, ends);
        }
    }
    match &block.fallback {
        Some(fallback) => next.extend(place_of(fallback)),
        None if place + 1 < quiz.blocks.len() => next.push(place + 1),
        None => ends = true,
    }
    (next, ends)
}

fn reached(next: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut reached = vec![false; next.len()];
    let mut open = vec![from];
    while let Some(place) = open.pop() {
        for step in next.get(place).into_iter().flatten() {
            if let Some(known) = reached.get_mut(*step).filter(|known| !**known) {
                *known = true;
                open.push(*step);
            }
        }
    }
    reached
}

pub(super) fn check(check: &mut Check<'_>) {
    let mut told: Vec<usize> = Vec::new();
    for place in 0..check.quiz.blocks.len() {
        let path = format!("blocks[{place}]");
        if !check.ways.leads(0, place) {
            check.must(false, path, "is never reached.");
            continue;
        }
        // One mistake for each circle, at its first block.
        let circle = check.ways.goes(place, place) && !check.ways.finishes(place);
        let known = told.iter().any(|other| check.ways.goes(place, *other) && check.ways.goes(*other, place));
        if circle && !known {
            check.must(false, path, "leads round in a circle: no answer comes to the end from here.");
            told.push(place);
        }
    }
}
