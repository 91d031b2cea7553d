//! What shoppers answer in quizzes.

use super::{Connection, Result, locks};
use sqlx::FromRow;

/// A submission.
#[derive(Clone, Debug, FromRow)]
pub struct SubmissionRow {
    /// Whose shop.
    pub shop: String,
    /// The quiz's id.
    pub quiz: String,
    /// The id that the page gave it.
    pub id: String,
    /// The member it belongs to; nobody for a guest's.
    pub customer: Option<String>,
    /// What its guest is known by.
    pub unit: Option<String>,
    /// `partial`, `complete`.
    pub state: String,
    /// A list of answers, as JSON.
    pub answers: String,
    /// How many blocks the shopper has passed.
    pub step: i64,
    /// 1: they agreed to have answers kept in their profile.
    pub consent: i64,
    /// What came of it, as JSON, without points.
    pub result: Option<String>,
    /// The id of the outcome that held.
    pub outcome: Option<String>,
    /// Points that were awarded for it.
    pub points: Option<i64>,
    /// When it was begun.
    pub created_at: i64,
    /// When it was last changed.
    pub updated_at: i64,
    /// When it was first completed.
    pub completed_at: Option<i64>,
}

const COLUMNS: &str = "shop, quiz, id, customer, unit, state, answers, step, consent, result, outcome, points, created_at,
    updated_at, completed_at";

/// A submission.
pub async fn get(connection: &mut Connection, shop: &str, quiz: &str, id: &str) -> Result<Option<SubmissionRow>> {
    sqlx::query_as(&format!("SELECT {COLUMNS} FROM submissions WHERE shop = $1 AND quiz = $2 AND id = $3"))
        .bind(shop)
        .bind(quiz)
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Adds an empty submission where there is none of its id, and locks it: who comes second waits here for the first. Says whether
/// it is new.
pub async fn open(connection: &mut Connection, row: &SubmissionRow) -> Result<bool> {
    let added = sqlx::query(
        "INSERT INTO submissions (shop, quiz, id, customer, unit, state, answers, step, consent, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, 'partial', '[]', 0, 0, $6, $6) ON CONFLICT DO NOTHING",
    )
    .bind(&row.shop)
    .bind(&row.quiz)
    .bind(&row.id)
    .bind(&row.customer)
    .bind(&row.unit)
    .bind(row.created_at)
    .execute(&mut *connection)
    .await?;
    if locks::is_shared(connection) {
        let statement = "SELECT id FROM submissions WHERE shop = $1 AND quiz = $2 AND id = $3 FOR NO KEY UPDATE";
        sqlx::query(statement).bind(&row.shop).bind(&row.quiz).bind(&row.id).fetch_optional(connection).await?;
    }
    Ok(added.rows_affected() == 1)
}

/// Stores what changed of a submission.
pub async fn update(connection: &mut Connection, row: &SubmissionRow) -> Result<()> {
    sqlx::query(
        "UPDATE submissions SET customer = $1, unit = $2, state = $3, answers = $4, step = $5, consent = $6, result = $7,
             outcome = $8, points = $9, updated_at = $10, completed_at = $11 WHERE shop = $12 AND quiz = $13 AND id = $14",
    )
    .bind(&row.customer)
    .bind(&row.unit)
    .bind(&row.state)
    .bind(&row.answers)
    .bind(row.step)
    .bind(row.consent)
    .bind(&row.result)
    .bind(&row.outcome)
    .bind(row.points)
    .bind(row.updated_at)
    .bind(row.completed_at)
    .bind(&row.shop)
    .bind(&row.quiz)
    .bind(&row.id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Stores the answers of a submission for counting, in place of those it had: `(element, answer)`.
pub async fn set_answers(connection: &mut Connection, row: &SubmissionRow, answers: &[(String, String)]) -> Result<()> {
    sqlx::query("DELETE FROM quiz_answers WHERE shop = $1 AND quiz = $2 AND submission = $3")
        .bind(&row.shop)
        .bind(&row.quiz)
        .bind(&row.id)
        .execute(&mut *connection)
        .await?;
    for (element, answer) in answers {
        sqlx::query("INSERT INTO quiz_answers (shop, quiz, submission, element, answer) VALUES ($1, $2, $3, $4, $5)")
            .bind(&row.shop)
            .bind(&row.quiz)
            .bind(&row.id)
            .bind(element)
            .bind(answer)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The submissions of a shopper, whom these units or the member's id name, the newest first: at most `limit`.
pub async fn of_units(connection: &mut Connection, shop: &str, units: &[String], limit: i64) -> Result<Vec<SubmissionRow>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let names: Vec<String> = (0..units.len()).map(|index| format!("${}", index + 3)).collect();
    let names = names.join(", ");
    let statement = format!(
        "SELECT {COLUMNS} FROM submissions WHERE shop = $1 AND (customer IN ({names}) OR (customer IS NULL AND unit IN ({names})))
         ORDER BY updated_at DESC, id DESC LIMIT $2"
    );
    let query = sqlx::query_as(&statement).bind(shop).bind(limit);
    units.iter().fold(query, |query, unit| query.bind(unit)).fetch_all(connection).await
}

/// Submissions of a quiz after a place, the newest first; only completed ones where `complete` says so.
pub async fn page(
    connection: &mut Connection,
    shop: &str,
    quiz: &str,
    complete: bool,
    after: (i64, &str),
    limit: i64,
) -> Result<Vec<SubmissionRow>> {
    sqlx::query_as(&format!(
        "SELECT {COLUMNS} FROM submissions WHERE shop = $1 AND quiz = $2 AND (state = 'complete' OR $3 = 0)
             AND (updated_at, id) < ($4, $5) ORDER BY updated_at DESC, id DESC LIMIT $6"
    ))
    .bind(shop)
    .bind(quiz)
    .bind(i64::from(complete))
    .bind(after.0)
    .bind(after.1)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Forgets a submission, and what was kept of it in a profile.
pub async fn delete(connection: &mut Connection, row: &SubmissionRow) -> Result<()> {
    for statement in [
        "DELETE FROM profile_answers WHERE shop = $1 AND quiz = $2 AND submission = $3",
        "DELETE FROM submissions WHERE shop = $1 AND quiz = $2 AND id = $3",
    ] {
        sqlx::query(statement).bind(&row.shop).bind(&row.quiz).bind(&row.id).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Forgets the submissions of a guest whom these units name.
pub async fn delete_of_guest(connection: &mut Connection, shop: &str, units: &[String]) -> Result<()> {
    for unit in units {
        sqlx::query("DELETE FROM submissions WHERE shop = $1 AND unit = $2 AND customer IS NULL")
            .bind(shop)
            .bind(unit)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Forgets unfinished submissions that were last changed before this time.
pub async fn delete_before(connection: &mut Connection, time: i64) -> Result<()> {
    sqlx::query("DELETE FROM submissions WHERE state = 'partial' AND updated_at < $1").bind(time).execute(connection).await?;
    Ok(())
}
