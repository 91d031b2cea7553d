//! VIP tiers: the ladder in the programme, and where a member stands on it.

wire! {
    /// The tiers and what they are reached by. What counts is net: a refunded order counts for what is left of it.
    pub struct VipProgram {
        /// What is counted.
        pub basis: TierBasis,
        /// Over what time.
        pub window: TierWindow,
        /// For `rolling`: its length in days.
        pub days: Option<i64>,
        /// By rising threshold; the first may have 0 and is everybody's.
        pub tiers: Vec<Tier>,
    }
}

wire! {
    /// What is counted towards a tier.
    pub enum TierBasis {
        /// Points earned by purchases and actions; spending them does not matter.
        Points = "points",
        /// Minor units spent on goods.
        Spend = "spend",
        /// Orders.
        Orders = "orders",
        /// Friends whose referral completed.
        Referrals = "referrals",
    }
}

wire! {
    /// Over what time it is counted.
    pub enum TierWindow {
        /// The last so many days.
        Rolling = "rolling",
        /// The calendar year in the shop's time zone; a tier holds to the end of the year after.
        Calendar = "calendar",
        /// The year from the day of joining, in the shop's time zone; a tier holds to the end of the year after.
        Anniversary = "anniversary",
        /// All time.
        Lifetime = "lifetime",
    }
}

wire! {
    /// One tier.
    pub struct Tier {
        /// `tir_…`, unique in the programme.
        pub id: String,
        /// The merchant's name for it.
        pub name: String,
        /// What has to be counted to reach it, in the basis's unit.
        pub threshold: i64,
        /// CSS hex colour.
        pub colour: Option<String>,
        /// Purchases earn so many hundredths of the points: 150 is one and a half times.
        pub hundredths: i64,
        /// Points for entering it, once.
        pub entry_points: i64,
        /// What its members have. A secret one has no title until the member is in.
        pub perks: Vec<Perk>,
    }
}

wire! {
    /// One perk of a tier.
    pub struct Perk {
        /// The merchant's words; nothing while it is a secret.
        pub title: Option<String>,
    }
}

wire! {
    /// Where a member stands.
    pub struct VipState {
        /// The tier's id; nothing below the first.
        pub tier: Option<String>,
        /// Since when without a break.
        pub since: Option<String>,
        /// What is counted in the present window.
        pub value: i64,
        /// When the present window ends; nothing for `rolling` and `lifetime`.
        pub ends_at: Option<String>,
        /// What keeps the tier, where it can be lost.
        pub keep: Option<KeepTier>,
        /// What will have been counted at `ends_at` if it goes on as it did in this window; nothing in a window's first week.
        pub forecast: Option<i64>,
        /// All perks of the present tier in words, secret and hidden ones among them.
        pub perks: Vec<String>,
        /// Changes of tier, newest first, at most 20.
        pub history: Vec<TierChange>,
        /// The member entered the present tier and has not been told yet. `PATCH /v1/me` with `celebrated` ends it.
        pub celebrate: bool,
    }
}

wire! {
    /// The tier is lost unless so much more is counted in time.
    pub struct KeepTier {
        /// By then.
        pub until: String,
        /// So much more, in the basis's unit; 0: it is safe until a window later.
        pub needed: i64,
    }
}

wire! {
    /// A change of tier.
    pub struct TierChange {
        /// The tier's id from then on; nothing below the first.
        pub tier: Option<String>,
        /// When.
        pub at: String,
        /// Whether it was a step up.
        pub up: bool,
    }
}
