//! A submission as it is told to its shopper and to the merchant.

use super::localise;
use crate::error::{Refusal, Result};
use crate::http::shopper::Shopper;
use crate::programme::Document;
use crate::programme::document::QuizPlan;
use crate::store::{Connection, customers, submissions, submissions::SubmissionRow};
use crate::time;
use loyalty_api::account::Account;
use loyalty_api::merchant::QuizSubmission;
use loyalty_api::quiz::{QuizResult, Submission, SubmissionState};

/// The quiz of this id; refused with `unknown_quiz` where the programme has none.
pub fn plan<'a>(document: &'a Document, id: &str) -> Result<&'a QuizPlan> {
    let found = document.quizzes.iter().find(|plan| plan.id == id);
    Ok(found.ok_or_else(|| Refusal::not_found("unknown_quiz"))?)
}

/// A submission that is this shopper's: a member's own, or a guest's. Who knows a guest's id is the guest. Another member's is
/// answered like one that is not there.
pub async fn find(connection: &mut Connection, shopper: &Shopper, quiz: &str, id: &str) -> Result<SubmissionRow> {
    let row = submissions::get(connection, shopper.shop(), quiz, id).await?;
    Ok(row.filter(|row| is_of(row, shopper)).ok_or_else(unknown)?)
}

/// Whether a submission is this shopper's.
pub fn is_of(row: &SubmissionRow, shopper: &Shopper) -> bool {
    let own = shopper.customer.as_ref().map(|customer| &customer.id);
    row.customer.is_none() || row.customer.as_ref() == own
}

/// There is no such submission, or it is somebody else's.
pub fn unknown() -> Refusal {
    Refusal::not_found("unknown_submission")
}

/// A submission as its shopper sees it, product cards in this language as they are now.
pub fn to_wire(row: &SubmissionRow, document: &Document, locale: &str, account: Option<Account>) -> Result<Submission> {
    let mut result = result_of(row)?;
    if let Some(result) = &mut result {
        result.points = row.points;
        result.recommendations.retain_mut(|recommendation| {
            let offer = document.products.iter().find(|offer| offer.id == recommendation.product.id);
            if let Some(offer) = offer {
                recommendation.product = localise::product(document, offer, locale);
            }
            offer.is_some()
        });
    }
    Ok(Submission {
        id: row.id.clone(),
        quiz: row.quiz.clone(),
        state: SubmissionState::from_name(&row.state).unwrap_or(SubmissionState::Partial),
        answers: serde_json::from_str(&row.answers)?,
        step: row.step,
        consent: row.consent != 0,
        updated_at: time::format(row.updated_at),
        result,
        account,
    })
}

/// A submission as the merchant sees it.
pub async fn to_merchant(connection: &mut Connection, row: SubmissionRow) -> Result<QuizSubmission> {
    let member = match &row.customer {
        Some(customer) => customers::merchant_id(connection, customer).await?,
        None => None,
    };
    let recommended = result_of(&row)?.map_or_else(Vec::new, |result| products(&result));
    Ok(QuizSubmission {
        member,
        state: SubmissionState::from_name(&row.state).unwrap_or(SubmissionState::Partial),
        answers: serde_json::from_str(&row.answers)?,
        recommended,
        updated_at: time::format(row.updated_at),
        completed_at: row.completed_at.map(time::format),
        id: row.id,
        outcome: row.outcome,
        points: row.points,
    })
}

/// Ids of the products that were recommended.
pub fn products(result: &QuizResult) -> Vec<String> {
    result.recommendations.iter().map(|recommendation| recommendation.product.id.clone()).collect()
}

fn result_of(row: &SubmissionRow) -> Result<Option<QuizResult>> {
    Ok(row.result.as_deref().map(serde_json::from_str).transpose()?)
}
