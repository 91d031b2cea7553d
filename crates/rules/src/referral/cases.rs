//! The verdicts on cases that have a name.

use super::verdict::{Decision::*, Facts, Reason, Reason::*, judge};

/// Nothing against it.
const NONE: Facts = Facts {
    same_member: false,
    same_email: false,
    same_device: false,
    same_address: false,
    same_network: false,
    cycle: false,
    existing_customer: false,
    already_claimed: false,
    disposable_domain: false,
    network_claims_day: 0,
    network_claims_month: 0,
    referrals_month: 0,
    monthly_limit: None,
};
const MEMBER: Facts = Facts { same_member: true, ..NONE };
const EMAIL: Facts = Facts { same_email: true, ..NONE };
const DEVICE: Facts = Facts { same_device: true, ..NONE };
const ADDRESS: Facts = Facts { same_address: true, ..NONE };
const NETWORK: Facts = Facts { same_network: true, ..NONE };
const HOME: Facts = Facts { same_address: true, same_network: true, ..NONE };
const TABLET: Facts = Facts { same_device: true, ..HOME };
const CIRCLE: Facts = Facts { cycle: true, ..NONE };
const CUSTOMER: Facts = Facts { existing_customer: true, ..NONE };
const CLAIMED: Facts = Facts { already_claimed: true, ..NONE };
const MINUTES: Facts = Facts { disposable_domain: true, ..NONE };

const fn claims(day: i64, month: i64) -> Facts {
    Facts { network_claims_day: day, network_claims_month: month, ..NONE }
}

const fn referred(month: i64, limit: Option<i64>) -> Facts {
    Facts { referrals_month: month, monthly_limit: limit, ..NONE }
}

#[test]
fn cases() {
    let table: &[(&str, Facts, super::Decision, &[Reason])] = &[
        // Nothing to say.
        ("a friend from elsewhere", NONE, Allow, &[]),
        ("the first from a library's network", claims(0, 0), Allow, &[]),
        ("the fifth of a day from one network", claims(4, 4), Allow, &[]),
        ("the twentieth of a month from one network", claims(0, 19), Allow, &[]),
        ("below the member's monthly limit", referred(29, Some(30)), Allow, &[]),
        ("any number where there is no limit", referred(5000, None), Allow, &[]),
        ("counts that make no sense", claims(-1, -1), Allow, &[]),
        // Households.
        ("flatmates: one address", ADDRESS, Review, &[SameAddress]),
        ("flatmates who only met by Wi-Fi", NETWORK, Review, &[SameNetwork]),
        ("a couple at home: address and network", HOME, Review, &[SameAddress, SameNetwork]),
        ("a family's tablet, on the move", DEVICE, Review, &[SameDevice]),
        (
            "a household where five claimed today",
            Facts { network_claims_day: 5, ..HOME },
            Review,
            &[IpVelocity, SameAddress, SameNetwork],
        ),
        ("parents and children over a month", Facts { network_claims_month: 4, ..HOME }, Review, &[SameAddress, SameNetwork]),
        (
            "a housemate of somebody who refers a lot",
            Facts { referrals_month: 30, monthly_limit: Some(30), ..HOME },
            Review,
            &[SameAddress, SameNetwork, MonthlyLimit],
        ),
        ("a dormitory: one street address, many networks", ADDRESS, Review, &[SameAddress]),
        ("neighbours behind the provider's one address", NETWORK, Review, &[SameNetwork]),
        // Offices.
        ("colleagues: one network", NETWORK, Review, &[SameNetwork]),
        ("colleagues who have it sent to the office", HOME, Review, &[SameAddress, SameNetwork]),
        (
            "an office where the offer goes round",
            Facts { network_claims_day: 40, network_claims_month: 90, ..NETWORK },
            Review,
            &[IpVelocity, SameNetwork],
        ),
        (
            "the same, sent to the office",
            Facts { network_claims_day: 40, network_claims_month: 90, ..HOME },
            Review,
            &[IpVelocity, SameAddress, SameNetwork],
        ),
        ("a campus: many claims, none of the member's network", claims(200, 900), Review, &[IpVelocity]),
        ("a mobile provider's gateway", claims(5, 5), Review, &[IpVelocity]),
        ("the twenty-first of a month", claims(0, 20), Review, &[IpVelocity]),
        ("a day's and a month's number are one reason", claims(5, 20), Review, &[IpVelocity]),
        ("the sixth of a day", claims(5, 0), Review, &[IpVelocity]),
        // The member's limit.
        ("at the limit", referred(30, Some(30)), Review, &[MonthlyLimit]),
        ("above it", referred(31, Some(30)), Review, &[MonthlyLimit]),
        ("a limit of none", referred(0, Some(0)), Review, &[MonthlyLimit]),
        ("a negative limit is none", referred(0, Some(-1)), Review, &[MonthlyLimit]),
        (
            "at the limit in a busy network",
            Facts { network_claims_day: 9, ..referred(30, Some(30)) },
            Review,
            &[IpVelocity, MonthlyLimit],
        ),
        // The member themselves.
        ("the member's own account", MEMBER, Block, &[SelfReferral]),
        ("their own account, from home", Facts { same_member: true, ..HOME }, Block, &[SelfReferral, SameAddress, SameNetwork]),
        (
            "their own account, their own tablet",
            Facts { same_member: true, ..TABLET },
            Block,
            &[SelfReferral, SameDevice, SameAddress, SameNetwork],
        ),
        (
            "their own account, which has ordered",
            Facts { same_member: true, ..CUSTOMER },
            Block,
            &[SelfReferral, ExistingCustomer],
        ),
        ("the member's e-mail without its dots", EMAIL, Block, &[SameEmail]),
        (
            "the member's e-mail as a guest at home",
            Facts { same_email: true, ..HOME },
            Block,
            &[SameEmail, SameAddress, SameNetwork],
        ),
        ("the member's e-mail on the member's phone", Facts { same_email: true, ..DEVICE }, Block, &[SameEmail, SameDevice]),
        (
            "the member's e-mail, told in a session of theirs",
            Facts { same_email: true, ..MEMBER },
            Block,
            &[SelfReferral, SameEmail],
        ),
        // The member's device and something besides.
        ("another e-mail on the phone at home", TABLET, Block, &[SameDevice, SameAddress, SameNetwork]),
        (
            "another e-mail on the phone, the network known",
            Facts { same_device: true, ..NETWORK },
            Block,
            &[SameDevice, SameNetwork],
        ),
        ("another e-mail on the phone, sent home", Facts { same_device: true, ..ADDRESS }, Block, &[SameDevice, SameAddress]),
        ("the phone and many claims", Facts { same_device: true, ..claims(5, 5) }, Block, &[SameDevice, IpVelocity]),
        ("the phone beyond the limit", Facts { same_device: true, ..referred(30, Some(30)) }, Block, &[SameDevice, MonthlyLimit]),
        ("the phone and an address for minutes", Facts { same_device: true, ..MINUTES }, Block, &[DisposableDomain, SameDevice]),
        ("a phone in a shop, one claim a day before", Facts { same_device: true, ..claims(1, 1) }, Review, &[SameDevice]),
        // Circles.
        ("two who refer each other", CIRCLE, Block, &[Cycle]),
        ("three in a circle, the first an old customer", Facts { cycle: true, ..CUSTOMER }, Block, &[Cycle, ExistingCustomer]),
        ("a circle in one flat", Facts { cycle: true, ..HOME }, Block, &[Cycle, SameAddress, SameNetwork]),
        ("a circle on one phone", Facts { cycle: true, ..TABLET }, Block, &[Cycle, SameDevice, SameAddress, SameNetwork]),
        // Not a new customer.
        ("ordered a year ago", CUSTOMER, Block, &[ExistingCustomer]),
        (
            "an old customer at home with the member",
            Facts { existing_customer: true, ..HOME },
            Block,
            &[ExistingCustomer, SameAddress, SameNetwork],
        ),
        ("took a welcome by another link", CLAIMED, Block, &[AlreadyClaimed]),
        ("took one and ordered", Facts { already_claimed: true, ..CUSTOMER }, Block, &[AlreadyClaimed, ExistingCustomer]),
        ("took one in the office", Facts { already_claimed: true, ..NETWORK }, Block, &[AlreadyClaimed, SameNetwork]),
        (
            "took one in a busy office",
            Facts { already_claimed: true, network_claims_day: 12, ..NETWORK },
            Block,
            &[AlreadyClaimed, IpVelocity, SameNetwork],
        ),
        // Addresses for minutes.
        ("an e-mail address for minutes", MINUTES, Block, &[DisposableDomain]),
        ("one from home", Facts { disposable_domain: true, ..HOME }, Block, &[DisposableDomain, SameAddress, SameNetwork]),
        ("one after many", Facts { disposable_domain: true, ..claims(5, 5) }, Block, &[DisposableDomain, IpVelocity]),
        (
            "one beyond the limit",
            Facts { disposable_domain: true, ..referred(30, Some(30)) },
            Block,
            &[DisposableDomain, MonthlyLimit],
        ),
        ("one that took a welcome", Facts { disposable_domain: true, ..CLAIMED }, Block, &[AlreadyClaimed, DisposableDomain]),
        // Several at once: the gravest first.
        (
            "an old customer with the member's e-mail",
            Facts { same_email: true, ..CUSTOMER },
            Block,
            &[SameEmail, ExistingCustomer],
        ),
        ("a circle with the member's e-mail", Facts { same_email: true, ..CIRCLE }, Block, &[SameEmail, Cycle]),
        ("a claim again in a circle", Facts { already_claimed: true, ..CIRCLE }, Block, &[Cycle, AlreadyClaimed]),
        (
            "everything at once",
            Facts {
                same_member: true,
                same_email: true,
                same_device: true,
                same_address: true,
                same_network: true,
                cycle: true,
                existing_customer: true,
                already_claimed: true,
                disposable_domain: true,
                network_claims_day: 9,
                network_claims_month: 9,
                referrals_month: 9,
                monthly_limit: Some(1),
            },
            Block,
            &Reason::ALL,
        ),
    ];
    assert!(table.len() >= 60, "{}", table.len());
    for (name, facts, decision, reasons) in table {
        let verdict = judge(facts);
        assert_eq!((verdict.decision, verdict.reasons.as_slice()), (*decision, *reasons), "{name}");
    }
}

/// Every combination of facts, the counts below and above what they are compared with.
fn combinations() -> impl Iterator<Item = (u16, Facts)> {
    (0..1 << 11).map(|bits: u16| {
        let has = |bit: u16| bits & (1 << bit) != 0;
        let facts = Facts {
            same_member: has(0),
            same_email: has(1),
            same_device: has(2),
            same_address: has(3),
            same_network: has(4),
            cycle: has(5),
            existing_customer: has(6),
            already_claimed: has(7),
            disposable_domain: has(8),
            network_claims_day: if has(9) { 5 } else { 4 },
            network_claims_month: 0,
            referrals_month: if has(10) { 3 } else { 2 },
            monthly_limit: Some(3),
        };
        (bits, facts)
    })
}

#[test]
fn who_lives_or_works_together_is_never_refused_by_that_alone() {
    const SHARED: u16 = 1 << 3 | 1 << 4 | 1 << 9 | 1 << 10;
    for (bits, facts) in combinations().filter(|(bits, _)| bits & !SHARED == 0) {
        let expected = if bits == 0 { Allow } else { Review };
        assert_eq!(judge(&facts).decision, expected, "{facts:?}");
    }
}

#[test]
fn to_know_more_never_makes_a_verdict_milder() {
    let verdicts: Vec<_> = combinations().map(|(_, facts)| judge(&facts)).collect();
    for (bits, facts) in combinations() {
        for bit in 0..11 {
            let more = usize::from(bits | 1 << bit);
            assert!(verdicts[more].decision >= verdicts[usize::from(bits)].decision, "{facts:?} and fact {bit}");
        }
    }
}

#[test]
fn reasons_are_the_gravest_first_and_say_why() {
    for (_, facts) in combinations() {
        let verdict = judge(&facts);
        assert!(verdict.reasons.is_sorted_by(|one, next| one < next && one.decision() >= next.decision()), "{facts:?}");
        assert_eq!(verdict.reasons.is_empty(), verdict.decision == Allow, "{facts:?}");
    }
    let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Reason::ALL.len());
}
