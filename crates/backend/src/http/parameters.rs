//! Paths and queries, read. What cannot be is a problem document like every other refusal.

use crate::error::{Error, Refusal};
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{FromRequestParts, Path as AxumPath, Query as AxumQuery};
use axum::http::request::Parts;

/// What a path names.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

/// What a query asks for.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<S, T> FromRequestParts<S> for Path<T>
where
    S: Send + Sync,
    AxumPath<T>: FromRequestParts<S, Rejection = PathRejection>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        refuse_zero(parts)?;
        let read = AxumPath::from_request_parts(parts, state).await;
        read.map(|AxumPath(value)| Self(value)).map_err(|_| Refusal::invalid("The path cannot be read.").into())
    }
}

impl<S, T> FromRequestParts<S> for Query<T>
where
    S: Send + Sync,
    AxumQuery<T>: FromRequestParts<S, Rejection = QueryRejection>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        refuse_zero(parts)?;
        let read = AxumQuery::from_request_parts(parts, state).await;
        read.map(|AxumQuery(value)| Self(value)).map_err(|_| Refusal::invalid("The query cannot be read.").into())
    }
}

/// PostgreSQL's texts hold no U+0000, so nothing of that name can be there.
fn refuse_zero(parts: &Parts) -> Result<(), Refusal> {
    let has_zero = parts.uri.path_and_query().is_some_and(|text| text.as_str().contains("%00"));
    if has_zero { Err(Refusal::invalid("The address must not contain the character U+0000.")) } else { Ok(()) }
}
