//! The arbiter, one reason after another.

use super::{Decision, Memory, Page, Shopper, Verdict, Why, decide};
use crate::experiment::Unit;
use loyalty_api::campaign::{Campaign, CampaignKind, CampaignList, Content, Frequency, Placement, Trigger, TriggerKind};
use loyalty_api::experiment::{Experiment, Variation};
use loyalty_api::json::Json;

pub(super) const DAY: i64 = 24 * 60 * 60 * 1_000;
/// A time in the middle of things.
pub(super) const NOW: i64 = 1_000 * DAY;

/// Times in tests are numbers of milliseconds.
pub(super) fn parse(text: &str) -> Option<i64> {
    text.parse().ok()
}

pub(super) fn content(variation: Option<i64>) -> Content {
    Content {
        variation,
        headline: "Hello".into(),
        text: None,
        image: None,
        button: None,
        url: None,
        decline: None,
        teaser: None,
        thanks: None,
        email: false,
        consent: None,
        quiz: None,
        offers: Vec::new(),
        doors: Vec::new(),
    }
}

pub(super) fn campaign(id: &str) -> Campaign {
    Campaign {
        id: id.into(),
        kind: CampaignKind::Offer,
        placement: Placement::Dialog,
        triggers: Vec::new(),
        all: false,
        targeting: None,
        frequency: Frequency { per_visit: None, days: None, total: None, closed_days: None, converted_days: None },
        priority: 0,
        starts_at: None,
        ends_at: None,
        experiment: None,
        contents: vec![content(None)],
    }
}

pub(super) fn list(campaigns: Vec<Campaign>) -> CampaignList {
    let halves = ["control", "offer"].map(|name| Variation { name: name.into(), weight: 5_000 });
    let experiment = Experiment {
        key: "exp".into(),
        seed: None,
        variations: halves.into(),
        coverage: None,
        namespace: None,
        targeting: None,
        bucket_version: 1,
    };
    CampaignList { campaigns, experiments: vec![experiment], holdout: 0, quiet_seconds: 60 }
}

pub(super) fn shopper(id: &str) -> Shopper<'_> {
    Shopper {
        unit: Unit { id, attributes: &Json::Null, sticky: &[], url: "https://shop.example/" },
        answered: &[],
        expiring_days: None,
        unredeemed: false,
        next_tier: None,
        referred: false,
    }
}

/// What is said of each campaign, in order.
fn whys(list: &CampaignList, shopper: &Shopper, page: &Page, memory: &Memory) -> Vec<Why> {
    decide(list, shopper, page, memory, NOW, &parse).into_iter().map(|decision| decision.why).collect()
}

fn one(change: impl FnOnce(&mut Campaign), shopper: &Shopper, page: &Page, memory: &Memory) -> Decision {
    let mut only = campaign("a");
    change(&mut only);
    decide(&list(vec![only]), shopper, page, memory, NOW, &parse)[0]
}

#[test]
fn each_reason_has_its_turn() {
    let (ada, quiet) = (shopper("ada"), Memory::default());
    let trigger = |kind, value| vec![Trigger { kind, value, name: None }];
    let page = Page::default();
    let ask = |change: fn(&mut Campaign)| one(change, &ada, &page, &quiet).why;
    assert_eq!(ask(|_| {}), Why::Due);
    assert_eq!(ask(|it| it.starts_at = Some((NOW + 1).to_string())), Why::NotBegun);
    assert_eq!(ask(|it| it.starts_at = Some(NOW.to_string())), Why::Due);
    assert_eq!(ask(|it| it.ends_at = Some(NOW.to_string())), Why::Ended);
    let member = Json::Map(vec![("member".into(), Json::Bool(true))]);
    assert_eq!(one(|it| it.targeting = Some(member), &ada, &page, &quiet).why, Why::Targeting);
    assert_eq!(one(|it| it.triggers = trigger(TriggerKind::Delay, Some(5)), &ada, &page, &quiet).why, Why::Trigger);
    let answered = Shopper { answered: &["a".to_owned()], ..ada };
    assert_eq!(one(|_| {}, &answered, &page, &quiet).why, Why::Answered);
    for (page, why) in [
        (Page { checkout: true, ..page }, Why::Checkout),
        (Page { typing: true, ..page }, Why::Typing),
        (Page { other_dialog: true, ..page }, Why::OtherDialog),
        (Page { open: true, ..page }, Why::Open),
        (Page { search_landing: true, ..page }, Why::SearchLanding),
        (Page { asked: Some("a"), typing: true, search_landing: true, ..page }, Why::Asked),
        (Page { asked: Some("a"), checkout: true, ..page }, Why::Checkout),
        (Page { asked: Some("b"), ..page }, Why::Due),
    ] {
        let decision = one(|_| {}, &ada, &page, &quiet);
        assert_eq!((decision.why, decision.verdict() == Verdict::Show), (why, decision.content.is_some()), "{page:?}");
        let embedded = one(|it| it.placement = Placement::Embedded, &ada, &page, &quiet).why;
        assert_eq!(embedded, Why::Due, "what stands in the page interrupts nobody");
    }
}

#[test]
fn what_was_decides_what_may_be() {
    let (ada, page) = (shopper("ada"), Page::default());
    type Limit = fn(&mut Frequency);
    type Deed = fn(&mut Memory);
    let shown: Deed = |memory| {
        memory.shown("a", true, NOW - 2 * DAY);
        memory.gone("a", NOW - 2 * DAY);
    };
    let closed: Deed = |memory| memory.closed("a", NOW - 2 * DAY);
    let taken: Deed = |memory| memory.converted("a", NOW - 2 * DAY);
    let cases: [(Limit, Deed, Why); 12] = [
        (|_| {}, shown, Why::Due),
        (|it| it.per_visit = Some(1), shown, Why::Visit),
        (|it| it.per_visit = Some(2), shown, Why::Due),
        (|it| it.total = Some(1), shown, Why::Total),
        (|it| it.days = Some(3), shown, Why::Recent),
        (|it| it.days = Some(2), shown, Why::Due),
        (|_| {}, closed, Why::Closed),
        (|it| it.closed_days = Some(3), closed, Why::Closed),
        (|it| it.closed_days = Some(2), closed, Why::Due),
        (|_| {}, taken, Why::Converted),
        (|it| it.converted_days = Some(3), taken, Why::Converted),
        (|it| it.converted_days = Some(2), taken, Why::Due),
    ];
    for (number, (limit, deed, why)) in cases.into_iter().enumerate() {
        let mut memory = Memory::default();
        deed(&mut memory);
        assert_eq!(one(|it| limit(&mut it.frequency), &ada, &page, &memory).why, why, "case {number}");
    }
    let mut memory = Memory::default();
    memory.shown("a", true, NOW);
    memory.gone("a", NOW);
    memory.visit();
    memory.quiet_since = None;
    assert_eq!(one(|it| it.frequency.per_visit = Some(1), &ada, &page, &memory).why, Why::Due, "another visit");
}

#[test]
fn one_at_a_time_and_the_first_first() {
    let (ada, page) = (shopper("ada"), Page::default());
    let mut many = ["a", "b", "c", "d"].map(campaign);
    (many[1].priority, many[2].priority) = (5, 5);
    many[3].placement = Placement::Embedded;
    let many = list(many.into());
    let mut memory = Memory::default();
    assert_eq!(whys(&many, &ada, &page, &memory), [Why::Another, Why::Due, Why::Another, Why::Due]);
    let asked = Page { asked: Some("a"), ..page };
    assert_eq!(whys(&many, &ada, &asked, &memory)[..3], [Why::Asked, Why::Another, Why::Another]);
    memory.shown("c", true, NOW - 10_000);
    assert_eq!(whys(&many, &ada, &page, &memory), [Why::Another, Why::Another, Why::Showing, Why::Due]);
    memory.closed("c", NOW - 59_999);
    assert_eq!(whys(&many, &ada, &page, &memory), [Why::Quiet, Why::Quiet, Why::Closed, Why::Due]);
    assert_eq!(whys(&many, &ada, &asked, &memory)[0], Why::Asked, "who asks need not wait");
    memory.quiet_since = Some(NOW - 60_000);
    assert_eq!(whys(&many, &ada, &page, &memory)[..2], [Why::Another, Why::Due]);
}

#[test]
fn triggers_are_met_by_one_or_by_all() {
    let (ada, memory) = (shopper("ada"), Memory::default());
    let trigger = |kind, value, name: Option<&str>| Trigger { kind, value, name: name.map(Into::into) };
    let names = ["#footer".to_owned()];
    let page = Page { seconds: 10, scroll: 40, idle: 3, pages: 2, cart_total: 5_000, cart_items: 1, ..Page::default() };
    let busy = Page { exit: true, returned: true, seen: &names, events: &names, ..page };
    let rich = Shopper { expiring_days: Some(5), unredeemed: true, next_tier: Some(80), referred: true, ..ada };
    let cases = [
        (trigger(TriggerKind::Delay, Some(10), None), trigger(TriggerKind::Delay, Some(11), None)),
        (trigger(TriggerKind::Scroll, Some(40), None), trigger(TriggerKind::Scroll, Some(41), None)),
        (trigger(TriggerKind::Idle, Some(3), None), trigger(TriggerKind::Idle, Some(4), None)),
        (trigger(TriggerKind::Pages, Some(2), None), trigger(TriggerKind::Pages, Some(3), None)),
        (trigger(TriggerKind::CartValue, Some(5_000), None), trigger(TriggerKind::CartValue, Some(5_001), None)),
        (trigger(TriggerKind::CartItems, Some(1), None), trigger(TriggerKind::CartItems, Some(2), None)),
        (trigger(TriggerKind::Element, None, Some("#footer")), trigger(TriggerKind::Element, None, Some("#header"))),
        (trigger(TriggerKind::Event, None, Some("#footer")), trigger(TriggerKind::Event, None, Some("wish"))),
        (trigger(TriggerKind::PointsExpiring, Some(5), None), trigger(TriggerKind::PointsExpiring, Some(4), None)),
        (trigger(TriggerKind::TierNear, Some(80), None), trigger(TriggerKind::TierNear, Some(79), None)),
    ];
    for (met, unmet) in &cases {
        let why = |triggers: Vec<Trigger>, all| one(|it| (it.triggers, it.all) = (triggers, all), &rich, &busy, &memory).why;
        assert_eq!(why(vec![met.clone()], false), Why::Due, "{met:?}");
        assert_eq!(why(vec![unmet.clone()], false), Why::Trigger, "{unmet:?}");
        assert_eq!(why(vec![unmet.clone(), met.clone()], false), Why::Due);
        assert_eq!(why(vec![unmet.clone(), met.clone()], true), Why::Trigger);
    }
    for kind in [TriggerKind::ExitIntent, TriggerKind::TabReturn, TriggerKind::Unredeemed, TriggerKind::Referral] {
        let why =
            |shopper: &Shopper, page: &Page| one(|it| it.triggers = vec![trigger(kind, None, None)], shopper, page, &memory).why;
        assert_eq!((why(&rich, &busy), why(&ada, &page)), (Why::Due, Why::Trigger), "{kind:?}");
    }
}

#[test]
fn who_sees_nothing_is_counted_when_it_would_be_seen() {
    let (page, memory) = (Page::default(), Memory::default());
    let tested = |it: &mut Campaign| (it.experiment, it.contents) = (Some("exp".into()), vec![content(Some(1))]);
    let mut seen = [0, 0];
    for number in 0..400 {
        let id = format!("shopper-{number}");
        let decision = one(tested, &shopper(&id), &page, &memory);
        let variation = decision.variation.unwrap();
        seen[usize::try_from(variation).unwrap()] += 1;
        let expected = if variation == 0 { (Why::Control, None) } else { (Why::Due, Some(0)) };
        assert_eq!(((decision.why, decision.content), decision.exposed), (expected, true));
        let waits = one(
            |it| {
                tested(it);
                it.starts_at = Some((NOW + 1).to_string())
            },
            &shopper(&id),
            &page,
            &memory,
        );
        assert!(!waits.exposed, "not before it would be seen");
    }
    assert!(seen.iter().all(|count| (140..=260).contains(count)), "{seen:?}");
    let mut control = campaign("b");
    tested(&mut control);
    control.priority = 9;
    let both = list(vec![campaign("a"), control]);
    let id = (0..)
        .map(|number| format!("shopper-{number}"))
        .find(|id| one(tested, &shopper(id), &page, &memory).variation == Some(0))
        .unwrap();
    assert_eq!(whys(&both, &shopper(&id), &page, &memory), [Why::Due, Why::Control], "a control takes nobody's place");
    let mut held = list(vec![campaign("a"), both.campaigns[1].clone()]);
    held.holdout = 10_000;
    let decisions = decide(&held, &shopper(&id), &page, &memory, NOW, &parse);
    assert_eq!([decisions[0].why, decisions[1].why], [Why::HeldOut; 2]);
    assert_eq!([decisions[0].exposed, decisions[1].exposed], [false, true]);
    let asked = Unit { url: "https://shop.example/?exp=1", ..shopper(&id).unit };
    let preview = one(tested, &Shopper { unit: asked, ..shopper(&id) }, &page, &memory);
    assert_eq!((preview.why, preview.exposed), (Why::Due, false), "a preview is not counted");
    let unknown = one(
        |it| {
            tested(it);
            it.experiment = Some("gone".into())
        },
        &shopper(&id),
        &page,
        &memory,
    );
    assert_eq!((unknown.why, unknown.exposed), (Why::NoPart, false));
}

#[test]
fn a_tab_stands_for_one_that_waits() {
    let (ada, memory) = (shopper("ada"), Memory::default());
    let teased = |it: &mut Campaign| {
        it.triggers = vec![Trigger { kind: TriggerKind::ExitIntent, value: None, name: None }];
        it.contents[0].teaser = Some("10 %".into());
    };
    let mut both = ["a", "b"].map(campaign);
    both.iter_mut().for_each(teased);
    both[1].priority = 1;
    let both = list(both.into());
    let tabs = |page: &Page| decide(&both, &ada, page, &memory, NOW, &parse).iter().map(|it| it.teaser).collect::<Vec<_>>();
    assert_eq!(tabs(&Page::default()), [false, true], "one");
    assert_eq!(tabs(&Page { checkout: true, ..Page::default() }), [false, false]);
    assert_eq!(tabs(&Page { exit: true, ..Page::default() }), [false, false], "the popup itself");
    let mut closed = Memory::default();
    closed.closed("a", NOW);
    assert!(!one(teased, &ada, &Page::default(), &closed).teaser, "who said no is not teased");
}
