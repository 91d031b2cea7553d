//! What a shopper has: `GET /v1/me`, and in every answer that changes it.

use crate::redemption::Redemption;

wire! {
    /// A member's account.
    pub struct Account {
        /// Who.
        pub customer: Customer,
        /// Points in their states.
        pub balance: Balance,
        /// Claimed rewards: every held one, then the newest others, at most 50 in all, newest first.
        pub redemptions: Vec<Redemption>,
        /// Ways to earn as they stand for this shopper; one entry for each rule of the programme.
        pub earning: Vec<RuleState>,
        /// How often each reward was claimed; rewards never claimed are left out.
        pub rewards: Vec<RewardUse>,
        /// When the server made this answer.
        pub as_of: String,
    }
}

wire! {
    /// A member.
    pub struct Customer {
        /// `cus_…`.
        pub id: String,
        /// For greeting, where the merchant's token told it.
        pub first_name: Option<String>,
        /// When they became a member.
        pub joined_at: String,
    }
}

wire! {
    /// Points in their states.
    pub struct Balance {
        /// Can be spent now.
        pub available: i64,
        /// Earned, but the return window of their order is open.
        pub pending: i64,
        /// Reserved by held redemptions.
        pub held: i64,
        /// Ever earned and approved, reversals taken off.
        pub lifetime: i64,
        /// The next points that will expire unless spent.
        pub next_expiry: Option<PointsAt>,
        /// The next pending points that will become available.
        pub next_approval: Option<PointsAt>,
    }
}

wire! {
    /// So many points at a time.
    pub struct PointsAt {
        /// How many.
        pub points: i64,
        /// When.
        pub at: String,
    }
}

wire! {
    /// One way to earn as it stands for one shopper.
    pub struct RuleState {
        /// The rule's id.
        pub rule: String,
        /// Whether it can be done now.
        pub status: RuleStatus,
        /// When it can be done again, for `limit_reached`.
        pub until: Option<String>,
    }
}

wire! {
    /// Whether a way to earn can be done.
    pub enum RuleStatus {
        /// Now.
        Available = "available",
        /// Never again: it counts a limited number of times, and those are used up.
        Done = "done",
        /// Not before `until`.
        LimitReached = "limit_reached",
    }
}

wire! {
    /// How often a shopper claimed a reward.
    pub struct RewardUse {
        /// The reward's id.
        pub reward: String,
        /// Held and used claims; undone and timed-out ones don't count.
        pub count: i64,
    }
}
