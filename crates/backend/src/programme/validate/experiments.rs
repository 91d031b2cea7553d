//! Experiments.

use super::check::{Check, is_name};
use super::condition;
use loyalty_api::experiment::Experiment;
use std::collections::HashSet;

/// Everyone, in hundredths of a percent.
const WHOLE: i64 = 10_000;
/// More of them tell nothing apart.
const MOST_VARIATIONS: usize = 20;
/// The most often that shoppers are dealt anew.
const MOST_VERSIONS: i64 = 1_000_000;

pub(super) fn check(check: &mut Check<'_>) {
    let mut keys = HashSet::new();
    for (index, experiment) in check.document.experiments.iter().enumerate() {
        let path = format!("experiments[{index}]");
        let at = |field: &str| format!("{path}.{field}");
        check.must(is_name(&experiment.key), at("key"), "must be 1 to 64 letters, digits, dashes or underscores.");
        check.must(keys.insert(&experiment.key), at("key"), "is the key of another experiment.");
        let seed = experiment.seed.as_ref().is_none_or(|seed| (1..=100).contains(&seed.chars().count()));
        check.must(seed, at("seed"), "must be 1 to 100 characters.");
        check.optional_range(experiment.coverage, 0, WHOLE, at("coverage"));
        check.range(experiment.bucket_version, 0, MOST_VERSIONS, at("bucket_version"));
        variations(check, experiment, &path);
        namespace(check, experiment, &path);
        condition::check(check, experiment.targeting.as_ref(), &at("targeting"));
    }
}

fn variations(check: &mut Check<'_>, experiment: &Experiment, path: &str) {
    let path = format!("{path}.variations");
    let count = (2..=MOST_VARIATIONS).contains(&experiment.variations.len());
    check.must(count, path.clone(), format!("must be 2 to {MOST_VARIATIONS}: the control and what is compared with it."));
    let mut names = HashSet::new();
    let mut sum: i64 = 0;
    let mut are_shares = true;
    for (index, variation) in experiment.variations.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let name = format!("{path}.name");
        check.must((1..=100).contains(&variation.name.chars().count()), name.clone(), "must be 1 to 100 characters.");
        check.must(names.insert(&variation.name), name, "is the name of another variation.");
        check.range(variation.weight, 0, WHOLE, format!("{path}.weight"));
        are_shares &= (0..=WHOLE).contains(&variation.weight);
        sum = sum.saturating_add(variation.weight);
    }
    let sentence = format!("must have weights that come to {WHOLE}, and they come to {sum}.");
    check.must(!count || !are_shares || sum == WHOLE, path, sentence);
}

fn namespace(check: &mut Check<'_>, experiment: &Experiment, path: &str) {
    let Some(namespace) = &experiment.namespace else { return };
    let at = |field: &str| format!("{path}.namespace.{field}");
    check.must(is_name(&namespace.id), at("id"), "must be 1 to 64 letters, digits, dashes or underscores.");
    check.range(namespace.from, 0, WHOLE, at("from"));
    check.range(namespace.to, 0, WHOLE, at("to"));
    let within = [namespace.from, namespace.to].iter().all(|end| (0..=WHOLE).contains(end));
    check.must(!within || namespace.from < namespace.to, at("to"), "must be more than from.");
}
