//! Fields: numbers, words, e-mail addresses, days.

use super::question::Question;
use crate::features::earn::birthday_fields;
use crate::ui::field;
use crate::ui::node::{Node, el, text};
use loyalty_api::quiz::{QuizAnswer, QuizKind};
use loyalty_rules::quiz::range;

/// The profile's name for the member's birthday, which is a day of every year.
const BIRTHDAY: &str = "birthday";

/// What is to be filled in.
pub(super) fn view(question: Question<'_>) -> Node {
    match question.element.kind {
        QuizKind::Slider => slider(question),
        QuizKind::Number => el("div.form-row").child(bound(question, "number", question.id, &number(question.answer))),
        QuizKind::Email => email(question),
        QuizKind::Date if question.element.profile.as_deref() == Some(BIRTHDAY) => birthday(question),
        QuizKind::Date => el("div.form-row").child(
            words(question, field::input("date", question.id, &shown(question.answer), question.enter(say)))
                .attr("aria-label", &question.element.headline),
        ),
        _ => words(question, field::area(question.id, &shown(question.answer), question.enter(say))).attr("rows", "4"),
    }
}

/// A slider and a field for the same number. A slider that nobody has moved is no answer.
fn slider(question: Question<'_>) -> Node {
    let Question { element, answer, id, .. } = question;
    let number = number(answer);
    let slid = answer.number.unwrap_or(range(element).0).to_string();
    let ends = [&element.low, &element.high].map(|end| text("span", end.clone().unwrap_or_default()));
    el("div.form")
        .child(bound(question, "range", &[id, "-range"].concat(), &slid).attr("aria-label", &element.headline))
        .child(el("p.quiz-ends").children(ends))
        .child(el("div.form-row").child(bound(question, "number", id, &number)))
}

/// An input for a whole number in the element's bounds.
fn bound(question: Question<'_>, kind: &str, id: &str, value: &str) -> Node {
    let element = question.element;
    let mut input = words(question, field::input(kind, id, value, question.enter(count))).attr("inputmode", "numeric");
    let (low, high) = range(element);
    // Without bounds of its own a number has those of its type, which say nothing.
    for (name, bound, said) in [("min", low, i64::MIN), ("max", high, i64::MAX), ("step", element.step.unwrap_or(1), 0)] {
        if bound != said {
            input = input.attr(name, &bound.to_string());
        }
    }
    input
}

/// An address, and the sentence that lets the shop write to it. Nobody agrees by default.
fn email(question: Question<'_>) -> Node {
    let Question { element, answer, id, .. } = question;
    let field = words(question, field::input("email", id, &shown(answer), question.enter(say))).attr("autocomplete", "email");
    let consent = element.consent.clone().map(|sentence| {
        let agree = question.enter(|answer: &mut QuizAnswer, agreed: &bool| answer.consent = agreed.then_some(true));
        field::tick(&[id, "-consent"].concat(), sentence, answer.consent == Some(true), agree)
    });
    el("div.form").child(field).maybe(consent)
}

/// A day of every year: what is kept is `--MM-DD`, with nothing in place of what was not chosen.
fn birthday(question: Question<'_>) -> Node {
    let known = shown(question.answer);
    let (month, day) = known.strip_prefix("--").and_then(|known| known.split_once('-')).unwrap_or_default();
    let plain = |digits: &str| digits.trim_start_matches('0').to_owned();
    let ids = [[question.id, "-month"].concat(), question.id.to_owned()];
    let enter = std::rc::Rc::new(question.enter(|answer, (month, day): &(String, String)| {
        let two = |number: &str| if number.len() == 1 { ["0", number].concat() } else { number.to_owned() };
        let nothing = month.is_empty() && day.is_empty();
        answer.text = (!nothing).then(|| ["--", &two(month), "-", &two(day)].concat());
    }));
    let [month, day] = [month, day].map(plain);
    let lists = birthday_fields(question.sight.view, [&ids[0], &ids[1]], &month, &day, move |month, day| enter((month, day)));
    el("div.form-row").children(lists.map(|list| question.describe(list)))
}

/// What is said of every field.
fn words(question: Question<'_>, input: Node) -> Node {
    let input = question.describe(input);
    match &question.element.placeholder {
        Some(example) => input.attr("placeholder", example),
        None => input,
    }
}

/// What is typed is the answer, also where it does not fit: then it is said why.
#[expect(clippy::ptr_arg, reason = "a field hands out its value, which is a `String`")]
fn say(answer: &mut QuizAnswer, typed: &String) {
    answer.text = Some(typed.clone()).filter(|typed| !typed.is_empty());
}

#[expect(clippy::ptr_arg, reason = "a field hands out its value, which is a `String`")]
fn count(answer: &mut QuizAnswer, typed: &String) {
    answer.number = typed.parse().ok();
    answer.text = Some(typed.clone()).filter(|typed| answer.number.is_none() && !typed.is_empty());
}

fn shown(answer: &QuizAnswer) -> String {
    answer.text.clone().unwrap_or_default()
}

fn number(answer: &QuizAnswer) -> String {
    answer.number.map_or_else(|| shown(answer), |number| number.to_string())
}
