//! Spending points: reserve, then commit. `POST /v1/me/redemptions` holds, the order commits,
//! `POST /v1/me/redemptions/{id}/cancel` or a time-out gives the points back.

use crate::account::Account;
use crate::cart::Cart;
use crate::program::RewardValue;

wire! {
    /// Asks to hold points for a reward.
    pub struct RedemptionRequest {
        /// The reward's id.
        pub reward: String,
        /// For `variable` rewards: how many points to spend.
        pub points: Option<i64>,
        /// The cart as it stands, where the page knows it: the server then refuses a reward that would not apply to it.
        pub cart: Option<Cart>,
    }
}

wire! {
    /// A claimed reward.
    pub struct Redemption {
        /// `rdm_…`.
        pub id: String,
        /// The reward's id.
        pub reward: String,
        /// The reward's title when it was claimed.
        pub title: String,
        /// What was, or will be, paid for it.
        pub points: i64,
        /// What it gives. A `variable` reward was turned into the `fixed_amount` that its points give.
        pub value: RewardValue,
        /// The cart must come to this many minor units for the code to apply.
        pub minimum_order: Option<i64>,
        /// Where it stands.
        pub state: RedemptionState,
        /// What the shopper enters at checkout, single-use.
        pub code: String,
        /// When it was claimed.
        pub created_at: String,
        /// For held ones: until when the points are reserved.
        pub held_until: Option<String>,
        /// For issued ones: until when the code is good, where it ends.
        pub expires_at: Option<String>,
        /// For used ones: the merchant's order number.
        pub order: Option<String>,
    }
}

wire! {
    /// Where a claimed reward stands.
    pub enum RedemptionState {
        /// Points are reserved, the code is good.
        Held = "held",
        /// Points are spent, the code is good: a gift card or store credit, or a friend's welcome.
        Issued = "issued",
        /// An order used it.
        Used = "used",
        /// The shopper undid it; the points came back.
        Cancelled = "cancelled",
        /// Nobody used it in time; held points came back.
        Expired = "expired",
    }
}

wire! {
    /// The answer to holding or undoing: the claim, and the account after it.
    pub struct RedemptionReceipt {
        /// The claim as it stands now.
        pub redemption: Redemption,
        /// The account as it stands now.
        pub account: Account,
    }
}
