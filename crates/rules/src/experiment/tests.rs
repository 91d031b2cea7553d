//! Experiments as a whole: the known cases, and what must hold of all of them.

use super::*;
use loyalty_api::campaign::Assigned;
use loyalty_api::experiment::{Experiment, Namespace, Variation};
use loyalty_api::json::Json;
use proptest::prelude::*;

fn experiment(weights: &[i64]) -> Experiment {
    Experiment {
        key: "welcome".into(),
        seed: None,
        variations: weights.iter().map(|weight| Variation { name: "one".into(), weight: *weight }).collect(),
        coverage: None,
        namespace: None,
        targeting: None,
        bucket_version: 1,
    }
}

fn unit(id: &str) -> Unit<'_> {
    Unit { id, attributes: &Json::Null, sticky: &[], url: "https://shop.example/" }
}

fn variation(experiment: &Experiment, id: &str) -> Option<usize> {
    assign(experiment, 0, unit(id)).variation
}

#[test]
fn hashes() {
    // Worked out by the published algorithm in JavaScript.
    for (seed, value, version, expected) in
        [("spring", "cus_1", 1, 0.575), ("spring", "cus_1", 2, 0.7174), ("zażółć", "gęślą", 2, 0.6288), ("", "🎁", 1, 0.734)]
    {
        assert_eq!(hash(seed, value, version), Some(expected), "{seed} {value} {version}");
    }
}

#[test]
fn ranges() {
    for (count, coverage, weights, expected) in [
        (2, 1.0, &[][..], vec![(0.0, 0.5), (0.5, 1.0)]),
        (2, 0.5, &[0.25, 0.75], vec![(0.0, 0.125), (0.25, 0.625)]),
        (2, -3.0, &[], vec![(0.0, 0.0), (0.5, 0.5)]),
        (2, 7.0, &[], vec![(0.0, 0.5), (0.5, 1.0)]),
        (2, 1.0, &[0.5, 0.25], vec![(0.0, 0.5), (0.5, 1.0)]),
        (2, 1.0, &[1.0], vec![(0.0, 0.5), (0.5, 1.0)]),
        (2, 1.0, &[0.25, 0.745], vec![(0.0, 0.25), (0.25, 0.995)]),
        (0, 1.0, &[], vec![]),
        (-1, 1.0, &[], vec![]),
    ] {
        assert_eq!(bucket_ranges(count, coverage, weights), expected, "{count} {coverage} {weights:?}");
    }
    assert_eq!(equal_weights(4), [0.25; 4]);
    let ranges = [(0.0, 0.25), (0.5, 0.5), (0.5, 1.0)];
    for (number, expected) in [(0.0, Some(0)), (0.25, None), (0.4999, None), (0.5, Some(2)), (0.9999, Some(2)), (1.0, None)] {
        assert_eq!(choose_variation(number, &ranges), expected, "{number}");
    }
}

#[test]
fn previews() {
    for (url, count, expected) in [
        ("", 2, None),
        ("https://shop.example/", 2, None),
        ("https://shop.example/?", 2, None),
        ("https://shop.example/?welcome", 2, None),
        ("https://shop.example/?welcome=", 2, None),
        ("https://shop.example/?welcome=1", 2, Some(1)),
        ("https://shop.example/?a=b&welcome=0&c#welcome=1", 2, Some(0)),
        ("https://shop.example/#?welcome=1", 2, Some(1)),
        ("https://shop.example/?welcome=2", 2, None),
        ("https://shop.example/?welcome=2", 3, Some(2)),
        ("https://shop.example/?welcome=-1", 2, None),
        ("https://shop.example/?welcome=1.9", 2, Some(1)),
        ("https://shop.example/?welcome=one&welcome=1", 2, None),
        ("https://shop.example/?welcomes=1", 2, None),
        ("https://shop.example/?a=b?welcome=1", 2, None),
        ("https://shop.example/?welcome=99999999999999999999", 2, None),
    ] {
        assert_eq!(query_override("welcome", url, count), expected, "{url}");
    }
}

#[test]
fn what_decides_comes_in_turn() {
    let plain = experiment(&[5000, 5000]);
    let number = hash("welcome", "ada", 2).unwrap();
    let bucket = usize::from(number >= 0.5);
    let elsewhere = 1 - bucket;
    let known =
        |variation: usize, bucket_version| Assigned { experiment: "welcome".into(), bucket_version, variation: variation as i64 };
    let place = |part: (i64, i64)| Namespace { id: "popups".into(), from: part.0, to: part.1 };
    let here = (hash("__popups", "ada", 1).unwrap() * 10_000.0).round() as i64;
    let member = Json::Map(vec![("member".into(), Json::Bool(true))]);
    let for_members = Experiment { targeting: Some(member.clone()), ..plain.clone() };
    let in_part = Experiment { namespace: Some(place((here, here + 10))), ..plain.clone() };
    let beside = Experiment { namespace: Some(place((here + 10, 10_000))), ..plain.clone() };
    let for_nobody = Experiment { coverage: Some(0), ..plain.clone() };
    let ada = unit("ada");
    let in_bucket = (Some(bucket), Reason::Bucket);
    for (name, experiment, holdout, unit, expected) in [
        ("by number", &plain, 0, ada, in_bucket),
        ("held out", &plain, 10_000, ada, (None, Reason::HeldOut)),
        ("a preview, though held out", &plain, 10_000, Unit { url: "/?welcome=1", ..ada }, (Some(1), Reason::Preview)),
        ("known elsewhere", &for_nobody, 0, Unit { sticky: &[known(elsewhere, 1)], ..ada }, (Some(elsewhere), Reason::Sticky)),
        ("known, and held out since", &plain, 10_000, Unit { sticky: &[known(elsewhere, 1)], ..ada }, (None, Reason::HeldOut)),
        ("known from an older version", &plain, 0, Unit { sticky: &[known(elsewhere, 0)], ..ada }, in_bucket),
        ("known in a variation that is gone", &plain, 0, Unit { sticky: &[known(5, 1)], ..ada }, in_bucket),
        ("for members, a guest", &for_members, 0, ada, (None, Reason::Targeting)),
        ("for members, a member", &for_members, 0, Unit { attributes: &member, ..ada }, in_bucket),
        ("in the namespace's part", &in_part, 0, ada, in_bucket),
        ("beside the namespace's part", &beside, 0, ada, (None, Reason::Namespace)),
        ("not covered", &for_nobody, 0, ada, (None, Reason::Coverage)),
    ] {
        let assignment = assign(experiment, holdout, unit);
        assert_eq!((assignment.variation, assignment.reason), expected, "{name}");
    }
}

/// Deals many shoppers out and asks whether each variation got its share.
#[test]
fn who_has_no_id_takes_no_part_but_in_a_preview() {
    let one = experiment(&[5_000, 5_000]);
    assert_eq!(assign(&one, 10_000, unit("")), Assignment { variation: None, reason: Reason::Coverage });
    let preview = Unit { url: "https://shop.example/?welcome=1", ..unit("") };
    assert_eq!(assign(&one, 10_000, preview), Assignment { variation: Some(1), reason: Reason::Preview });
}

fn is_even(experiment: &Experiment, shares: &[f64], ids: impl Iterator<Item = String>) -> SampleRatio {
    let mut counts = vec![0; shares.len()];
    for id in ids {
        if let Some(variation) = variation(experiment, &id) {
            counts[variation] += 1;
        }
    }
    sample_ratio(&counts, shares)
}

#[test]
fn shoppers_are_dealt_by_the_weights() {
    for seed in ["welcome", "a", "2026", "zażółć", "exp_01a2001a6057724baff3b2a49adbde34"] {
        for weights in [&[5000, 5000][..], &[1000, 9000], &[3334, 3333, 3333], &[100, 200, 300, 9400]] {
            let experiment = Experiment { seed: Some(seed.into()), ..experiment(weights) };
            let shares: Vec<f64> = weights.iter().map(|weight| *weight as f64).collect();
            for prefix in ["", "cus_", "dev_é"] {
                let dealt = is_even(&experiment, &shares, (0..20_000).map(|number| [prefix, &number.to_string()].concat()));
                // One in a thousand of such tests fails by chance: with ids that never change it always does or never does.
                assert_eq!(dealt.verdict, Verdict::Healthy, "{seed} {weights:?} {prefix}: {dealt:?}");
            }
        }
    }
}

#[test]
fn experiments_do_not_follow_one_another() {
    // Of those in the first variation of one experiment, half are in the first of another.
    let one = experiment(&[5000, 5000]);
    let other = Experiment { key: "thanks".into(), ..one.clone() };
    let first_of_one = (0..20_000).map(|number| number.to_string()).filter(|id| variation(&one, id) == Some(0));
    assert_eq!(is_even(&other, &[1.0, 1.0], first_of_one).verdict, Verdict::Healthy);
}

#[test]
fn experiments_of_one_namespace_share_nobody() {
    let part = |key: &str, from, to| Experiment {
        key: key.into(),
        namespace: Some(Namespace { id: "popups".into(), from, to }),
        ..experiment(&[5000, 5000])
    };
    let parts = [part("a", 0, 4000), part("b", 4000, 7000), part("c", 7000, 10_000)];
    let mut counts = [0; 3];
    for number in 0..20_000 {
        let id = number.to_string();
        let mut in_parts = parts.iter().enumerate().filter(|(_, part)| variation(part, &id).is_some());
        counts[in_parts.next().unwrap().0] += 1;
        assert_eq!(in_parts.next(), None, "{id}");
    }
    assert_eq!(sample_ratio(&counts, &[4.0, 3.0, 3.0]).verdict, Verdict::Healthy, "{counts:?}");
}

/// Weights in hundredths of a percent that come to all.
fn weights() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(1i64..=1000, 2..6).prop_map(|parts| crate::split::in_proportion(10_000, &parts))
}

proptest! {
    #[test]
    fn ranges_never_overlap(weights in weights(), coverage in -0.5f64..1.5) {
        let shares: Vec<f64> = weights.iter().map(|weight| share(*weight)).collect();
        let ranges = bucket_ranges(weights.len() as i64, coverage, &shares);
        prop_assert_eq!(ranges.len(), weights.len());
        for range in &ranges {
            prop_assert!(0.0 <= range.0 && range.0 <= range.1 && range.1 <= 1.0 + 1e-9, "{ranges:?}");
        }
        for pair in ranges.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0, "{ranges:?}");
        }
    }

    #[test]
    fn who_somebody_is_says_where_they_are(id in "\\PC{1,20}", weights in weights(), holdout in 0i64..=10_000) {
        let experiment = experiment(&weights);
        let once = assign(&experiment, holdout, unit(&id));
        prop_assert_eq!(once, assign(&experiment, holdout, unit(&id)));
        let url = ["https://shop.example/?utm_source=", &once.variation.map_or(0, |variation| variation + 1).to_string()].concat();
        prop_assert_eq!(once, assign(&experiment, holdout, Unit { url: &url, ..unit(&id) }));
    }

    #[test]
    fn coverage_moves_nobody_between_variations(id in "\\PC{1,20}", weights in weights(), less in 0i64..=10_000, more in 0i64..=10_000) {
        let (less, more) = (less.min(more), less.max(more));
        let covering = |coverage| Experiment { coverage: Some(coverage), ..experiment(&weights) };
        let (before, after) = (variation(&covering(less), &id), variation(&covering(more), &id));
        prop_assert!(before.is_none() || before == after, "{before:?} {after:?}");
    }

    #[test]
    fn who_was_seen_in_a_variation_stays(
        id in "\\PC{1,20}", before in weights(), after in weights(), coverage in 0i64..=10_000,
    ) {
        let first = variation(&experiment(&before), &id).unwrap();
        prop_assume!(first < after.len());
        let seen = [Assigned { experiment: "welcome".into(), bucket_version: 1, variation: first as i64 }];
        let changed = Experiment { coverage: Some(coverage), ..experiment(&after) };
        prop_assert_eq!(assign(&changed, 0, Unit { sticky: &seen, ..unit(&id) }).variation, Some(first));
    }
}
