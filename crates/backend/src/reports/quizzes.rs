//! What shoppers answered in quizzes.

use super::Days;
use super::rows::{hundredths_of_percent, in_order};
use crate::error::Result;
use crate::programme::Programme;
use crate::quizzes::localise;
use crate::store::{Connection, quiz_reports};
use loyalty_api::quiz::{Quiz, QuizElement, QuizKind};
use loyalty_api::report::QuizzesRow;
use loyalty_rules::feedback::{csat, nps};
use loyalty_rules::quiz::range;

/// The answers to one question: `(answer, submissions)`.
type Answers = Vec<(String, i64)>;

pub(super) async fn quizzes(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<QuizzesRow>> {
    let (document, span) = (&programme.document, days.span());
    let shop = &document.shop;
    let submissions = quiz_reports::submissions(connection, shop, span).await?;
    let questions = quiz_reports::questions(connection, shop, span).await?;
    let answers = quiz_reports::answers(connection, shop, span).await?;
    let known = document.quizzes.iter().map(|plan| plan.id.as_str());
    let mut rows = Vec::new();
    for (id, begun, completed) in in_order(known, submissions, |row| &row.0, |quiz| (quiz, 0, 0)) {
        let plan = document.quizzes.iter().find(|plan| plan.id == id);
        let quiz = plan.map(|plan| localise::quiz(document, plan, &document.default_locale));
        rows.push(QuizzesRow { begun: Some(begun), ..row(&id, None, None, completed, begun) });
        let asked: Answers =
            questions.iter().filter(|row| row.0 == id).map(|(_, element, count)| (element.clone(), *count)).collect();
        let asks = quiz.iter().flat_map(elements).filter(|element| element.kind != QuizKind::Statement);
        let asks = asks.map(|element| element.id.as_str());
        for (question, answered) in in_order(asks, asked, |row| &row.0, |element| (element, 0)) {
            let element = quiz.iter().flat_map(elements).find(|element| element.id == question);
            let of_question = answers.iter().filter(|row| row.0 == id && row.1 == question);
            let given = given(element, of_question.map(|(_, _, answer, count)| (answer.clone(), *count)).collect());
            rows.push(QuizzesRow {
                nps: score(element, QuizKind::Nps, &given, nps, 100.0),
                csat: score(element, QuizKind::Csat, &given, csat, 10_000.0),
                ..row(&id, Some(&question), None, answered, completed)
            });
            rows.extend(given.iter().map(|(answer, count)| row(&id, Some(&question), Some(answer), *count, answered)));
        }
    }
    Ok(rows)
}

fn row(quiz: &str, question: Option<&str>, answer: Option<&str>, count: i64, whole: i64) -> QuizzesRow {
    QuizzesRow {
        quiz: quiz.into(),
        question: question.map(Into::into),
        answer: answer.map(Into::into),
        begun: None,
        count,
        rate: hundredths_of_percent(count, whole),
        nps: None,
        csat: None,
    }
}

fn elements(quiz: &Quiz) -> impl Iterator<Item = &QuizElement> {
    quiz.blocks.iter().flat_map(|block| &block.elements)
}

/// A question's answers in its order, with one for each choice or point of its scale, and then what it no longer has.
fn given(element: Option<&QuizElement>, mut found: Answers) -> Answers {
    found.sort_by_key(|(answer, _)| answer.parse::<i64>().ok());
    let Some(element) = element else { return found };
    let points: Vec<String> = match element.kind {
        QuizKind::Rating | QuizKind::Nps | QuizKind::Csat => {
            let (from, to) = range(element);
            (from..=to).map(|point| point.to_string()).collect()
        }
        _ => element.choices.iter().map(|choice| choice.id.clone()).collect(),
    };
    in_order(points.iter().map(String::as_str), found, |row| &row.0, |answer| (answer, 0))
}

/// What the scores of a question of this kind come to, in hundredths.
fn score(
    element: Option<&QuizElement>,
    kind: QuizKind,
    given: &Answers,
    of: impl Fn(&[i64]) -> Option<f64>,
    hundredths: f64,
) -> Option<i64> {
    element.filter(|element| element.kind == kind)?;
    let mut scores = Vec::new();
    for (answer, count) in given {
        let score: i64 = answer.parse().ok()?;
        scores.extend(std::iter::repeat_n(score, usize::try_from(*count).unwrap_or(0)));
    }
    of(&scores).map(|score| (score * hundredths).round() as i64)
}
