//! Where a shopper is.

use super::{bucket_ranges, choose_variation, hash, in_namespace, query_override, share};
use crate::targeting;
use loyalty_api::campaign::Assigned;
use loyalty_api::experiment::Experiment;
use loyalty_api::json::Json;

/// What decides where a shopper is.
#[derive(Clone, Copy, Debug)]
pub struct Unit<'a> {
    /// Who they are: a member's id, or else that of the device. Who has none, because they did not agree to be recognised, takes
    /// no part: each page would find them in another variation.
    pub id: &'a str,
    /// The page's attributes, for targeting.
    pub attributes: &'a Json,
    /// Variations they have been in.
    pub sticky: &'a [Assigned],
    /// The page's address, for previews.
    pub url: &'a str,
}

/// Where a shopper is, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The variation, counted from 0, the control; nothing for who takes no part.
    pub variation: Option<usize>,
    /// Why.
    pub reason: Reason,
}

/// Why a shopper is where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The page's address asks for it. A preview is not counted.
    Preview,
    /// Some shoppers are kept out of all experiments, to compare with. They are counted.
    HeldOut,
    /// They have been there before.
    Sticky,
    /// The experiment is for others.
    Targeting,
    /// The namespace has another experiment for them.
    Namespace,
    /// The experiment does not cover them.
    Coverage,
    /// By their number.
    Bucket,
}

/// Hashed with a shopper's id for the holdout: the same shoppers are held out of every experiment.
const HOLDOUT_SEED: &str = "holdout";

/// Where a shopper is in an experiment. `holdout` is the share of shoppers, in hundredths of a percent, who are held out of all.
///
/// Who is in a variation stays there while the experiment's bucket version does, whatever becomes of weights, coverage,
/// targeting and namespace; but who comes to be held out is out.
pub fn assign(experiment: &Experiment, holdout: i64, unit: Unit) -> Assignment {
    let count = experiment.variations.len();
    let is = |variation: i64| usize::try_from(variation).ok().filter(|variation| *variation < count);
    if let Some(variation) = query_override(&experiment.key, unit.url, count as i64) {
        return Assignment { variation: is(variation), reason: Reason::Preview };
    }
    if held_out(holdout, unit.id) {
        return out(Reason::HeldOut);
    }
    for known in unit.sticky {
        if known.experiment == experiment.key
            && known.bucket_version == experiment.bucket_version
            && is(known.variation).is_some()
        {
            return Assignment { variation: is(known.variation), reason: Reason::Sticky };
        }
    }
    if let Some(namespace) = &experiment.namespace
        && !in_namespace(unit.id, &namespace.id, share(namespace.from), share(namespace.to))
    {
        return out(Reason::Namespace);
    }
    if let Some(condition) = &experiment.targeting
        && !targeting::holds(condition, unit.attributes, &Json::Null)
    {
        return out(Reason::Targeting);
    }
    let mut weights = Vec::new();
    for variation in &experiment.variations {
        weights.push(share(variation.weight));
    }
    let coverage = experiment.coverage.map_or(1.0, share);
    let seed = experiment.seed.as_ref().unwrap_or(&experiment.key);
    let number = if unit.id.is_empty() { None } else { hash(seed, unit.id, 2) };
    let ranges = bucket_ranges(count as i64, coverage, &weights);
    match number.and_then(|number| choose_variation(number, &ranges)) {
        Some(variation) => Assignment { variation: Some(variation), reason: Reason::Bucket },
        None => out(Reason::Coverage),
    }
}

/// Whether a shopper is one of the share, in hundredths of a percent, to whom nothing appears.
pub fn held_out(holdout: i64, id: &str) -> bool {
    !id.is_empty() && hash(HOLDOUT_SEED, id, 2).is_some_and(|number| number < share(holdout))
}

fn out(reason: Reason) -> Assignment {
    Assignment { variation: None, reason }
}
