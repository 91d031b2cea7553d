//! What members say of themselves: `PATCH /v1/me`. The answer is the account as it stands then.

wire! {
    /// Changes; what is left out stays as it is.
    pub struct ProfileChange {
        /// `--MM-DD` (ISO 8601), without a year. Told once: another day is refused with `birthday_already_set`.
        pub birthday: Option<String>,
        /// Agrees to the newsletter, or no longer.
        pub newsletter: Option<bool>,
        /// The id of the tier whose entry was shown to the member.
        pub celebrated: Option<String>,
    }
}
