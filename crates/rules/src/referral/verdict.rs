//! From facts to a verdict.

/// Claims from one network in 24 hours, over all links, from which on the next one is looked at.
pub const CLAIMS_A_DAY: i64 = 5;

/// Claims from one network in 30 days, over all links, from which on the next one is looked at.
pub const CLAIMS_A_MONTH: i64 = 20;

/// What is known of a referral. Whatever is not known (no address before an order, no device without consent) is `false` or 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The friend is the member: the same account, or the click came from the member's own session.
    pub same_member: bool,
    /// The friend has an e-mail address of the member, in one spelling.
    pub same_email: bool,
    /// The friend came with a device that the member used.
    pub same_device: bool,
    /// The friend's order goes where an order of the member went.
    pub same_address: bool,
    /// The friend came from a network that the member came from.
    pub same_network: bool,
    /// The friend referred the member, or referred somebody who referred the member, and so on.
    pub cycle: bool,
    /// The friend ordered before they came by the link.
    pub existing_customer: bool,
    /// The friend took a welcome before, by any link.
    pub already_claimed: bool,
    /// The friend's e-mail address is of those that last for minutes ([`is_disposable`](super::is_disposable)).
    pub disposable_domain: bool,
    /// Claims from the friend's network in the 24 hours before, over all links, this one not counted.
    pub network_claims_day: i64,
    /// The same in the 30 days before.
    pub network_claims_month: i64,
    /// Referrals of the member that were rewarded in the 30 days before, or wait for it.
    pub referrals_month: i64,
    /// How many of those there may be, where the merchant limits them.
    pub monthly_limit: Option<i64>,
}

/// What becomes of a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// It counts.
    Allow,
    /// The merchant looks at it first.
    Review,
    /// It does not count.
    Block,
}

/// Why a referral is looked at or does not count, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The friend is the member.
    SelfReferral,
    /// The friend has the member's e-mail address.
    SameEmail,
    /// The friend brought the member here in the first place.
    Cycle,
    /// The friend took a welcome before.
    AlreadyClaimed,
    /// The friend was a customer before.
    ExistingCustomer,
    /// An e-mail address that lasts for minutes.
    DisposableDomain,
    /// The member's device. Alone it is looked at (a family's tablet); with any other reason it does not count.
    SameDevice,
    /// Many claims from one network.
    IpVelocity,
    /// The member's address.
    SameAddress,
    /// The member's network.
    SameNetwork,
    /// More referrals than the merchant rewards unseen.
    MonthlyLimit,
}

impl Reason {
    /// Every reason, the gravest first.
    pub const ALL: [Self; 11] = [
        Self::SelfReferral,
        Self::SameEmail,
        Self::Cycle,
        Self::AlreadyClaimed,
        Self::ExistingCustomer,
        Self::DisposableDomain,
        Self::SameDevice,
        Self::IpVelocity,
        Self::SameAddress,
        Self::SameNetwork,
        Self::MonthlyLimit,
    ];

    /// Its name in the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SelfReferral => "self_referral",
            Self::SameEmail => "same_email",
            Self::Cycle => "cycle",
            Self::AlreadyClaimed => "already_claimed",
            Self::ExistingCustomer => "existing_customer",
            Self::DisposableDomain => "disposable_domain",
            Self::SameDevice => "same_device",
            Self::IpVelocity => "ip_velocity",
            Self::SameAddress => "same_address",
            Self::SameNetwork => "same_network",
            Self::MonthlyLimit => "monthly_limit",
        }
    }

    /// What this reason alone leads to.
    pub const fn decision(self) -> Decision {
        match self {
            Self::SelfReferral
            | Self::SameEmail
            | Self::Cycle
            | Self::AlreadyClaimed
            | Self::ExistingCustomer
            | Self::DisposableDomain => Decision::Block,
            Self::SameDevice | Self::IpVelocity | Self::SameAddress | Self::SameNetwork | Self::MonthlyLimit => Decision::Review,
        }
    }

    const fn holds(self, facts: &Facts) -> bool {
        match self {
            Self::SelfReferral => facts.same_member,
            Self::SameEmail => facts.same_email,
            Self::Cycle => facts.cycle,
            Self::AlreadyClaimed => facts.already_claimed,
            Self::ExistingCustomer => facts.existing_customer,
            Self::DisposableDomain => facts.disposable_domain,
            Self::SameDevice => facts.same_device,
            Self::IpVelocity => facts.network_claims_day >= CLAIMS_A_DAY || facts.network_claims_month >= CLAIMS_A_MONTH,
            Self::SameAddress => facts.same_address,
            Self::SameNetwork => facts.same_network,
            Self::MonthlyLimit => match facts.monthly_limit {
                Some(limit) => facts.referrals_month >= limit,
                None => false,
            },
        }
    }
}

/// What becomes of a referral, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What becomes of it.
    pub decision: Decision,
    /// Every reason there is, the gravest first; none where it counts.
    pub reasons: Vec<Reason>,
}

/// What follows from these facts. Knowing more never makes a verdict milder.
pub fn judge(facts: &Facts) -> Verdict {
    let reasons: Vec<Reason> = Reason::ALL.into_iter().filter(|reason| reason.holds(facts)).collect();
    let gravest = reasons.iter().map(|reason| reason.decision()).max().unwrap_or(Decision::Allow);
    let device_and_more = facts.same_device && reasons.len() > 1;
    Verdict { decision: if device_and_more { Decision::Block } else { gravest }, reasons }
}
