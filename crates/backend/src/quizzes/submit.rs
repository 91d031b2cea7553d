//! Taking answers. A submission is known by the id that the page gave it: the same again is the same submission, however often
//! and from wherever it comes.

use super::submission::{is_of, plan, products, unknown};
use super::{keep, localise};
use crate::actions;
use crate::error::{Refusal, Result};
use crate::events;
use crate::http::shopper::Shopper;
use crate::ledger::book::Book;
use crate::referrals::marks::Marker;
use crate::store::{Connection, submissions, submissions::SubmissionRow};
use crate::upkeep::keep_up;
use loyalty_api::quiz::{Quiz, QuizAnswer, SubmissionRequest};
use loyalty_rules::quiz::{Walk, result, walk};
use serde_json::{Value, json};

/// Answers that one request may bring.
const MOST_ANSWERS: usize = 1_000;

/// Takes what a shopper answered so far. Returns the submission as it stands then, and whether it is new.
///
/// A guest's submission becomes the member's who goes on with it. Completing one is awarded once, and so is a completed one that
/// becomes a member's. Answers that come after it was completed change nothing, unless they complete it anew.
pub async fn submit(
    connection: &mut Connection,
    shopper: &Shopper,
    quiz: &str,
    id: &str,
    request: &SubmissionRequest,
    now: i64,
) -> Result<(SubmissionRow, bool)> {
    let document = &shopper.programme.document;
    let plan = plan(document, quiz)?;
    check(id, request)?;
    let (mut row, is_new) = open(connection, shopper, quiz, id, now).await?;
    let adopted = row.customer.is_none() && shopper.customer.is_some();
    if let Some(customer) = &shopper.customer {
        (row.customer, row.unit) = (Some(customer.id.clone()), None);
    }
    row.consent = request.consent.map_or(row.consent, i64::from);
    let was_complete = row.state == "complete";
    // In the language they read: what they agreed to is kept as they read it.
    let quiz = localise::quiz(document, plan, &shopper.locale);
    if request.complete || !was_complete {
        let walk = walk(&quiz, &request.answers, usize::MAX);
        row.answers = serde_json::to_string(&keep::storable(&quiz, &walk.answers, shopper.customer.is_some()))?;
        row.step = request.step.min(i64::try_from(walk.path.len()).unwrap_or(i64::MAX));
        row.updated_at = now;
        if request.complete {
            complete(connection, shopper, &quiz, &walk, &mut row, now).await?;
        }
    }
    if row.state == "complete" {
        follow(connection, shopper, &quiz, &mut row, !was_complete || adopted, now).await?;
    }
    submissions::update(connection, &row).await?;
    if !was_complete && row.state == "complete" {
        tell(connection, &row, now).await?;
    }
    Ok((row, is_new))
}

fn check(id: &str, request: &SubmissionRequest) -> Result<()> {
    let good = (16..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    if !good {
        let sentence = "must be 16 to 64 random letters, digits, dashes or underscores: whoever knows it can read it";
        return Err(Refusal::invalid(sentence).field("submission").into());
    }
    if request.step < 0 {
        return Err(Refusal::invalid("must not be negative").field("step").into());
    }
    if request.answers.len() > MOST_ANSWERS {
        return Err(Refusal::invalid("must be 1000 at most").field("answers").into());
    }
    Ok(())
}

/// The shopper's submission of this id, locked; a new one where there is none.
async fn open(connection: &mut Connection, shopper: &Shopper, quiz: &str, id: &str, now: i64) -> Result<(SubmissionRow, bool)> {
    let shop = shopper.shop();
    let unit = match &shopper.customer {
        Some(_) => None,
        None => shopper.units(&Marker::load(connection, shop).await?).into_iter().next(),
    };
    let new = SubmissionRow {
        shop: shop.into(),
        quiz: quiz.into(),
        id: id.into(),
        customer: shopper.customer.as_ref().map(|customer| customer.id.clone()),
        unit,
        state: "partial".into(),
        answers: "[]".into(),
        step: 0,
        consent: 0,
        result: None,
        outcome: None,
        points: None,
        created_at: now,
        updated_at: now,
        completed_at: None,
    };
    let is_new = submissions::open(connection, &new).await?;
    let row = submissions::get(connection, shop, quiz, id).await?;
    Ok((row.filter(|row| is_of(row, shopper)).ok_or_else(unknown)?, is_new))
}

/// Makes a submission complete, or complete with other answers than before.
async fn complete(
    connection: &mut Connection,
    shopper: &Shopper,
    quiz: &Quiz,
    walk: &Walk<'_>,
    row: &mut SubmissionRow,
    now: i64,
) -> Result<()> {
    if !walk.is_over() {
        let refusal = Refusal::new(422, "quiz_not_finished", "There is more to answer");
        let missing = if walk.missing.is_empty() { "a block is asked anew".into() } else { walk.missing.join(", ") };
        return Err(refusal.field("answers").detail(format!("What is missing: {missing}.")).into());
    }
    let shop = shopper.shop();
    let came = result(quiz, walk, &localise::products(&shopper.programme.document, &shopper.locale));
    row.state = "complete".into();
    row.outcome.clone_from(&came.outcome);
    row.result = Some(serde_json::to_string(&came)?);
    row.completed_at = row.completed_at.or(Some(now));
    submissions::set_answers(connection, row, &counted(&walk.answers)).await?;
    keep::subscriptions(connection, shop, shopper.customer.as_ref(), quiz, &walk.answers, &shopper.locale, now).await
}

/// What follows from a completed submission for a member: points, where this is the moment for them, and their profile.
async fn follow(
    connection: &mut Connection,
    shopper: &Shopper,
    quiz: &Quiz,
    row: &mut SubmissionRow,
    awards: bool,
    now: i64,
) -> Result<()> {
    let (Some(customer), programme) = (&shopper.customer, &shopper.programme) else { return Ok(()) };
    let mut book = Book::load(connection, &customer.shop, &customer.id).await?;
    let customer = keep_up(connection, programme, &mut book, now).await?;
    if awards {
        row.points = actions::of_quiz(connection, programme, &mut book, &customer, &row.quiz, &row.id, now).await?;
    }
    keep::in_profile(connection, programme, &customer, quiz, row, now).await
}

/// Tells the merchant. What was written in words stays here: it is read with the shop's key.
async fn tell(connection: &mut Connection, row: &SubmissionRow, now: i64) -> Result<()> {
    let answers: Vec<QuizAnswer> = serde_json::from_str(&row.answers)?;
    let answers = answers.iter().filter(|answer| answer.text.is_none());
    let answers: Vec<Value> = answers
        .map(|answer| match answer.number {
            Some(number) => json!({ "element": answer.element, "number": number }),
            None => json!({ "element": answer.element, "choices": answer.choices }),
        })
        .collect();
    let came: Option<loyalty_api::quiz::QuizResult> = row.result.as_deref().map(serde_json::from_str).transpose()?;
    let recommended = came.map_or_else(Vec::new, |came| products(&came));
    let data = json!({ "quiz": row.quiz, "submission": row.id, "outcome": row.outcome, "points": row.points,
                       "answers": answers, "recommended": recommended });
    events::emit(connection, &row.shop, row.customer.as_deref(), "quiz.completed", data, now).await
}

/// Answers as they are counted: `(element, answer)`.
fn counted(answers: &[&QuizAnswer]) -> Vec<(String, String)> {
    let mut counted = Vec::new();
    for answer in answers {
        match answer.number {
            Some(number) => counted.push((answer.element.clone(), number.to_string())),
            None if answer.choices.is_empty() => counted.push((answer.element.clone(), String::new())),
            None => counted.extend(answer.choices.iter().map(|choice| (answer.element.clone(), choice.clone()))),
        }
    }
    counted
}
