//! Who the shopper is: `POST /v1/sessions`.

use crate::account::Account;

wire! {
    /// Opens a session.
    pub struct SessionRequest {
        /// The shop's public key.
        pub shop: String,
        /// The merchant's signed token (JWT, at most five minutes old); without it the session is a guest's.
        pub token: Option<String>,
    }
}

wire! {
    /// An open session.
    pub struct Session {
        /// Sent as `Authorization: Bearer …`. Kept in memory only.
        pub token: String,
        /// After this the server answers 401 `token_expired`.
        pub expires_at: String,
        /// What the shopper has; nothing for a guest.
        pub account: Option<Account>,
    }
}
