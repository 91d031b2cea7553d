//! What somebody answers in the shop's quizzes.

use fastrand::Rng;
use loyalty_api::quiz::QuizAnswer;

/// The survey after an order.
pub const AFTER_ORDER: &str = "qz_after";
/// The quiz that finds a tea.
pub const FIND_TEA: &str = "qz_tea";

/// What is said of an order: mostly well, and why where not.
pub fn of_order(rng: &mut Rng) -> Vec<QuizAnswer> {
    const COMPLAINTS: [&str; 3] = ["The parcel took nine days.", "One tin came dented.", "I would like smaller tins."];
    let recommend = [10, 10, 9, 9, 9, 8, 8, 7, 5, 3][rng.usize(0..10)];
    let mut answers = vec![number("recommend", recommend)];
    if recommend < 9 && rng.bool() {
        answers.push(words("why", COMPLAINTS[rng.usize(0..COMPLAINTS.len())]));
    }
    answers.push(number("delivery", [5, 5, 4, 4, 3, 2][rng.usize(0..6)]));
    if rng.bool() {
        answers.push(number("packing", 3 + rng.i64(0..3)));
    }
    answers
}

/// Who looks for a tea, or for a present.
pub fn of_tea(rng: &mut Rng) -> Vec<QuizAnswer> {
    if rng.u8(0..4) == 0 {
        return vec![chosen("who", "gift"), one_of(rng, "gift", &["drink", "serve", "unsure"])];
    }
    vec![
        chosen("who", "me"),
        one_of(rng, "when", &["dawn", "day", "evening"]),
        one_of(rng, "taste", &["fresh", "spiced", "citrus"]),
        one_of(rng, "caffeine", &["yes", "some", "no"]),
        one_of(rng, "pot", &["pot", "mug", "none"]),
    ]
}

fn nothing(element: &str) -> QuizAnswer {
    QuizAnswer { element: element.into(), choices: vec![], number: None, text: None, consent: None }
}

fn chosen(element: &str, choice: &str) -> QuizAnswer {
    QuizAnswer { choices: vec![choice.into()], ..nothing(element) }
}

fn one_of(rng: &mut Rng, element: &str, choices: &[&str]) -> QuizAnswer {
    chosen(element, choices[rng.usize(0..choices.len())])
}

fn number(element: &str, number: i64) -> QuizAnswer {
    QuizAnswer { number: Some(number), ..nothing(element) }
}

fn words(element: &str, text: &str) -> QuizAnswer {
    QuizAnswer { text: Some(text.into()), ..nothing(element) }
}
