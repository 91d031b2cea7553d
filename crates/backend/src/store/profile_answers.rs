//! What members let the shop keep of their answers.

use super::{Connection, Result};
use sqlx::FromRow;

/// One thing that is known of a member.
#[derive(Clone, Debug, FromRow)]
pub struct ProfileAnswerRow {
    /// Whose.
    pub customer: String,
    /// Under which name.
    pub name: String,
    /// The answer, as JSON.
    pub value: String,
    /// The shop, quiz and submission it comes from.
    pub shop: String,
    /// The quiz.
    pub quiz: String,
    /// The submission.
    pub submission: String,
    /// What they agreed to.
    pub sentence: String,
    /// When.
    pub at: i64,
}

const COLUMNS: &str = "customer, name, value, shop, quiz, submission, sentence, at";

/// Keeps an answer, in place of the one that was known under its name.
pub async fn put(connection: &mut Connection, row: &ProfileAnswerRow) -> Result<()> {
    sqlx::query(&format!(
        "INSERT INTO profile_answers ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (customer, name) DO UPDATE SET value = excluded.value, shop = excluded.shop, quiz = excluded.quiz,
             submission = excluded.submission, sentence = excluded.sentence, at = excluded.at"
    ))
    .bind(&row.customer)
    .bind(&row.name)
    .bind(&row.value)
    .bind(&row.shop)
    .bind(&row.quiz)
    .bind(&row.submission)
    .bind(&row.sentence)
    .bind(row.at)
    .execute(connection)
    .await?;
    Ok(())
}

/// What is known of a member, by its names.
pub async fn of_member(connection: &mut Connection, customer: &str) -> Result<Vec<ProfileAnswerRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM profile_answers WHERE customer = $1 ORDER BY name"))
        .bind(customer)
        .fetch_all(connection)
        .await
}

/// Forgets what came from a submission.
pub async fn delete_of(connection: &mut Connection, shop: &str, quiz: &str, submission: &str) -> Result<()> {
    sqlx::query("DELETE FROM profile_answers WHERE shop = $1 AND quiz = $2 AND submission = $3")
        .bind(shop)
        .bind(quiz)
        .bind(submission)
        .execute(connection)
        .await?;
    Ok(())
}
