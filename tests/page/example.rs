//! A shop and a shopper: whole values of the wire types, with every optional field there.

use loyalty_api::account::{Account, Balance, Customer, PointsAt, RewardUse, RuleState, RuleStatus};
use loyalty_api::cart::{Cart, CartLine};
use loyalty_api::program::{
    EarningKind, EarningLimit, EarningRule, Multiplier, Program, PurchaseRule, Reward, RewardValue, Rounding, Theme, UnitName,
    Worth,
};
use loyalty_api::redemption::{Redemption, RedemptionState};
use loyalty_api::referral::{
    Channel, Invitation, InvitationState, QrCode, Referral, ReferralLink, ReferralOffer, ReferralSummary,
};
use loyalty_api::transaction::{Transaction, TransactionKind, TransactionState};
use loyalty_api::vip::{KeepTier, Perk, Tier, TierBasis, TierChange, TierWindow, VipProgram, VipState};

/// A time long past. Its day is the same in time zones from Honolulu to Auckland.
pub(crate) const PAST: &str = "2025-03-10T10:30:00Z";

/// A programme with every kind of earning and of reward. 100 points are worth €5.
pub(crate) fn program() -> Program {
    let rule = |id: &str, kind, title: &str, points| EarningRule {
        id: id.into(),
        kind,
        title: title.into(),
        description: None,
        points,
        url: None,
        network: None,
        consent: None,
        days: None,
        quiz: None,
        tier: None,
        limit: None,
        purchase: None,
    };
    let reward = |id: &str, title: &str, points, value| Reward {
        id: id.into(),
        title: title.into(),
        description: None,
        points,
        prices: vec![],
        value,
        image: None,
        tier: None,
        minimum_order: None,
        limit_per_customer: None,
    };
    let purchase = EarningRule {
        description: Some("On everything in the shop.".into()),
        purchase: Some(purchase()),
        ..rule("ern_buy", EarningKind::Purchase, "Shop with us", 0)
    };
    let follow = EarningRule {
        url: Some("https://social.example/shop".into()),
        limit: Some(EarningLimit { count: 1, days: Some(7) }),
        ..rule("ern_follow", EarningKind::Follow, "Follow us", 50)
    };
    let five_off = Reward {
        description: Some("On any order.".into()),
        minimum_order: Some(2000),
        limit_per_customer: Some(2),
        ..reward("rwd_5", "€5 off", 100, RewardValue::FixedAmount { amount: 500 })
    };
    let percentage = RewardValue::Percentage { percent: 10, max_amount: Some(3000) };
    Program {
        shop: "demo".into(),
        version: 3,
        name: "Fernhill Rewards".into(),
        locale: "en".into(),
        currency: "EUR".into(),
        points_name: None,
        worth: Some(Worth { points: 100, amount: 500 }),
        pending_days: 14,
        earning: vec![
            purchase,
            rule("ern_join", EarningKind::SignUp, "Join", 100),
            follow,
            rule("ern_visit", EarningKind::Visit, "Visit", 2),
        ],
        bonuses: vec![],
        rewards: vec![
            five_off,
            reward("rwd_10p", "10 % off", 400, percentage),
            reward("rwd_ship", "Free shipping", 50, RewardValue::FreeShipping {}),
        ],
        vip: None,
        referral: None,
        collectibles: vec![],
        cart: None,
        campaigns: None,
        theme: Some(Theme {
            accent: Some("#1f5f4a".into()),
            accent_dark: Some("#7cc9a8".into()),
            radius: Some(8),
            font: Some("Georgia, serif".into()),
        }),
    }
}

/// A point a euro, rounded down; none on gift cards, twice as many on tea.
pub(crate) fn purchase() -> PurchaseRule {
    PurchaseRule {
        points: 1,
        per: 100,
        rounding: Rounding::Floor,
        minimum_order: Some(500),
        excluded: vec!["product:gift-card".into()],
        multipliers: vec![Multiplier { applies_to: vec!["collection:tea".into()], hundredths: 200 }],
    }
}

/// The merchant's name for points.
pub(crate) fn leaves() -> UnitName {
    UnitName {
        zero: Some("no leaves".into()),
        one: Some("{n} leaf".into()),
        two: Some("{n} twin leaves".into()),
        few: Some("{n} leaves (few)".into()),
        many: Some("{n} leaves (many)".into()),
        other: "{n} leaves".into(),
    }
}

/// A member with 240 points to spend, some pending, some held, some about to expire.
pub(crate) fn account() -> Account {
    let state = |rule: &str, status, until: Option<&str>| RuleState {
        rule: rule.into(),
        status,
        until: until.map(Into::into),
        progress: None,
    };
    Account {
        customer: Customer {
            id: "cus_1".into(),
            first_name: Some("Ada".into()),
            joined_at: PAST.into(),
            birthday: None,
            newsletter: false,
        },
        balance: Balance {
            available: 240,
            pending: 30,
            held: 100,
            lifetime: 1240,
            next_expiry: Some(PointsAt { points: 40, at: "2031-01-15T10:30:00Z".into() }),
            next_approval: Some(PointsAt { points: 30, at: "2030-06-20T10:30:00Z".into() }),
        },
        redemptions: vec![
            Redemption {
                state: RedemptionState::Held,
                held_until: Some("2030-12-31T10:30:00Z".into()),
                order: None,
                ..redemption()
            },
            Redemption { id: "rdm_2".into(), code: "USED-2".into(), ..redemption() },
        ],
        earning: vec![
            state("ern_buy", RuleStatus::Available, None),
            state("ern_join", RuleStatus::Done, None),
            state("ern_follow", RuleStatus::Available, None),
            state("ern_visit", RuleStatus::LimitReached, Some("2030-03-05T10:30:00Z")),
        ],
        rewards: vec![RewardUse { reward: "rwd_5".into(), count: 1, left: None }],
        vip: None,
        referral: None,
        collected: vec![],
        as_of: PAST.into(),
    }
}

/// The programme with tiers and referrals.
pub(crate) fn full_program() -> Program {
    let mut program = Program { vip: Some(vip()), referral: Some(offer()), ..program() };
    let join = program.earning.iter().find(|rule| rule.kind == EarningKind::SignUp).cloned().unwrap();
    program.earning.push(EarningRule {
        id: "ern_refer".into(),
        kind: EarningKind::Referral,
        title: "Bring a friend".into(),
        points: 500,
        ..join
    });
    program
}

/// Three tiers by money spent in a calendar year. The top has a secret.
pub(crate) fn vip() -> VipProgram {
    let perk = |title: &str| Perk { title: Some(title.into()) };
    let tier = |id: &str, name: &str, threshold, hundredths, entry_points, perks| Tier {
        id: id.into(),
        name: name.into(),
        threshold,
        colour: Some("#3f8f62".into()),
        hundredths,
        entry_points,
        perks,
    };
    VipProgram {
        basis: TierBasis::Spend,
        window: TierWindow::Calendar,
        days: None,
        tiers: vec![
            tier("tir_seed", "Seedling", 0, 100, 0, vec![perk("Points for every order")]),
            tier("tir_leaf", "Leaf", 15_000, 125, 100, vec![perk("Tea workshops")]),
            tier("tir_grove", "Grove", 40_000, 150, 250, vec![perk("Free gift wrapping"), Perk { title: None }]),
        ],
    }
}

/// A member of the middle tier, on the way to the top.
pub(crate) fn standing() -> VipState {
    let change = |tier: &str, up| TierChange { tier: Some(tier.into()), at: PAST.into(), up };
    VipState {
        tier: Some("tir_leaf".into()),
        since: Some(PAST.into()),
        value: 30_000,
        ends_at: Some("2031-01-01T10:30:00Z".into()),
        keep: Some(KeepTier { until: "2032-01-15T10:30:00Z".into(), needed: 0 }),
        forecast: Some(38_000),
        perks: vec!["Tea workshops".into(), "A card on your birthday".into()],
        history: vec![change("tir_leaf", true), change("tir_seed", false), change("tir_leaf", true)],
        celebrate: false,
    }
}

/// What bringing a friend gives them.
pub(crate) fn offer() -> ReferralOffer {
    ReferralOffer {
        title: "€10 off your first order".into(),
        value: RewardValue::FixedAmount { amount: 1000 },
        minimum_order: Some(3000),
        message: "I buy my tea here. You get {reward}: {url}".into(),
        channels: Channel::ALL.to_vec(),
        days: 30,
    }
}

/// A member's link and its sums.
pub(crate) fn summary() -> ReferralSummary {
    ReferralSummary {
        code: "ADAGROVE".into(),
        url: "https://shop.example/?lref=ADAGROVE".into(),
        completed: 2,
        pending: 1,
        points: 1000,
    }
}

/// Links for two channels, a tiny drawing, and an invitation in each state.
pub(crate) fn referral() -> Referral {
    let link =
        |channel: Channel| ReferralLink { channel, url: ["https://shop.example/?lref=ADAGROVE.", channel.name()].concat() };
    let invitation = |state: &InvitationState| Invitation {
        id: ["ref_", state.name()].concat(),
        channel: Channel::WhatsApp,
        state: *state,
        reason: match state {
            InvitationState::InReview => Some("same_address".into()),
            InvitationState::Blocked => Some("same_email".into()),
            _ => None,
        },
        at: PAST.into(),
        approves_at: (*state == InvitationState::Pending).then(|| "2030-06-20T10:30:00Z".into()),
    };
    Referral {
        summary: summary(),
        links: vec![link(Channel::WhatsApp), link(Channel::Telegram)],
        qr: QrCode { size: 21, path: "M0 0h7v7h-7z".into() },
        invitations: InvitationState::ALL.iter().map(invitation).collect(),
    }
}

/// A member of the full programme.
pub(crate) fn full_account() -> Account {
    Account { vip: Some(standing()), referral: Some(summary()), ..account() }
}

/// A claim that an order used.
pub(crate) fn redemption() -> Redemption {
    Redemption {
        id: "rdm_1".into(),
        reward: "rwd_5".into(),
        title: "€5 off".into(),
        points: 100,
        value: RewardValue::FixedAmount { amount: 500 },
        minimum_order: Some(2000),
        state: RedemptionState::Used,
        code: "HELD-1".into(),
        created_at: PAST.into(),
        held_until: Some("2025-03-10T13:00:00Z".into()),
        expires_at: None,
        order: Some("#1001".into()),
    }
}

/// An order's points, not yet approved.
pub(crate) fn transaction() -> Transaction {
    Transaction {
        id: "txn_1".into(),
        kind: TransactionKind::Earn,
        state: TransactionState::Pending,
        points: 30,
        at: PAST.into(),
        title: Some("Shop with us".into()),
        order: Some("#1002".into()),
        approves_at: Some("2030-06-20T10:30:00Z".into()),
    }
}

/// A cart of one line.
pub(crate) fn cart(unit_price: i64) -> Cart {
    let line = CartLine {
        product: "mug".into(),
        collections: vec!["kitchen".into()],
        tags: vec!["new".into()],
        unit_price,
        quantity: 2,
        discount: 10,
    };
    Cart { currency: "EUR".into(), lines: vec![line], discount: 20 }
}
