//! Telling the server what happened, once the shopper agreed: in batches, and at the latest when the page is left.

use super::look::object;
use super::{Campaigns, Edges, Told, now};
use crate::browser::property::{call2, get};
use crate::browser::{json, random};
use crate::session::{Services, Store, report, spawn};
use loyalty_api::campaign::{Assigned, Campaign, CampaignList};
use loyalty_api::event::{EventBatch, EventKind, PageEvent};
use loyalty_api::page::ToJs;
use wasm_bindgen::JsValue;

/// What happens within so many milliseconds is sent together.
const TOGETHER: i64 = 2_000;
/// What did not arrive is sent again after so many.
const AGAIN: i64 = 30_000;

impl Store {
    /// Sends what is to be told, if it is time.
    pub(super) fn send_soon(self, now: i64) {
        let Some(Edges { services, campaigns, .. }) = self.edges() else { return };
        let Some(batch) = campaigns.borrow_mut().batch(&services, Some(now)) else { return };
        spawn(async move {
            let (batch, last) = batch;
            let answer = services.client.tell_events(&batch).await;
            self.change_campaigns(&mut |campaigns, _| {
                campaigns.sending = false;
                if answer.is_err() {
                    campaigns.send_at = now + AGAIN;
                } else if let Some(place) = campaigns.kept.events.iter().position(|event| event.id == last) {
                    // What was noted meanwhile stands behind it.
                    campaigns.kept.events = campaigns.kept.events.split_off(place + 1);
                }
            });
            answer.err().iter().for_each(report);
        });
    }

    /// The page is being left: what is to be told goes along, without waiting for an answer. It is kept until one comes, and the
    /// server takes each event once.
    pub(super) fn send_at_once(self) {
        let Some(Edges { services, campaigns, window }) = self.edges() else { return };
        if let Some((batch, _)) = campaigns.borrow_mut().batch(&services, None) {
            let text = JsValue::from_str(&json::stringify(&batch));
            let address = JsValue::from_str(&services.config.endpoint("/events"));
            call2(&get(&window, "navigator"), "sendBeacon", &address, &text);
        }
    }
}

impl Campaigns {
    /// Notes what a shopper who agreed to it did.
    pub(super) fn note(&mut self, kind: EventKind, campaign: &Campaign, variation: Option<i64>) {
        let version = |key: &String| self.list.as_ref()?.experiments.iter().find(|it| it.key == *key).map(|it| it.bucket_version);
        let experiment = campaign.experiment.as_ref().filter(|_| variation.is_some()).cloned();
        let bucket_version = experiment.as_ref().and_then(version);
        self.write_down(kind, Some(campaign.id.clone()), experiment, bucket_version, variation);
    }

    /// A shopper came upon what an experiment decides, whether they are shown anything or not: told once for each experiment,
    /// version of its buckets, and shopper.
    pub(super) fn expose(&mut self, list: &CampaignList, campaign: &Campaign, variation: Option<i64>, of: &str, told: &mut Told) {
        let found = list.experiments.iter().find(|experiment| Some(&experiment.key) == campaign.experiment.as_ref());
        let Some(experiment) = found.filter(|_| self.measured) else { return };
        let bucket_version = experiment.bucket_version;
        let mark = [&experiment.key, " ", &bucket_version.to_string(), of].concat();
        if self.kept.exposed.contains(&mark) {
            return;
        }
        self.kept.exposed.push(mark);
        let key = experiment.key.clone();
        if let Some(variation) = variation {
            let now = Assigned { experiment: key.clone(), bucket_version, variation };
            match self.kept.assigned.iter_mut().find(|known| known.experiment == key) {
                Some(known) => *known = now,
                None => self.kept.assigned.push(now),
            }
        }
        told.push((
            "experiment",
            object(&[("experiment", key.to_js()), ("variation", variation.to_js()), ("campaign", campaign.id.to_js())]),
        ));
        self.write_down(EventKind::Exposure, None, Some(key), Some(bucket_version), variation);
    }

    fn write_down(
        &mut self,
        kind: EventKind,
        campaign: Option<String>,
        experiment: Option<String>,
        bucket_version: Option<i64>,
        variation: Option<i64>,
    ) {
        let Some(id) = random::key().filter(|_| self.measured) else { return };
        if self.kept.events.is_empty() {
            self.send_at = self.send_at.max(now() + TOGETHER);
        }
        let at = js_sys::Date::new_0().to_iso_string().into();
        self.kept.note(PageEvent { id, kind, campaign, experiment, bucket_version, variation, at });
    }

    /// What is to be told, an [`EventBatch`], and the id of its last event. With a time, only once it is due, and not while it is
    /// on its way.
    fn batch(&mut self, services: &Services, now: Option<i64>) -> Option<(JsValue, String)> {
        let waits = now.is_some_and(|now| self.sending || now < self.send_at);
        if waits || !services.consent.get() || !services.purposes().analytics {
            return None;
        }
        let last = self.kept.events.last()?.id.clone();
        self.sending |= now.is_some();
        let batch = EventBatch {
            session: services.client.session()?,
            device: services.client.device(),
            sent_at: Some(js_sys::Date::new_0().to_iso_string().into()),
            events: std::mem::take(&mut self.kept.events),
        };
        let written = batch.to_js();
        self.kept.events = batch.events;
        Some((written, last))
    }
}
