//! What a shopper has: `GET /v1/me`, and in every answer that changes it.

use crate::collectible::Collected;
use crate::redemption::Redemption;
use crate::referral::ReferralSummary;
use crate::vip::VipState;

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
        /// How often each reward was claimed, and how many are left; rewards of which there is nothing to say are left out.
        pub rewards: Vec<RewardUse>,
        /// Where the member stands in the VIP tiers, where the programme has some.
        pub vip: Option<VipState>,
        /// The member's link and what came of it, where the programme has referrals.
        pub referral: Option<ReferralSummary>,
        /// Collectibles the member has, those of each kind together.
        pub collected: Vec<Collected>,
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
        /// Their birthday, once they told it: `--MM-DD` (ISO 8601), without a year.
        pub birthday: Option<String>,
        /// Whether they agreed to the newsletter.
        pub newsletter: bool,
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
        /// When it can be done again, for `limit_reached`; for `birthday` the next one, once the day is known.
        pub until: Option<String>,
        /// For `streak`: calendar days in a row so far, today's included once it is there.
        pub progress: Option<i64>,
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
        /// Only for members of a higher tier: the rule tells which.
        Locked = "locked",
    }
}

wire! {
    /// How often a shopper claimed a reward.
    pub struct RewardUse {
        /// The reward's id.
        pub reward: String,
        /// Held, issued and used claims; undone and timed-out ones don't count.
        pub count: i64,
        /// How many the shop has left for everybody, where it has a limited number.
        pub left: Option<i64>,
    }
}
