//! Completing a way to earn from the page: `POST /v1/me/actions`.

use crate::account::Account;
use crate::transaction::Transaction;

wire! {
    /// Says that the shopper completed a way to earn (`follow`, `share`, `visit`, `streak` or `newsletter`).
    pub struct ActionRequest {
        /// The earning rule's id.
        pub rule: String,
        /// For `newsletter`: that the shopper agreed to the rule's `consent` sentence. Nothing else is consent.
        pub consent: Option<bool>,
    }
}

wire! {
    /// The points awarded, and the account after it.
    pub struct ActionReceipt {
        /// The award; nothing where a day of a streak was noted that is not its last.
        pub transaction: Option<Transaction>,
        /// The account as it stands now.
        pub account: Account,
    }
}
