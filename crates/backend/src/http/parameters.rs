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
        let read = AxumQuery::from_request_parts(parts, state).await;
        read.map(|AxumQuery(value)| Self(value)).map_err(|_| Refusal::invalid("The query cannot be read.").into())
    }
}
