//! What can go wrong: a request is refused, or something of ours failed.

/// The outcome of anything the backend does.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The request cannot be granted; the caller is told why.
    #[error("refused: {}", .0.code)]
    Refused(Refusal),
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

/// PostgreSQL's codes for: given up to end a deadlock, out of date, waited too long for a lock.
const TRANSIENT: [&str; 3] = ["40P01", "40001", "55P03"];

impl Error {
    /// Whether the same request may succeed when it is simply sent again: it met another and nothing was changed.
    pub fn is_transient(&self) -> bool {
        let Self::Database(sqlx::Error::Database(error)) = self else { return false };
        error.code().is_some_and(|code| TRANSIENT.contains(&&*code))
    }
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
    /// What more there is to say.
    pub details: Box<Details>,
}

/// What more there is to say of a refusal.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Details {
    /// A sentence for people: what to do.
    pub sentence: Option<String>,
    /// The field at fault.
    pub field: Option<String>,
    /// How many more points are needed.
    pub points_needed: Option<i64>,
    /// How many more minor units are needed.
    pub amount_needed: Option<i64>,
    /// The tier that can.
    pub tier: Option<String>,
    /// When it can be done again, in milliseconds since 1970.
    pub until: Option<i64>,
    /// Seconds after which the same request may succeed.
    pub retry_after: Option<u64>,
}

impl Refusal {
    /// A refusal with this status, code and title.
    pub fn new(status: u16, code: &'static str, title: &'static str) -> Self {
        Self { status, code, title, details: Box::default() }
    }

    /// Adds a sentence for people.
    pub fn detail(mut self, sentence: impl Into<String>) -> Self {
        self.details.sentence = Some(sentence.into());
        self
    }

    /// Names the field at fault.
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.details.field = Some(field.into());
        self
    }

    /// Says how many more points would make it work.
    pub fn points_needed(mut self, points: i64) -> Self {
        self.details.points_needed = Some(points);
        self
    }

    /// Says how many more minor units would make it work.
    pub fn amount_needed(mut self, amount: i64) -> Self {
        self.details.amount_needed = Some(amount);
        self
    }

    /// Says which tier can.
    pub fn tier(mut self, tier: impl Into<String>) -> Self {
        self.details.tier = Some(tier.into());
        self
    }

    /// Says when it can be done again, in milliseconds since 1970.
    pub fn until(mut self, time: i64) -> Self {
        self.details.until = Some(time);
        self
    }

    /// Says in how many seconds to try again.
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.details.retry_after = Some(seconds);
        self
    }

    /// A body or parameter that cannot be understood.
    pub fn invalid(detail: impl Into<String>) -> Self {
        Self::new(400, "invalid_request", "The request cannot be understood").detail(detail)
    }

    /// What was given as an e-mail address is none. Of shape it is a string like any other, so 422 and not 400.
    pub fn invalid_email() -> Self {
        Self::new(422, "invalid_email", "This is no e-mail address").field("email")
    }

    /// Something that is not there, or not for this caller: both are answered alike.
    pub fn not_found(code: &'static str) -> Self {
        Self::new(404, code, "Not found")
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
