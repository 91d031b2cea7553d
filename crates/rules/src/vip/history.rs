//! What is counted, and over which windows.

/// Something that counts towards a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// When it happened: an order's time of payment, say, however late it became known.
    pub at: i64,
    /// How much of it counts by now, refunds taken off, in the basis's unit. Less than 0 counts as 0.
    pub amount: i64,
}

/// A time from `start` up to, and not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Its first millisecond.
    pub start: i64,
    /// The first millisecond after it.
    pub end: i64,
}

/// Over what time contributions are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window<'a> {
    /// All time.
    Lifetime,
    /// The last so many milliseconds: a contribution counts from its time on for exactly so long.
    Rolling {
        /// Its length; less than 1 counts as 1.
        ms: i64,
    },
    /// Years, each beginning where the one before ends, in rising order, from the one of joining to the present one; the shop's
    /// time zone is already in them. Later ones do no harm; what happened outside all of them counts for nothing.
    /// A tier reached in one holds to the end of the next.
    Yearly(&'a [Span]),
}

/// Everything that a member's tier follows from.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    /// What reaches each tier, the lowest first.
    pub thresholds: &'a [i64],
    /// Over what time it is added up.
    pub window: Window<'a>,
    /// How long a tier holds on after time alone would take it.
    pub grace_ms: i64,
    /// When the member joined.
    pub joined: i64,
    /// What counts, in any order.
    pub contributions: &'a [Contribution],
}
