//! Something that is loaded.

use crate::client::ApiError;

/// What is known of a thing that comes from the server.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Load<T> {
    /// It has been asked for.
    #[default]
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

    /// Whether nothing is known of it yet, not even a failure.
    pub fn is_asked_for(&self) -> bool {
        matches!(self, Self::Loading)
    }

    /// Whether it is here and the newest answer did not fail.
    pub fn is_fresh(&self) -> bool {
        matches!(self, Self::Ready(_))
    }

    /// It is asked for again: what is known stays, and a failure with nothing known gives way to waiting.
    pub fn ask_again(&mut self) {
        if matches!(self, Self::Failed(_)) {
            *self = Self::Loading;
        }
    }

    /// A request failed: what is known, or else what the device kept, stays as stale.
    pub fn fail(&mut self, error: ApiError, kept: Option<T>) {
        *self = match std::mem::replace(self, Self::Loading) {
            Self::Ready(value) | Self::Stale(value, _) => Self::Stale(value, error),
            Self::Loading | Self::Failed(_) => match kept {
                Some(kept) => Self::Stale(kept, error),
                None => Self::Failed(error),
            },
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asking_again_keeps_what_is_known_and_no_old_failure() {
        for (before, after) in [
            (Load::Failed(ApiError::Slow), Load::Loading),
            (Load::Loading, Load::Loading),
            (Load::Ready(1), Load::Ready(1)),
            (Load::Stale(1, ApiError::Slow), Load::Stale(1, ApiError::Slow)),
        ] {
            let mut load = before.clone();
            load.ask_again();
            assert_eq!(load, after, "{before:?}");
        }
    }

    #[test]
    fn a_failure_keeps_what_was_known() {
        for (before, kept, after) in [
            (Load::Ready(1), None, Load::Stale(1, ApiError::Slow)),
            (Load::Ready(1), Some(2), Load::Stale(1, ApiError::Slow)),
            (Load::Stale(1, ApiError::Server), None, Load::Stale(1, ApiError::Slow)),
            (Load::Loading, Some(2), Load::Stale(2, ApiError::Slow)),
            (Load::Failed(ApiError::Server), None, Load::Failed(ApiError::Slow)),
        ] {
            let mut load = before.clone();
            load.fail(ApiError::Slow, kept);
            assert_eq!(load, after, "{before:?} with {kept:?} kept");
        }
    }
}
