//! `GET /v1/shops/{shop}/reports/{name}?from&to&format`: numbers for the merchant, as JSON or CSV.

wire! {
    /// A report over days of the shop's time zone, the first and the last included.
    pub enum Report by "report" {
        /// Joining, month by month.
        Members = "members" {
            /// The first day, `2026-01-01`.
            from: String,
            /// The last day.
            to: String,
            /// By month.
            rows: Vec<MembersRow>,
        },
        /// Points given, by the rule they were given for.
        Issuance = "issuance" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// In the programme's order, then rules it no longer has.
            rows: Vec<IssuanceRow>,
        },
        /// Rewards claimed, and what became of them.
        Redemptions = "redemptions" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// In the programme's order, then rewards it no longer has; friends' welcomes are `referral`.
            rows: Vec<RedemptionsRow>,
            /// What became of points, spent or not.
            breakage: Breakage,
        },
        /// Points that members have at the end of the last day: what the programme owes.
        Liability = "liability" {
            /// The first day; of no concern here.
            from: String,
            /// The last day.
            to: String,
            /// By the points' state.
            rows: Vec<LiabilityRow>,
        },
        /// Members in each tier as they stand now, and changes in the time.
        Tiers = "tiers" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// From the lowest; members without a tier first.
            rows: Vec<TiersRow>,
        },
        /// How far invitations that began in the time have come.
        Referrals = "referrals" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// By channel, all together last.
            rows: Vec<ReferralsRow>,
        },
        /// What came of campaigns.
        Campaigns = "campaigns" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// In the programme's order, then campaigns it no longer has.
            rows: Vec<CampaignsRow>,
        },
        /// What came of experiments, by arm, for shoppers who were first seen in the time.
        Experiments = "experiments" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// By experiment in the programme's order, the latest buckets first; then by variation, who was held out last.
            rows: Vec<ExperimentsRow>,
            /// Whether shoppers were dealt as they should have been.
            checks: Vec<SampleRatioCheck>,
        },
        /// What shoppers answered in quizzes that they began in the time.
        Quizzes = "quizzes" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// By quiz, question and answer in the programme's order, then what it no longer has.
            rows: Vec<QuizzesRow>,
        },
        /// Members' orders beside those of others.
        Customers = "customers" {
            /// The first day.
            from: String,
            /// The last day.
            to: String,
            /// `members`, then `others`.
            rows: Vec<CustomersRow>,
        },
    }
}

wire! {
    /// One month of members.
    pub struct MembersRow {
        /// `2026-01`; at the ends as far as the report goes.
        pub month: String,
        /// Who joined.
        pub joined: i64,
        /// Members of whom points moved.
        pub active: i64,
        /// Who was forgotten.
        pub erased: i64,
        /// Members at the end of it.
        pub total: i64,
    }
}

wire! {
    /// Points given for one rule.
    pub struct IssuanceRow {
        /// The rule's id; nothing for what was given by hand.
        pub rule: Option<String>,
        /// How often.
        pub awards: i64,
        /// Points given.
        pub points: i64,
        /// Of these, points taken back since.
        pub taken_back: i64,
        /// Of these, points whose return window is open.
        pub pending: i64,
    }
}

wire! {
    /// Claims of one reward.
    pub struct RedemptionsRow {
        /// The reward's id.
        pub reward: String,
        /// Claims that were made.
        pub claimed: i64,
        /// Of these, used by an order.
        pub used: i64,
        /// Of these, good and not used.
        pub open: i64,
        /// Of these, undone, by the shopper or with the order.
        pub cancelled: i64,
        /// Of these, not used in time.
        pub expired: i64,
        /// Points behind used and issued ones.
        pub points: i64,
    }
}

wire! {
    /// Points that came, went, and were lost to time, in the time of the report.
    pub struct Breakage {
        /// Points that became available, those taken back since taken off.
        pub approved: i64,
        /// Points spent, those that came back taken off.
        pub spent: i64,
        /// Points that ran out.
        pub expired: i64,
        /// Expired ones in hundredths of a percent of the expired and spent together.
        pub rate: i64,
    }
}

wire! {
    /// Points of all members in one state.
    pub struct LiabilityRow {
        /// `available`, `pending`, `held`.
        pub state: String,
        /// Points.
        pub points: i64,
        /// What they are worth, in minor units, where the programme says what points are worth.
        pub worth: Option<i64>,
    }
}

wire! {
    /// One tier.
    pub struct TiersRow {
        /// Its id; nothing for members without a tier.
        pub tier: Option<String>,
        /// Members in it now.
        pub members: i64,
        /// Members who rose to it in the time.
        pub risen: i64,
        /// Members who came down to it in the time.
        pub fallen: i64,
    }
}

wire! {
    /// Invitations of one channel.
    pub struct ReferralsRow {
        /// The channel; nothing for all together.
        pub channel: Option<String>,
        /// Invitations.
        pub invitations: i64,
        /// Of these, somebody came by the link.
        pub clicked: i64,
        /// Of these, somebody took the offer.
        pub claimed: i64,
        /// Of these, somebody ordered.
        pub ordered: i64,
        /// Of these, the member was rewarded for good.
        pub completed: i64,
        /// Of these, waiting for the merchant.
        pub in_review: i64,
        /// Refused.
        pub blocked: i64,
        /// Points given to members for them and not taken back.
        pub points: i64,
    }
}

wire! {
    /// One campaign.
    pub struct CampaignsRow {
        /// Its id.
        pub campaign: String,
        /// How often it was shown.
        pub impressions: i64,
        /// Shoppers it was shown to.
        pub shoppers: i64,
        /// How often its button or link was used.
        pub clicks: i64,
        /// How often it was closed.
        pub closes: i64,
        /// How often it was answered or taken.
        pub conversions: i64,
        /// Shoppers who answered or took it.
        pub converted: i64,
        /// Those in hundredths of a percent of the shoppers it was shown to.
        pub conversion_rate: i64,
    }
}

wire! {
    /// One arm of an experiment.
    pub struct ExperimentsRow {
        /// The experiment's key.
        pub experiment: String,
        /// The version of its buckets.
        pub bucket_version: i64,
        /// The variation, counted from 0, the control; nothing for who is held out.
        pub variation: Option<i64>,
        /// Its name, where the programme has it.
        pub name: Option<String>,
        /// Shoppers who were seen in it.
        pub exposed: i64,
        /// Of these, who then answered or took a campaign of the experiment.
        pub converted: i64,
        /// Those in hundredths of a percent.
        pub conversion_rate: i64,
        /// The true rate is not below this in 95 of 100 cases, by Wilson's interval; nothing where nobody was seen.
        pub conversion_low: Option<i64>,
        /// Nor above this.
        pub conversion_high: Option<i64>,
        /// Of these, members who then paid for an order.
        pub ordered: i64,
        /// Those in hundredths of a percent.
        pub order_rate: i64,
        /// The lower end of that rate's interval.
        pub order_low: Option<i64>,
        /// Its upper end.
        pub order_high: Option<i64>,
        /// The verdict on how shoppers were dealt, which is the same for all arms of these buckets.
        pub sample_ratio: Option<SampleRatioVerdict>,
    }
}

wire! {
    /// How shoppers of an experiment were dealt, those who were held out left out: a chi-square test against the weights.
    pub struct SampleRatioCheck {
        /// The experiment's key.
        pub experiment: String,
        /// The version of its buckets, which is the programme's: of older ones the weights are not known any more.
        pub bucket_version: i64,
        /// The statistic, in thousandths.
        pub chi_square: i64,
        /// How likely it is to be at least that by chance, in millionths.
        pub p: i64,
        /// What follows.
        pub verdict: SampleRatioVerdict,
    }
}

wire! {
    /// What follows from how shoppers were dealt.
    pub enum SampleRatioVerdict {
        /// Nothing is wrong.
        Healthy = "healthy",
        /// Less likely than one in a thousand: something loses shoppers of one arm, and the rates are not to be trusted.
        Unhealthy = "unhealthy",
        /// Fewer than 8 shoppers for each variation, on average.
        NotEnoughTraffic = "not_enough_traffic",
    }
}

wire! {
    /// A quiz, a question of it, or an answer to that.
    pub struct QuizzesRow {
        /// The quiz's id.
        pub quiz: String,
        /// The question's id; nothing for the quiz as a whole.
        pub question: Option<String>,
        /// A choice's id or a number; nothing for the question as a whole.
        pub answer: Option<String>,
        /// For the quiz: submissions that were begun.
        pub begun: Option<i64>,
        /// Submissions that were completed; of these, that answered the question; of these, that gave the answer.
        pub count: i64,
        /// Those in hundredths of a percent: of the begun, of the completed, of those that answered the question.
        pub rate: i64,
        /// For an `nps` question: the net promoter score in hundredths, from -10,000 to 10,000; nothing where nobody answered.
        pub nps: Option<i64>,
        /// For a `csat` question: who gave one of the two best scores, in hundredths of a percent of who answered.
        pub csat: Option<i64>,
    }
}

wire! {
    /// Orders of members, or of others.
    pub struct CustomersRow {
        /// `members` or `others`: who ordered as a guest, told apart by e-mail address.
        pub group: String,
        /// Who ordered.
        pub customers: i64,
        /// Of these, who ordered more than once.
        pub returning: i64,
        /// Those in hundredths of a percent.
        pub repeat_rate: i64,
        /// Orders, cancelled ones left out.
        pub orders: i64,
        /// What they came to, in minor units, refunds taken off.
        pub spent: i64,
        /// By order, rounded down.
        pub average_order: i64,
    }
}
