//! Telling the server what happened, once the shopper agreed: in batches, and at the latest when the page is left.

use super::look::object;
use super::{Campaigns, Told, now};
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
        let (Some(services), Some(campaigns)) = (self.services(), self.campaigns()) else { return };
        let Some(batch) = campaigns.borrow_mut().batch(&services, Some(now)) else { return };
        spawn(async move {
            let answer = services.client.tell_events(&batch).await;
            self.change_campaigns(&mut |campaigns, _| {
                campaigns.sending = false;
                if answer.is_ok() {
                    let sent = |event: &PageEvent| batch.events.iter().any(|sent| sent.id == event.id);
                    campaigns.kept.events.retain(|event| !sent(event));
                } else {
                    campaigns.send_at = now + AGAIN;
                }
            });
            answer.err().iter().for_each(report);
        });
    }

    /// The page is being left: what is to be told goes along, without waiting for an answer. It is kept until one comes, and the
    /// server takes each event once.
    pub(super) fn send_at_once(self) {
        let (Some(services), Some(campaigns), Some(window)) = (self.services(), self.campaigns(), web_sys::window()) else {
            return;
        };
        if let Some(batch) = campaigns.borrow_mut().batch(&services, None) {
            let text = JsValue::from_str(&json::stringify(&batch.to_js()));
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
        let campaign = Some(campaign.id.clone());
        self.write_down(PageEvent {
            id: String::new(),
            kind,
            campaign,
            experiment,
            bucket_version,
            variation,
            at: String::new(),
        });
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
            self.kept.assigned.retain(|known| known.experiment != key);
            self.kept.assigned.push(Assigned { experiment: key.clone(), bucket_version, variation });
        }
        told.push((
            "experiment",
            object(&[("experiment", key.to_js()), ("variation", variation.to_js()), ("campaign", campaign.id.to_js())]),
        ));
        self.write_down(PageEvent {
            id: String::new(),
            kind: EventKind::Exposure,
            campaign: None,
            experiment: Some(key),
            bucket_version: Some(bucket_version),
            variation,
            at: String::new(),
        });
    }

    fn write_down(&mut self, event: PageEvent) {
        let Some(id) = random::key().filter(|_| self.measured) else { return };
        if self.kept.events.is_empty() {
            self.send_at = self.send_at.max(now() + TOGETHER);
        }
        self.kept.note(PageEvent { id, at: js_sys::Date::new_0().to_iso_string().into(), ..event });
    }

    /// What is to be told. With a time, only once it is due, and not while it is on its way.
    fn batch(&mut self, services: &Services, now: Option<i64>) -> Option<EventBatch> {
        let waits = now.is_some_and(|now| self.sending || now < self.send_at);
        if waits || self.kept.events.is_empty() || !services.consent.get() || !services.purposes().analytics {
            return None;
        }
        self.sending |= now.is_some();
        Some(EventBatch {
            session: services.client.session()?,
            device: services.client.device(),
            sent_at: Some(js_sys::Date::new_0().to_iso_string().into()),
            events: self.kept.events.clone(),
        })
    }
}
