//! What pages tell of campaigns and experiments, of shoppers who agreed to that.

use crate::error::Result;
use crate::http::shopper::Shopper;
use crate::programme::Document;
use crate::referrals::marks::Marker;
use crate::store::page_events::{self, ExposureRow, PageEventRow};
use crate::store::{Connection, customers, locks, marks};
use crate::time::{self, DAY_MS};
use loyalty_api::campaign::{Assigned, CampaignKind};
use loyalty_api::event::{EventBatch, EventKind, EventReceipt, PageEvent, PassedOver, PassedOverReason};
use std::cmp::Reverse;

/// Events that are older are not taken: reports that were read must not change for ever.
const OLDEST: i64 = 30 * DAY_MS;
/// The longest id of an event.
const LONGEST_ID: usize = 64;

/// Takes what is new of a batch. Nothing is taken of who did not agree to be recognised, or no longer does.
pub async fn take(connection: &mut Connection, shopper: &Shopper, batch: &EventBatch, now: i64) -> Result<EventReceipt> {
    let shop = shopper.shop();
    let marker = Marker::load(connection, shop).await?;
    let Some(device) = shopper.device_unit(&marker) else { return Ok(nothing_of(batch)) };
    if let Some(customer) = &shopper.customer {
        // Who is being forgotten meanwhile is waited for, and then nobody's.
        locks::member(connection, &customer.id).await?;
        if customers::merchant_id(connection, &customer.id).await?.is_none() {
            return Ok(nothing_of(batch));
        }
    }
    locks::device(connection, &device).await?;
    if page_events::is_withdrawn(connection, shop, &device).await? {
        return Ok(nothing_of(batch));
    }
    let unit = match &shopper.customer {
        Some(customer) => {
            // What they did here before they signed in is theirs.
            page_events::follow(connection, shop, &device, &customer.id).await?;
            &customer.id
        }
        None => &device,
    };
    // What the device's clock is off by. It is not asked to be right, only to go on.
    let sent_at = batch.sent_at.as_deref().and_then(time::parse);
    let off_by = sent_at.map_or(0, |sent_at| now.saturating_sub(sent_at));
    let mut receipt = EventReceipt { taken: 0, passed_over: Vec::new() };
    for event in &batch.events {
        let at = time::parse(&event.at).map(|at| at.saturating_add(off_by).min(now));
        let reason = match at {
            None => Some(PassedOverReason::Malformed),
            Some(at) => match fault(&shopper.programme.document, event, at, now) {
                Some(reason) => Some(reason),
                None => (!take_one(connection, shop, unit, event, at).await?).then_some(PassedOverReason::Known),
            },
        };
        match reason {
            None => receipt.taken += 1,
            Some(reason) => receipt.passed_over.push(PassedOver { id: event.id.clone(), reason }),
        }
    }
    Ok(receipt)
}

/// The variations that a shopper is known to be in.
pub async fn assignments(connection: &mut Connection, shop: &str, units: &[String]) -> Result<Vec<Assigned>> {
    let mut known: Vec<Assigned> = Vec::new();
    for unit in units {
        for row in page_events::exposures(connection, shop, unit).await? {
            let is_new = known.iter().all(|one| (&one.experiment, one.bucket_version) != (&row.experiment, row.bucket_version));
            if let Some(variation) = row.variation.filter(|_| is_new) {
                known.push(Assigned { experiment: row.experiment, bucket_version: row.bucket_version, variation });
            }
        }
    }
    Ok(known)
}

/// The campaigns that a shopper is not to be asked again at `now`, as far as pages told: those closed or taken, until the
/// campaign's own days have passed. A calendar that was closed has another door tomorrow.
pub async fn answered(connection: &mut Connection, document: &Document, units: &[String], now: i64) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for unit in units {
        for (campaign, kind, at) in page_events::answered(connection, &document.shop, unit).await? {
            let Some(plan) = document.campaigns.iter().find(|plan| plan.id == campaign) else { continue };
            let frequency = &plan.frequency;
            let days = if kind == EventKind::Close.name() { frequency.closed_days } else { frequency.converted_days };
            let holds = days.is_none_or(|days| now < at.saturating_add(days.saturating_mul(DAY_MS)));
            if holds && plan.kind != CampaignKind::Calendar {
                found.push((Reverse(at), campaign));
            }
        }
    }
    found.sort();
    let mut campaigns: Vec<String> = Vec::new();
    for (_, campaign) in found {
        if !campaigns.contains(&campaign) {
            campaigns.push(campaign);
        }
    }
    Ok(campaigns)
}

/// What a guest did on this device is the member's who signs in there.
pub async fn follow(connection: &mut Connection, shop: &str, device: &str, customer: &str) -> Result<()> {
    let Some(marker) = Marker::read(connection, shop).await? else { return Ok(()) };
    let unit = marker.device_unit(device);
    locks::device(connection, &unit).await?;
    Ok(page_events::follow(connection, shop, &unit, customer).await?)
}

/// Forgets what pages told of a shopper who no longer agrees to it, member or guest, and takes nothing more from this device.
pub async fn withdraw(connection: &mut Connection, shopper: &Shopper, now: i64) -> Result<()> {
    let marker = Marker::load(connection, shopper.shop()).await?;
    if let Some(device) = shopper.device_unit(&marker) {
        locks::device(connection, &device).await?;
        page_events::withdraw(connection, shopper.shop(), &device, now).await?;
    }
    for unit in shopper.units(&marker) {
        page_events::delete(connection, shopper.shop(), &unit).await?;
    }
    Ok(())
}

/// Forgets what pages told of a member, on the devices they are known by too.
pub async fn erase(connection: &mut Connection, shop: &str, customer: &str) -> Result<()> {
    page_events::delete(connection, shop, customer).await?;
    for mark in marks::devices(connection, customer).await? {
        page_events::delete(connection, shop, &Marker::unit_of(&mark)).await?;
    }
    Ok(())
}

fn nothing_of(batch: &EventBatch) -> EventReceipt {
    let reason = PassedOverReason::NoConsent;
    let passed_over = batch.events.iter().map(|event| PassedOver { id: event.id.clone(), reason }).collect();
    EventReceipt { taken: 0, passed_over }
}

/// Why an event cannot be taken.
fn fault(document: &Document, event: &PageEvent, at: i64, now: i64) -> Option<PassedOverReason> {
    use PassedOverReason::*;
    if event.id.is_empty() || event.id.len() > LONGEST_ID {
        return Some(Malformed);
    }
    if at < now.saturating_sub(OLDEST) {
        return Some(TooOld);
    }
    let is_exposure = event.kind == EventKind::Exposure;
    match &event.campaign {
        None if !is_exposure => return Some(Malformed),
        Some(campaign) if document.campaigns.iter().all(|plan| plan.id != *campaign) => return Some(UnknownCampaign),
        _ => {}
    }
    let Some(key) = &event.experiment else { return is_exposure.then_some(Malformed) };
    let Some(experiment) = document.experiments.iter().find(|experiment| experiment.key == *key) else {
        return Some(UnknownExperiment);
    };
    let Some(version) = event.bucket_version else { return Some(Malformed) };
    if event.variation.is_none() && !is_exposure {
        return Some(Malformed);
    }
    let is_there = |variation: i64| usize::try_from(variation).is_ok_and(|index| index < experiment.variations.len());
    let is_known = (0..=experiment.bucket_version).contains(&version) && event.variation.is_none_or(is_there);
    (!is_known).then_some(UnknownExperiment)
}

/// Stores an event that has no fault; says no where it came before.
async fn take_one(connection: &mut Connection, shop: &str, unit: &str, event: &PageEvent, at: i64) -> Result<bool> {
    if event.kind == EventKind::Exposure {
        let exposure = ExposureRow {
            experiment: event.experiment.clone().unwrap_or_default(),
            bucket_version: event.bucket_version.unwrap_or_default(),
            variation: event.variation,
        };
        return Ok(page_events::expose(connection, shop, unit, &event.id, &exposure, at).await?);
    }
    let row = PageEventRow {
        id: &event.id,
        unit,
        kind: event.kind.name(),
        campaign: event.campaign.as_deref().unwrap_or_default(),
        experiment: event.experiment.as_deref(),
        bucket_version: event.bucket_version,
        variation: event.variation,
        at,
    };
    Ok(page_events::insert(connection, shop, &row).await?)
}
