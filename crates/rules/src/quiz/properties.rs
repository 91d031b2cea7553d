//! What holds for every quiz and all answers.

use super::random::{Dice, random_answer, random_answers, random_quiz, shelf};
use super::{Walk, fits, length, result, validate, walk};
use loyalty_api::quiz::{Quiz, QuizAnswer, QuizBlock};
use proptest::prelude::*;

/// The answer to an element that counts, if one does.
fn given<'a>(answers: &'a [QuizAnswer], block: &QuizBlock, id: &str) -> Option<&'a QuizAnswer> {
    let element = block.elements.iter().find(|element| element.id == id)?;
    answers.iter().rev().find(|answer| answer.element == id).filter(|answer| fits(element, answer))
}

/// Answers a quiz from its start, block after block as it is asked, by these answers.
fn from_the_start(quiz: &Quiz, answers: &[QuizAnswer]) -> Vec<QuizAnswer> {
    let mut said: Vec<QuizAnswer> = Vec::new();
    for step in 0..=quiz.blocks.len() {
        let asked = walk(quiz, &said, step);
        let Some(block) = asked.at.filter(|_| asked.path.len() == step) else { break };
        let new: Vec<QuizAnswer> =
            block.elements.iter().filter_map(|element| given(answers, block, &element.id).cloned()).collect();
        said.extend(new);
    }
    said
}

/// Every block that a walk knows: those passed, and the one asked.
fn known<'a>(walk: &Walk<'a>) -> Vec<&'a QuizBlock> {
    walk.path.iter().copied().chain(walk.at).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_answer_is_lost_or_made_up(seed: u64, steps in 0usize..10) {
        let mut dice = Dice::new(seed);
        let quiz = random_quiz(&mut dice);
        let answers = random_answers(&mut dice, &quiz);
        let walk = walk(&quiz, &answers, steps);
        for kept in &walk.answers {
            prop_assert!(answers.iter().any(|answer| std::ptr::eq(answer, *kept)), "made up: {kept:?}");
        }
        for block in &walk.path {
            for element in &block.elements {
                let kept = walk.answers.iter().find(|answer| answer.element == element.id).copied();
                prop_assert_eq!(kept, given(&answers, block, &element.id), "{}", element.id);
            }
        }
        let ids: Vec<&str> = known(&walk).iter().flat_map(|block| &block.elements).map(|element| element.id.as_str()).collect();
        let kept: Vec<&str> = walk.answers.iter().map(|answer| answer.element.as_str()).collect();
        let in_order: Vec<&str> = ids.iter().copied().filter(|id| kept.contains(id)).collect();
        prop_assert_eq!(kept, in_order, "those of the way, once each, in its order");
    }

    #[test]
    fn going_back_and_answering_otherwise_is_answering_so_from_the_start(
        seed: u64, turns in prop::collection::vec((0u64..4, any::<u64>()), 1..40),
    ) {
        let mut dice = Dice::new(seed);
        let quiz = random_quiz(&mut dice);
        // A shopper goes on, goes back, and answers what is asked, over and over.
        let (mut answers, mut step): (Vec<QuizAnswer>, usize) = (vec![], 0);
        for (turn, luck) in turns {
            let mut dice = Dice::new(luck);
            match (turn, walk(&quiz, &answers, step).at.cloned()) {
                (0, _) => step = step.saturating_sub(1),
                (1, _) | (_, None) => step = walk(&quiz, &answers, step.saturating_add(1)).path.len(),
                (_, Some(block)) => {
                    for element in &block.elements {
                        answers.retain(|answer| answer.element != element.id);
                        answers.push(random_answer(&mut dice, element));
                    }
                }
            }
        }
        let told = from_the_start(&quiz, &answers);
        for steps in [step, usize::MAX] {
            prop_assert_eq!(walk(&quiz, &answers, steps), walk(&quiz, &told, steps));
        }
    }

    #[test]
    fn answers_off_the_way_count_for_nothing(seed: u64, other: u64) {
        let mut dice = Dice::new(seed);
        let quiz = random_quiz(&mut dice);
        let answers = random_answers(&mut dice, &quiz);
        let before = walk(&quiz, &answers, usize::MAX);
        let came = result(&quiz, &before, &shelf());
        for recommendation in &came.recommendations {
            for reason in &recommendation.reasons {
                let of = before.answers.iter().find(|answer| answer.element == reason.element);
                prop_assert!(of.is_some_and(|answer| answer.choices.contains(&reason.choice)), "{reason:?}");
            }
        }
        // Whatever else is said of the others. (A block that is asked anew was on the way, and may be again.)
        if !before.is_over() {
            return Ok(());
        }
        let on_the_way = |id: &str| before.path.iter().any(|block| block.elements.iter().any(|element| element.id == id));
        let mut changed: Vec<QuizAnswer> = answers.iter().filter(|answer| on_the_way(&answer.element)).cloned().collect();
        let mut dice = Dice::new(other);
        changed.extend(random_answers(&mut dice, &quiz).into_iter().filter(|answer| !on_the_way(&answer.element)));
        let after = walk(&quiz, &changed, usize::MAX);
        prop_assert_eq!(&after, &before);
        prop_assert_eq!(result(&quiz, &after, &shelf()), came);
    }

    #[test]
    fn every_walk_ends_and_stands_where_its_own_answers_lead(seed: u64, steps in 0usize..12) {
        let mut dice = Dice::new(seed);
        let quiz = random_quiz(&mut dice);
        let answers = random_answers(&mut dice, &quiz);
        let there = walk(&quiz, &answers, steps);
        prop_assert!(there.path.len() <= steps.min(quiz.blocks.len()));
        for (place, block) in there.path.iter().enumerate() {
            prop_assert!(there.path[..place].iter().all(|before| before.id != block.id), "passed twice: {}", block.id);
        }
        prop_assert!((there.path.len()..=quiz.blocks.len()).contains(&length(&quiz, &answers)));
        let kept: Vec<QuizAnswer> = there.answers.iter().copied().cloned().collect();
        let again = walk(&quiz, &kept, there.path.len());
        prop_assert_eq!((&again.path, again.at, &again.variables), (&there.path, there.at, &there.variables));
        prop_assert_eq!(again.answers, there.answers);
        // Going back is a beginning of the way that was gone.
        let back = walk(&quiz, &answers, there.path.len().saturating_sub(1));
        prop_assert!(there.path.starts_with(&back.path));

    }

    #[test]
    fn any_quiz_can_be_checked(seed: u64) {
        let quiz = random_quiz(&mut Dice::new(seed));
        for mistake in validate(&quiz, &shelf()) {
            prop_assert!(!mistake.path.is_empty() && mistake.sentence.ends_with('.'), "{mistake}");
        }
    }
}
