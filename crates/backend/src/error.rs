//! What can go wrong: a request is refused, or something of ours failed.

/// The outcome of anything the backend does.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request cannot be granted; the caller is told why.
    #[error("refused: {}", .0.code)]
    Refused(Box<Refusal>),
    /// The database failed. The cause is logged, never shown.
    #[error("the database failed")]
    Database(#[from] sqlx::Error),
    /// Something stored cannot be read back.
    #[error("a stored value cannot be read")]
    Stored(#[from] serde_json::Error),
    /// Points beyond what a number holds.
    #[error("points out of range")]
    OutOfRange,
}

/// Why a request is refused: what becomes a problem document.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// Stable; what programs look at.
    pub code: &'static str,
    /// The problem in a few words.
    pub title: &'static str,
    /// A sentence for people: what to do.
    pub detail: Option<String>,
    /// The field at fault.
    pub field: Option<String>,
    /// How many more points are needed.
    pub points_needed: Option<i64>,
    /// How many more minor units are needed.
    pub amount_needed: Option<i64>,
    /// When it can be done again, in milliseconds since 1970.
    pub until: Option<i64>,
    /// Seconds after which the same request may succeed.
    pub retry_after: Option<u64>,
}

impl Refusal {
    /// A refusal with this status, code and title.
    pub fn new(status: u16, code: &'static str, title: &'static str) -> Self {
        Self {
            status,
            code,
            title,
            detail: None,
            field: None,
            points_needed: None,
            amount_needed: None,
            until: None,
            retry_after: None,
        }
    }

    /// Adds a sentence for people.
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// Names the field at fault.
    pub fn field(self, field: impl Into<String>) -> Self {
        Self { field: Some(field.into()), ..self }
    }

    /// Says when to try again.
    pub fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    /// A body or parameter that cannot be understood.
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self::new(400, "invalid_request", "The request cannot be understood").detail(detail)
    }

    /// Something that is not there, or not for this caller: both are answered alike.
    pub fn not_found(code: &'static str) -> Self {
        Self::new(404, code, "Not found")
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
