//! Completing a way to earn from the page: `POST /v1/me/actions`.

use crate::account::Account;
use crate::transaction::Transaction;

wire! {
    /// Says that the shopper completed a way to earn (`follow`, `share` or `visit`).
    pub struct ActionRequest {
        /// The earning rule's id.
        pub rule: String,
    }
}

wire! {
    /// The points awarded, and the account after it.
    pub struct ActionReceipt {
        /// The award.
        pub transaction: Transaction,
        /// The account as it stands now.
        pub account: Account,
    }
}
