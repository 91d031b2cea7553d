//! What the device remembers of a shopper who agreed to it.

use crate::watch::landing::Landing;
use loyalty_api::campaign::Assigned;
use loyalty_api::event::{EventKind, PageEvent};
use loyalty_rules::campaign::{Memory, Past};

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

    /// As text: a line for each thing, its fields between tabs.
    pub(super) fn write(&self) -> String {
        let mut out = String::new();
        let Landing { utm: [source, medium, campaign], referrer } = &self.landing;
        let numbers = [self.last, self.pages, self.visits].map(|number| number.to_string());
        let [last, pages, visits] = &numbers;
        let quiet = optional(self.memory.quiet_since);
        line(&mut out, &["v", last, pages, visits, &quiet, source, medium, campaign, referrer]);
        for past in &self.memory.pasts {
            let (visit, total) = (past.visit.to_string(), past.total.to_string());
            let times = [past.shown_at, past.closed_at, past.converted_at].map(optional);
            let [shown, closed, converted] = &times;
            line(&mut out, &["p", &past.campaign, &visit, &total, shown, closed, converted]);
        }
        for one in &self.assigned {
            line(&mut out, &["a", &one.experiment, &one.bucket_version.to_string(), &one.variation.to_string()]);
        }
        for one in &self.exposed {
            line(&mut out, &["x", one]);
        }
        for event in &self.events {
            let (version, variation) = (optional(event.bucket_version), optional(event.variation));
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let (campaign, experiment) = (text(&event.campaign), text(&event.experiment));
            line(&mut out, &["e", &event.id, event.kind.name(), &campaign, &experiment, &version, &variation, &event.at]);
        }
        out
    }

    /// From such a text. What cannot be read is left out.
    pub(super) fn read(text: &str) -> Self {
        let mut kept = Self::default();
        for line in text.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let text = |at: usize| fields.get(at).copied().unwrap_or_default();
            let number = |at: usize| text(at).parse::<i64>().ok();
            let some = |at: usize| Some(text(at).to_owned()).filter(|text| !text.is_empty());
            match text(0) {
                "v" => {
                    kept.last = number(1).unwrap_or_default();
                    kept.pages = number(2).unwrap_or_default();
                    kept.visits = number(3).unwrap_or_default();
                    kept.memory.quiet_since = number(4);
                    kept.landing = Landing { utm: [5, 6, 7].map(|at| text(at).to_owned()), referrer: text(8).into() };
                }
                "p" => kept.memory.pasts.push(Past {
                    campaign: text(1).into(),
                    visit: number(2).unwrap_or_default(),
                    total: number(3).unwrap_or_default(),
                    shown_at: number(4),
                    closed_at: number(5),
                    converted_at: number(6),
                }),
                "a" => {
                    if let (Some(bucket_version), Some(variation)) = (number(2), number(3)) {
                        kept.assigned.push(Assigned { experiment: text(1).into(), bucket_version, variation });
                    }
                }
                "x" => kept.exposed.push(text(1).into()),
                "e" => {
                    if let Some(kind) = EventKind::from_name(text(2)) {
                        kept.events.push(PageEvent {
                            id: text(1).into(),
                            kind,
                            campaign: some(3),
                            experiment: some(4),
                            bucket_version: number(5),
                            variation: number(6),
                            at: text(7).into(),
                        });
                    }
                }
                _ => {}
            }
        }
        kept
    }
}

fn optional(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

fn line(out: &mut String, fields: &[&str]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            out.push('\t');
        }
        // An address may have anything in it.
        out.extend(field.chars().map(|char| if char.is_control() { ' ' } else { char }));
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

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
            landing: Landing { utm: ["news".into(), "e-mail".into(), String::new()], referrer: "www.example".into() },
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
    fn what_is_written_is_read_the_same() {
        let kept = full();
        assert_eq!(Kept::read(&kept.write()), kept);
        assert_eq!(Kept::read(""), Kept::default());
        assert_eq!(Kept::read("v\tx\np\ne\t1\tno such kind\nnonsense"), {
            let mut kept = Kept::default();
            kept.memory.pasts.push(Past::default());
            kept
        });
    }

    #[test]
    fn an_address_cannot_break_a_line() {
        let mut kept = full();
        kept.landing.utm[0] = "a\tb\nc".into();
        assert_eq!(Kept::read(&kept.write()).landing.utm[0], "a b c");
    }

    #[test]
    fn a_visit_ends_after_half_an_hour() {
        let mut kept = full();
        kept.arrive(Landing::default(), 1_000_000 + VISIT);
        assert_eq!((kept.visits, kept.pages, kept.landing.utm[0].as_str()), (1, 2, "news"));
        assert_eq!(kept.memory.of("cmp_a").map(|past| (past.visit, past.total)), Some((1, 1)));
        kept.arrive(Landing::default(), 1_000_001 + 2 * VISIT);
        assert_eq!((kept.visits, kept.pages, kept.landing.utm[0].as_str()), (2, 1, ""));
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
