//! Random shoppers over random months: what must hold whatever happens.

use super::tests::{DAY, NOW, campaign, content, list, parse, shopper};
use super::{Memory, Page, Shopper, Verdict, decide};
use loyalty_api::campaign::{Campaign, CampaignList, Frequency, Placement, Trigger, TriggerKind};
use proptest::prelude::*;

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    /// So many seconds go by.
    Wait(i64),
    /// Another page is opened, with these facts.
    Open { visit: bool, exit: bool, typing: bool, checkout: bool, search: bool, dialog: bool, panel: bool, seconds: i64 },
    /// The shopper asks for the campaign at this place.
    Ask(usize),
    /// What is shown is closed.
    Close,
    /// What is shown is taken, and stays to say thanks.
    Take,
    /// What is shown goes with its page.
    Leave,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let flag = || prop::bool::weighted(0.1);
    let open = (prop::bool::weighted(0.3), any::<bool>(), flag(), flag(), flag(), flag(), flag(), 0..60_i64).prop_map(
        |(visit, exit, typing, checkout, search, dialog, panel, seconds)| Step::Open {
            visit,
            exit,
            typing,
            checkout,
            search,
            dialog,
            panel,
            seconds,
        },
    );
    let step = prop_oneof![
        3 => prop_oneof![1..90_i64, 3_600..200_000_i64].prop_map(Step::Wait),
        4 => open,
        1 => (0..5_usize).prop_map(Step::Ask),
        2 => Just(Step::Close),
        1 => Just(Step::Take),
        1 => Just(Step::Leave),
    ];
    prop::collection::vec(step, 1..80)
}

fn campaigns() -> impl Strategy<Value = CampaignList> {
    let some = |most: i64| prop::option::of(1..=most);
    let frequency =
        (some(2), some(3), some(3), some(3), some(3)).prop_map(|(per_visit, days, total, closed_days, converted_days)| {
            Frequency { per_visit, days, total, closed_days, converted_days }
        });
    let one = (frequency, -1..=1_i64, 0..4_usize, 0..4_i64, 0..3_i64, prop::option::of(0..20_i64));
    (prop::collection::vec(one, 1..5), 0..120_i64, prop_oneof![3 => Just(0), 1 => Just(5_000)]).prop_map(
        |(parts, quiet, holdout)| {
            let made = parts.into_iter().enumerate().map(|(place, (frequency, priority, trigger, delay, kind, ends))| {
                let kinds = [TriggerKind::ExitIntent, TriggerKind::Delay];
                Campaign {
                    frequency,
                    priority,
                    triggers: kinds
                        .get(trigger)
                        .map(|kind| Trigger { kind: *kind, value: Some(delay * 10), name: None })
                        .into_iter()
                        .collect(),
                    experiment: (kind == 0).then(|| "exp".into()),
                    contents: vec![content((kind == 0).then_some(1))],
                    ends_at: ends.map(|days| (NOW + days * DAY).to_string()),
                    placement: if kind == 1 { Placement::Flyout } else { Placement::Dialog },
                    ..campaign(&format!("cmp_{place}"))
                }
            });
            CampaignList { quiet_seconds: quiet, holdout, ..list(made.collect()) }
        },
    )
}

/// What the shopper lived through, written down apart from the arbiter's memory.
#[derive(Default)]
struct Diary {
    /// `(campaign, visit, time)`.
    shown: Vec<(usize, i64, i64)>,
    closed: Vec<(usize, i64)>,
    taken: Vec<(usize, i64)>,
    /// When the last popup went.
    went: Option<i64>,
}

impl Diary {
    /// What forbids showing a campaign at `now`.
    fn forbids(&self, list: &CampaignList, place: usize, visit: i64, now: i64, asked: bool) -> Option<&'static str> {
        let limits = &list.campaigns[place].frequency;
        let of = |all: &[(usize, i64)], days: Option<i64>| {
            all.iter().any(|(which, at)| *which == place && days.is_none_or(|days| now - at < days * DAY))
        };
        let mine: Vec<_> = self.shown.iter().filter(|(which, ..)| *which == place).collect();
        let count = |seen: usize, most: Option<i64>| most.is_some_and(|most| seen >= usize::try_from(most).unwrap());
        if of(&self.closed, limits.closed_days) {
            Some("closed")
        } else if of(&self.taken, limits.converted_days) {
            Some("taken")
        } else if count(mine.len(), limits.total) {
            Some("total")
        } else if count(mine.iter().filter(|(_, when, _)| *when == visit).count(), limits.per_visit) {
            Some("per visit")
        } else if limits.days.is_some_and(|days| mine.iter().any(|(.., at)| now - at < days * DAY)) {
            Some("days")
        } else if !asked && self.went.is_some_and(|went| now - went < list.quiet_seconds * 1_000) {
            Some("quiet")
        } else {
            None
        }
    }
}

/// Lives through the steps. Returns how often something was shown.
fn live(list: &CampaignList, id: &str, steps: &[Step]) -> Result<usize, TestCaseError> {
    let (mut memory, mut diary, mut page) = (Memory::default(), Diary::default(), Page::default());
    let (mut now, mut visit, mut open): (i64, i64, Option<usize>) = (NOW, 0, None);
    let who: Shopper = shopper(id);
    let name = |place: usize| list.campaigns[place].id.as_str();
    for step in steps {
        page.asked = None;
        match step {
            Step::Wait(seconds) => {
                now += seconds * 1_000;
                page.seconds += seconds;
            }
            Step::Open { visit: another, exit, typing, checkout, search, dialog, panel, seconds } => {
                if let Some(place) = open.take() {
                    memory.gone(name(place), now);
                    diary.went = Some(now);
                }
                if *another {
                    visit += 1;
                    memory.visit();
                }
                page = Page {
                    seconds: *seconds,
                    exit: *exit,
                    typing: *typing,
                    checkout: *checkout,
                    search_landing: *search,
                    other_dialog: *dialog,
                    open: *panel,
                    ..Page::default()
                };
            }
            Step::Ask(place) => page.asked = list.campaigns.get(*place).map(|it| it.id.as_str()),
            Step::Close => {
                if let Some(place) = open.take() {
                    memory.closed(name(place), now);
                    diary.closed.push((place, now));
                    diary.went = Some(now);
                }
            }
            Step::Take => {
                if let Some(place) = open {
                    memory.converted(name(place), now);
                    diary.taken.push((place, now));
                }
            }
            Step::Leave => {
                if let Some(place) = open.take() {
                    memory.gone(name(place), now);
                    diary.went = Some(now);
                }
            }
        }
        let decisions = decide(list, &who, &page, &memory, now, &parse);
        prop_assert_eq!(decisions.len(), list.campaigns.len());
        let shown: Vec<usize> = decisions.iter().filter(|it| it.verdict() == Verdict::Show).map(|it| it.campaign).collect();
        prop_assert!(shown.len() <= 1, "two at once: {:?}", decisions);
        if let Some(place) = open
            && shown != [place]
        {
            let ended = list.campaigns[place].ends_at.as_deref().and_then(parse).is_some_and(|end| end <= now);
            prop_assert!(ended && shown.is_empty(), "what is there went, or another came over it: {:?}", decisions);
            memory.gone(name(place), now);
            diary.went = Some(now);
            open = None;
            continue;
        }
        let Some(place) = shown.first().copied().filter(|_| open.is_none()) else { continue };
        let asked = page.asked == Some(name(place));
        prop_assert_eq!(diary.forbids(list, place, visit, now, asked), None, "{:?}", decisions[place]);
        prop_assert!(!page.checkout && !page.other_dialog && !page.open);
        prop_assert!(asked || !(page.typing || page.search_landing));
        prop_assert!(list.campaigns[place].ends_at.as_deref().and_then(parse).is_none_or(|end| now < end));
        let content = decisions[place].content.and_then(|it| list.campaigns[place].contents.get(it));
        prop_assert!(content.is_some_and(|it| it.variation == decisions[place].variation), "the control sees nothing");
        for other in decisions.iter().filter(|it| list.campaigns[it.campaign].priority > list.campaigns[place].priority) {
            let silent = other.verdict() != Verdict::Show && other.why != super::Why::Another;
            prop_assert!(asked || silent, "one of higher priority gave way: {:?}", decisions);
        }
        memory.shown(name(place), true, now);
        diary.shown.push((place, visit, now));
        open = Some(place);
    }
    Ok(diary.shown.len())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn never_two_at_once_and_never_too_often(list in campaigns(), id in "[a-z]{8}", steps in steps()) {
        live(&list, &id, &steps)?;
    }
}

/// An arbiter that never shows anything would break no cap either.
#[test]
fn most_timelines_show_something() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut some, mut all) = (0, 0);
    for _ in 0..500 {
        let (list, steps) = (campaigns(), steps()).new_tree(&mut runner).unwrap().current();
        let shown = live(&list, "somebody", &steps).unwrap();
        some += usize::from(shown > 0);
        all += shown;
    }
    assert!(some > 250 && all > 750, "{some} of 500 timelines, {all} in all");
}
