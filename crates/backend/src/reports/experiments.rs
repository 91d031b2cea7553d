//! What came of campaigns and experiments.

use super::Days;
use super::rows::{hundredths_of_percent, in_order};
use crate::error::Result;
use crate::programme::Programme;
use crate::store::Connection;
use crate::store::page_reports::{self, Arm};
use loyalty_api::experiment::Experiment;
use loyalty_api::report::{CampaignsRow, ExperimentsRow, SampleRatioCheck, SampleRatioVerdict};
use loyalty_rules::experiment::{Verdict, sample_ratio, wilson};

pub(super) async fn campaigns(connection: &mut Connection, programme: &Programme, days: &Days) -> Result<Vec<CampaignsRow>> {
    let document = &programme.document;
    let found = page_reports::campaigns(connection, &document.shop, days.span()).await?;
    let known = document.campaigns.iter().map(|plan| plan.id.as_str());
    let empty = |campaign| page_reports::Counts { campaign, ..page_reports::Counts::default() };
    let row = |row: page_reports::Counts| CampaignsRow {
        campaign: row.campaign,
        impressions: row.impressions,
        shoppers: row.shoppers,
        clicks: row.clicks,
        closes: row.closes,
        conversions: row.conversions,
        converted: row.converted,
        conversion_rate: hundredths_of_percent(row.converted, row.shoppers),
    };
    Ok(in_order(known, found, |row| &row.campaign, empty).into_iter().map(row).collect())
}

pub(super) async fn experiments(
    connection: &mut Connection,
    programme: &Programme,
    days: &Days,
) -> Result<(Vec<ExperimentsRow>, Vec<SampleRatioCheck>)> {
    let document = &programme.document;
    let mut found = page_reports::arms(connection, &document.shop, days.span()).await?;
    let (mut rows, mut checks) = (Vec::new(), Vec::new());
    for experiment in &document.experiments {
        let (own, others) = found.into_iter().partition(|arm: &Arm| arm.experiment == experiment.key);
        found = others;
        let arms = complete(experiment, own);
        let check = check(experiment, &arms);
        let verdict = check.verdict;
        checks.push(check);
        rows.extend(arms.into_iter().map(|arm| {
            let is_latest = arm.bucket_version == experiment.bucket_version;
            let index = arm.variation.and_then(|variation| usize::try_from(variation).ok());
            let name = index.and_then(|index| experiment.variations.get(index)).map(|variation| variation.name.clone());
            row(arm, name, is_latest.then_some(verdict))
        }));
    }
    rows.extend(found.into_iter().map(|arm| row(arm, None, None)));
    Ok((rows, checks))
}

/// An experiment's arms, with one for each variation of the latest buckets; those come first, and in each who was held out last.
fn complete(experiment: &Experiment, mut arms: Vec<Arm>) -> Vec<Arm> {
    let latest = experiment.bucket_version;
    for variation in (0i64..).take(experiment.variations.len()) {
        if !arms.iter().any(|arm| arm.bucket_version == latest && arm.variation == Some(variation)) {
            let (experiment, bucket_version) = (experiment.key.clone(), latest);
            arms.push(Arm { experiment, bucket_version, variation: Some(variation), exposed: 0, converted: 0, ordered: 0 });
        }
    }
    arms.sort_by_key(|arm| (-arm.bucket_version, arm.variation.is_none(), arm.variation));
    arms
}

/// Compares how many shoppers the latest buckets have with how many they should have.
fn check(experiment: &Experiment, arms: &[Arm]) -> SampleRatioCheck {
    let latest = || arms.iter().filter(|arm| arm.bucket_version == experiment.bucket_version);
    let exposed = |variation| latest().find(|arm| arm.variation == Some(variation)).map_or(0, |arm| arm.exposed);
    let observed: Vec<i64> = (0i64..).take(experiment.variations.len()).map(exposed).collect();
    let weights: Vec<f64> = experiment.variations.iter().map(|variation| variation.weight as f64).collect();
    let ratio = sample_ratio(&observed, &weights);
    SampleRatioCheck {
        experiment: experiment.key.clone(),
        bucket_version: experiment.bucket_version,
        chi_square: (ratio.chi_square * 1_000.0).round() as i64,
        p: (ratio.p * 1_000_000.0).round() as i64,
        verdict: match ratio.verdict {
            Verdict::Healthy => SampleRatioVerdict::Healthy,
            Verdict::Unhealthy => SampleRatioVerdict::Unhealthy,
            Verdict::NotEnoughTraffic => SampleRatioVerdict::NotEnoughTraffic,
        },
    }
}

fn row(arm: Arm, name: Option<String>, verdict: Option<SampleRatioVerdict>) -> ExperimentsRow {
    let (conversion_low, conversion_high) = interval(arm.converted, arm.exposed);
    let (order_low, order_high) = interval(arm.ordered, arm.exposed);
    ExperimentsRow {
        experiment: arm.experiment,
        bucket_version: arm.bucket_version,
        variation: arm.variation,
        name,
        exposed: arm.exposed,
        converted: arm.converted,
        conversion_rate: hundredths_of_percent(arm.converted, arm.exposed),
        conversion_low,
        conversion_high,
        ordered: arm.ordered,
        order_rate: hundredths_of_percent(arm.ordered, arm.exposed),
        order_low,
        order_high,
        sample_ratio: verdict,
    }
}

/// The interval of a rate, in hundredths of a percent: outwards, so that it is never narrower than the true one.
fn interval(count: i64, of: i64) -> (Option<i64>, Option<i64>) {
    let interval = wilson(count, of);
    let low = interval.map(|(low, _)| (low * 10_000.0).floor() as i64);
    (low, interval.map(|(_, high)| (high * 10_000.0).ceil() as i64))
}
