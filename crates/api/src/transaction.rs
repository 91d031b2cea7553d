//! How points came and went: `GET /v1/me/transactions?cursor&limit`.

wire! {
    /// A page of the shopper's activity, newest first.
    pub struct TransactionPage {
        /// At most `limit` of them (20 unless asked, 100 at most).
        pub items: Vec<Transaction>,
        /// Ask with it for the next, older page; nothing where this is the last.
        pub next_cursor: Option<String>,
    }
}

wire! {
    /// One movement of points.
    pub struct Transaction {
        /// `txn_…`.
        pub id: String,
        /// Why points moved.
        pub kind: TransactionKind,
        /// Whether they count yet.
        pub state: TransactionState,
        /// Positive: received. Negative: spent, taken back or expired.
        pub points: i64,
        /// When.
        pub at: String,
        /// What it was in the shopper's words: the way to earn's or the reward's title at the time, the merchant's reason of an
        /// adjustment.
        pub title: Option<String>,
        /// The merchant's order number, where an order is behind it.
        pub order: Option<String>,
        /// For pending ones: when they become available.
        pub approves_at: Option<String>,
    }
}

wire! {
    /// Why points moved.
    pub enum TransactionKind {
        /// An order or action.
        Earn = "earn",
        /// A reward was used.
        Redeem = "redeem",
        /// The merchant changed the balance by hand.
        Adjust = "adjust",
        /// An order was refunded.
        Refund = "refund",
        /// Points ran out of time.
        Expire = "expire",
        /// An order was cancelled.
        Cancel = "cancel",
    }
}

wire! {
    /// Whether points of a transaction count.
    pub enum TransactionState {
        /// Not yet: the return window is open.
        Pending = "pending",
        /// Yes.
        Approved = "approved",
        /// No more: reversed before they counted.
        Void = "void",
    }
}
