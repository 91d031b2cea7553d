//! `GET /v1/me/transactions`: how points came and went.

use super::App;
use super::identity::Member;
use super::parameters::Query;
use crate::account;
use crate::error::{Refusal, Result};
use crate::store::transactions;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use loyalty_api::problem::Problem;
use loyalty_api::transaction::TransactionPage;
use serde::Deserialize;

pub(super) fn router() -> Router<App> {
    Router::new().route("/me/transactions", get(list))
}

/// Which page.
#[derive(Debug, Deserialize)]
pub struct Parameters {
    cursor: Option<String>,
    limit: Option<String>,
}

/// A page of the member's activity, newest first.
#[utoipa::path(get, path = "/v1/me/transactions", tag = "page", security(("session" = [])),
    params(("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
           ("limit" = Option<i64>, Query, description = "1 to 100; 20 without")),
    responses((status = 200, body = TransactionPage),
              (status = 422, body = Problem, content_type = "application/problem+json", description = "`invalid_cursor`"),
              (status = 401, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(State(app): State<App>, member: Member, Query(parameters): Query<Parameters>) -> Result<Response> {
    let after = match &parameters.cursor {
        Some(cursor) => read_cursor(cursor)
            .ok_or_else(|| Refusal::new(422, "invalid_cursor", "The cursor is not one of ours").field("cursor"))?,
        None => (i64::MAX, i64::MAX),
    };
    let limit = match parameters.limit.as_deref().map(str::parse::<i64>) {
        None => 20,
        Some(Ok(limit @ 1..=100)) => limit,
        Some(_) => return Err(Refusal::invalid("must be from 1 to 100").field("limit").into()),
    };
    member.settle(&app).await?;
    let mut read = app.store.read().await?;
    // One more than asked for tells whether there is another page.
    let mut rows = transactions::page(&mut read, &member.customer.id, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next_cursor = rows.last().filter(|_| more).map(|row| write_cursor((row.at, row.seq)));
    let items = rows.iter().map(|row| account::transaction(row, &member.locale, member.fallback())).collect();
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(TransactionPage { items, next_cursor })).into_response())
}

fn write_cursor((at, seq): (i64, i64)) -> String {
    URL_SAFE_NO_PAD.encode(format!("{at}.{seq}"))
}

fn read_cursor(cursor: &str) -> Option<(i64, i64)> {
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    let (at, seq) = text.split_once('.')?;
    Some((at.parse().ok()?, seq.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cursors_come_back(place in (any::<i64>(), any::<i64>())) {
            prop_assert_eq!(read_cursor(&write_cursor(place)), Some(place));
        }

        #[test]
        fn no_text_panics(text in ".*") {
            let _ = read_cursor(&text);
            let _ = read_cursor(&URL_SAFE_NO_PAD.encode(&text));
        }
    }
}
