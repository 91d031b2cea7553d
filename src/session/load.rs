//! Something that is loaded.

use crate::client::ApiError;

/// What is known of a thing that comes from the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Load<T> {
    /// It has been asked for.
    Loading,
    /// It is here.
    Ready(T),
    /// The newest answer failed; this is the last known one.
    Stale(T, ApiError),
    /// It failed and nothing is known.
    Failed(ApiError),
}

impl<T> Load<T> {
    /// The value, fresh or stale.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Ready(value) | Self::Stale(value, _) => Some(value),
            Self::Loading | Self::Failed(_) => None,
        }
    }

    /// Why there is no fresh value.
    pub fn error(&self) -> Option<&ApiError> {
        match self {
            Self::Stale(_, error) | Self::Failed(error) => Some(error),
            Self::Loading | Self::Ready(_) => None,
        }
    }

    /// After a failed request: what was known is kept, as stale.
    pub fn failed(self, error: ApiError) -> Self {
        match self {
            Self::Ready(value) | Self::Stale(value, _) => Self::Stale(value, error),
            Self::Loading | Self::Failed(_) => Self::Failed(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_keeps_what_was_known() {
        assert_eq!(Load::Ready(1).failed(ApiError::Slow), Load::Stale(1, ApiError::Slow));
        assert_eq!(Load::Stale(1, ApiError::Slow).failed(ApiError::Server), Load::Stale(1, ApiError::Server));
        assert_eq!(Load::<i32>::Loading.failed(ApiError::Slow), Load::Failed(ApiError::Slow));
        assert_eq!(Load::Stale(1, ApiError::Slow).value(), Some(&1));
    }
}
