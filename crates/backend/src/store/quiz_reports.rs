//! Sums over submissions that were begun from one time on and up to another.

use super::reports::Span;
use super::{Connection, Result};

/// Submissions by quiz: `(quiz, begun, completed)`.
pub async fn submissions(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<(String, i64, i64)>> {
    sqlx::query_as(
        "SELECT quiz, COUNT(*), CAST(SUM(CASE WHEN state = 'complete' THEN 1 ELSE 0 END) AS BIGINT) FROM submissions
         WHERE shop = $1 AND created_at >= $2 AND created_at < $3 GROUP BY quiz ORDER BY quiz",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Completed submissions by question: `(quiz, element, that answered it)`.
pub async fn questions(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<(String, String, i64)>> {
    sqlx::query_as(
        "SELECT a.quiz, a.element, COUNT(DISTINCT a.submission) FROM quiz_answers a
         JOIN submissions s ON s.shop = a.shop AND s.quiz = a.quiz AND s.id = a.submission
         WHERE a.shop = $1 AND s.created_at >= $2 AND s.created_at < $3 GROUP BY a.quiz, a.element ORDER BY a.quiz, a.element",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}

/// Completed submissions by answer, those in words left out: `(quiz, element, answer, that gave it)`.
pub async fn answers(connection: &mut Connection, shop: &str, span: Span) -> Result<Vec<(String, String, String, i64)>> {
    sqlx::query_as(
        "SELECT a.quiz, a.element, a.answer, COUNT(*) FROM quiz_answers a
         JOIN submissions s ON s.shop = a.shop AND s.quiz = a.quiz AND s.id = a.submission
         WHERE a.shop = $1 AND s.created_at >= $2 AND s.created_at < $3 AND a.answer <> ''
         GROUP BY a.quiz, a.element, a.answer ORDER BY a.quiz, a.element, a.answer",
    )
    .bind(shop)
    .bind(span.0)
    .bind(span.1)
    .fetch_all(connection)
    .await
}
