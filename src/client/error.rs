//! Why there is no answer.

use loyalty_api::page::ReadError;
use loyalty_api::problem::Problem;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The request did not reach the server, or its answer did not reach us.
    Unreachable,
    /// No answer in time.
    Slow,
    /// The server refused, and said why.
    Problem(Box<Problem>),
    /// The server failed: a 5xx, or an error without a word.
    Server,
    /// The answer is not what the API promises: an older or newer server, or something between.
    Unreadable(ReadError),
    /// The shopper it was for has gone, or the widget was taken off the page.
    Gone,
}

impl ApiError {
    /// The stable name: the problem's own code, or ours.
    pub fn code(&self) -> &str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Slow => "slow",
            Self::Problem(problem) => &problem.code,
            Self::Server => "server",
            Self::Unreadable(_) => "unreadable",
            Self::Gone => "gone",
        }
    }

    /// Whether the server may or may not have done what was asked, so that the same key must be used again. For a shopper who
    /// has gone the keys are forgotten already, and one of the next shopper's must not be taken for theirs.
    pub(super) fn leaves_open(&self) -> bool {
        match self {
            Self::Unreachable | Self::Slow | Self::Server | Self::Unreadable(_) | Self::Gone => true,
            Self::Problem(problem) => problem.status >= 500 || problem.status == 429 || problem.code == "request_in_flight",
        }
    }
}
