//! Every error answer: `application/problem+json` (RFC 9457).

wire! {
    /// What went wrong, and what would make it work.
    pub struct Problem {
        /// A page about the problem; `about:blank` where there is none.
        pub r#type: String,
        /// The problem in a few words.
        pub title: String,
        /// The HTTP status.
        pub status: i64,
        /// Stable; what programs look at.
        pub code: String,
        /// A sentence for people: what to do.
        pub detail: Option<String>,
        /// The field of the request at fault, as a path.
        pub field: Option<String>,
        /// For `insufficient_points`: how many more are needed.
        pub points_needed: Option<i64>,
        /// For `cart_requirements_not_met`: how many more minor units the cart needs.
        pub amount_needed: Option<i64>,
        /// For `tier_required`: the tier's id.
        pub tier: Option<String>,
        /// For `earning_limit_reached`: when it can be done again.
        pub until: Option<String>,
    }
}
