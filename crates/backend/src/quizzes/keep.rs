//! What a member lets the shop keep of their answers: in their profile, and for writing to them.

use crate::campaigns::newsletter::{Agreement, subscribe};
use crate::error::{Error, Refusal, Result};
use crate::profile;
use crate::programme::Programme;
use crate::referrals::marks::Marker;
use crate::store::profile_answers::{self, ProfileAnswerRow};
use crate::store::{Connection, customers::CustomerRow, submissions::SubmissionRow};
use crate::time;
use loyalty_api::merchant::ProfileAnswer;
use loyalty_api::quiz::{Quiz, QuizAnswer, QuizElement, QuizKind};

/// Keeps the answers of a completed submission that its quiz has a name for, where the member agreed to its sentence, and forgets
/// what was kept of it before.
pub async fn in_profile(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    quiz: &Quiz,
    row: &SubmissionRow,
    now: i64,
) -> Result<()> {
    profile_answers::delete_of(connection, &row.shop, &row.quiz, &row.id).await?;
    let Some(sentence) = quiz.consent.as_ref().filter(|_| row.consent != 0) else { return Ok(()) };
    let answers: Vec<QuizAnswer> = serde_json::from_str(&row.answers)?;
    for (element, answer) in answered(quiz, &answers.iter().collect::<Vec<_>>()) {
        let Some(name) = &element.profile else { continue };
        if name == "birthday" {
            tell_birthday(connection, programme, customer, answer, now).await?;
            continue;
        }
        let kept = ProfileAnswerRow {
            customer: customer.id.clone(),
            name: name.clone(),
            value: serde_json::to_string(answer)?,
            shop: row.shop.clone(),
            quiz: row.quiz.clone(),
            submission: row.id.clone(),
            sentence: sentence.clone(),
            at: now,
        };
        profile_answers::put(connection, &kept).await?;
    }
    Ok(())
}

/// What is stored of answers: of a guest, of whom nobody could say later whose it was, no e-mail address. Where they agreed to be
/// written to it is kept with that agreement.
pub fn storable<'a>(quiz: &Quiz, answers: &[&'a QuizAnswer], is_member: bool) -> Vec<&'a QuizAnswer> {
    let is_address = |answer: &QuizAnswer| {
        let mut elements = quiz.blocks.iter().flat_map(|block| &block.elements);
        elements.any(|element| element.id == answer.element && element.kind == QuizKind::Email)
    };
    answers.iter().copied().filter(|answer| is_member || !is_address(answer)).collect()
}

/// Notes whoever agreed, beside an e-mail address, to be written to.
pub async fn subscriptions(
    connection: &mut Connection,
    shop: &str,
    customer: Option<&CustomerRow>,
    quiz: &Quiz,
    answers: &[&QuizAnswer],
    locale: &str,
    now: i64,
) -> Result<()> {
    for (element, answer) in answered(quiz, answers) {
        let (Some(sentence), Some(email), Some(true)) = (&element.consent, &answer.text, answer.consent) else { continue };
        let mark = Marker::load(connection, shop).await?.email(email);
        let email = mark.as_deref().map(|mark| (email.as_str(), mark));
        subscribe(connection, Agreement { shop, customer, email, source: &quiz.id, sentence, locale }, now).await?;
    }
    Ok(())
}

/// What is known of a member, as the merchant is told it.
pub async fn of_member(connection: &mut Connection, customer: &str) -> Result<Vec<ProfileAnswer>> {
    let mut known = Vec::new();
    for row in profile_answers::of_member(connection, customer).await? {
        let answer: QuizAnswer = serde_json::from_str(&row.value)?;
        known.push(ProfileAnswer {
            name: row.name,
            choices: answer.choices,
            number: answer.number,
            text: answer.text,
            quiz: row.quiz,
            at: time::format(row.at),
        });
    }
    Ok(known)
}

/// A quiz's answers with their elements.
fn answered<'a>(quiz: &'a Quiz, answers: &[&'a QuizAnswer]) -> Vec<(&'a QuizElement, &'a QuizAnswer)> {
    let mut found = Vec::new();
    for answer in answers {
        let mut elements = quiz.blocks.iter().flat_map(|block| &block.elements);
        found.extend(elements.find(|element| element.id == answer.element).map(|element| (element, *answer)));
    }
    found
}

/// A birthday is told once: another day than the one that is known changes nothing here.
async fn tell_birthday(
    connection: &mut Connection,
    programme: &Programme,
    customer: &CustomerRow,
    answer: &QuizAnswer,
    now: i64,
) -> Result<()> {
    // The year, if there is one, is not kept.
    let day = answer.text.as_deref().and_then(|day| day.get(day.len().saturating_sub(6)..));
    let Some(day) = day.map(|day| format!("-{day}")) else { return Ok(()) };
    match profile::tell_birthday(connection, programme, customer, &day, now).await {
        Err(Error::Refused(Refusal { code: "birthday_already_set", .. })) => Ok(()),
        told => told,
    }
}
