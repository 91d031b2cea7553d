//! What the device remembers of a shopper who agreed to it.

use super::look::object;
use crate::browser::json;
use crate::watch::landing::Landing;
use js_sys::Array;
use loyalty_api::campaign::Assigned;
use loyalty_api::event::PageEvent;
use loyalty_api::page::{FromJs, Reader, ToJs};
use loyalty_rules::campaign::{Memory, Past};
use wasm_bindgen::JsValue;

/// A visit ends after so many milliseconds without a page.
const VISIT: i64 = 30 * 60 * 1_000;
/// Events kept for sending; those before are lost.
const EVENTS: usize = 100;

/// What is remembered: on the device, or for as long as the page is there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// When the last page was opened, in milliseconds since 1970.
    pub last: i64,
    /// Pages on this visit.
    pub pages: i64,
    /// Visits, this one included.
    pub visits: i64,
    /// How this visit began.
    pub landing: Landing,
    /// What became of campaigns.
    pub memory: Memory,
    /// Variations the shopper has been in.
    pub assigned: Vec<Assigned>,
    /// Exposures that were told: experiment, version of its buckets, and `m` for a member or `d` for the device.
    pub exposed: Vec<String>,
    /// What is yet to be told.
    pub events: Vec<PageEvent>,
}

impl Kept {
    /// A page is opened.
    pub(super) fn arrive(&mut self, landing: Landing, now: i64) {
        if self.visits == 0 || now - self.last > VISIT {
            self.visits += 1;
            self.pages = 0;
            self.landing = landing;
            self.memory.visit();
        }
        self.turn(now);
    }

    /// Another page of the same visit.
    pub(super) fn turn(&mut self, now: i64) {
        self.pages += 1;
        self.last = now;
    }

    /// Notes an event for sending.
    pub(super) fn note(&mut self, event: PageEvent) {
        if self.events.len() >= EVENTS {
            self.events.remove(0);
        }
        self.events.push(event);
    }

    /// As text.
    pub(super) fn write(&self) -> String {
        let past = |past: &Past| {
            object(&[
                ("campaign", past.campaign.to_js()),
                ("visit", past.visit.to_js()),
                ("total", past.total.to_js()),
                ("shown_at", past.shown_at.to_js()),
                ("closed_at", past.closed_at.to_js()),
                ("converted_at", past.converted_at.to_js()),
            ])
        };
        let pasts: Array = self.memory.pasts.iter().map(past).collect();
        json::stringify(&object(&[
            ("last", self.last.to_js()),
            ("pages", self.pages.to_js()),
            ("visits", self.visits.to_js()),
            ("utm", self.landing.utm.to_js()),
            ("referrer", self.landing.referrer.to_js()),
            ("quiet_since", self.memory.quiet_since.to_js()),
            ("pasts", pasts.into()),
            ("assigned", self.assigned.to_js()),
            ("exposed", self.exposed.to_js()),
            ("events", self.events.to_js()),
        ]))
    }

    /// From such a text; nothing where it is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Self::from_js(&json::parse(text)?).ok()
    }
}

impl FromJs for Kept {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        let pasts: Vec<KeptPast> = reader.field(value, "pasts");
        Self {
            last: reader.field(value, "last"),
            pages: reader.field(value, "pages"),
            visits: reader.field(value, "visits"),
            landing: Landing { utm: reader.field(value, "utm"), referrer: reader.field(value, "referrer") },
            memory: Memory {
                pasts: pasts.into_iter().map(|KeptPast(past)| past).collect(),
                showing: None,
                quiet_since: reader.field(value, "quiet_since"),
            },
            assigned: reader.field(value, "assigned"),
            exposed: reader.field(value, "exposed"),
            events: reader.field(value, "events"),
        }
    }
}

/// What became of a campaign, to be read.
struct KeptPast(Past);

impl FromJs for KeptPast {
    fn read(reader: &mut Reader, value: &JsValue) -> Self {
        Self(Past {
            campaign: reader.field(value, "campaign"),
            visit: reader.field(value, "visit"),
            total: reader.field(value, "total"),
            shown_at: reader.field(value, "shown_at"),
            closed_at: reader.field(value, "closed_at"),
            converted_at: reader.field(value, "converted_at"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::event::EventKind;

    fn full() -> Kept {
        let event = PageEvent {
            id: "e1".into(),
            kind: EventKind::Close,
            campaign: Some("cmp_a".into()),
            experiment: None,
            bucket_version: None,
            variation: Some(0),
            at: "2026-12-01T00:00:00Z".into(),
        };
        let mut kept = Kept {
            landing: Landing { utm: vec!["news".into(), "e-mail".into(), String::new()], referrer: "www.example".into() },
            assigned: vec![Assigned { experiment: "exp".into(), bucket_version: 2, variation: 1 }],
            exposed: vec!["exp 2 m".into()],
            ..Kept::default()
        };
        kept.arrive(kept.landing.clone(), 1_000_000);
        kept.memory.shown("cmp_a", true, 1_000_500);
        kept.memory.closed("cmp_a", 1_000_900);
        kept.note(event);
        kept
    }

    #[test]
    fn a_visit_ends_after_half_an_hour() {
        let mut kept = full();
        kept.arrive(Landing::default(), 1_000_000 + VISIT);
        assert_eq!((kept.visits, kept.pages, kept.landing.utm[0].as_str()), (1, 2, "news"));
        assert_eq!(kept.memory.of("cmp_a").map(|past| (past.visit, past.total)), Some((1, 1)));
        kept.arrive(Landing::default(), 1_000_001 + 2 * VISIT);
        assert_eq!((kept.visits, kept.pages, kept.landing.utm.len()), (2, 1, 0));
        assert_eq!(kept.memory.of("cmp_a").map(|past| (past.visit, past.total)), Some((0, 1)));
    }

    #[test]
    fn the_oldest_of_too_many_events_is_lost() {
        let mut kept = full();
        let event = kept.events[0].clone();
        for number in 2..=EVENTS + 1 {
            kept.note(PageEvent { id: number.to_string(), ..event.clone() });
        }
        assert_eq!((kept.events.len(), kept.events[0].id.as_str()), (EVENTS, "2"));
    }
}
