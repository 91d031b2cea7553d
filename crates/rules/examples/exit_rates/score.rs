//! How often a rule is right.

use super::trace::{Class, Trace};
use loyalty_rules::exit::{Detector, Input, Settings};

/// When our detector speaks in a trace, if it does. It is woken when it asks for it, as by a timer.
pub(crate) fn ours(trace: &Trace) -> Option<i32> {
    let mut detector = Detector::new(Settings::default(), 0, trace.viewport.0, trace.rtl, trace.touch);
    for event in &trace.events {
        while let Some(wake) = detector.wake().filter(|wake| *wake < event.at()) {
            if detector.take(wake, Input::Tick).is_some() {
                return Some(wake);
            }
        }
        if detector.take(event.at(), event.input()).is_some() {
            return Some(event.at());
        }
    }
    let wake = detector.wake().filter(|wake| *wake <= trace.end)?;
    detector.take(wake, Input::Tick).map(|_| wake)
}

/// How a rule does on some traces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Traces of shoppers who leave.
    pub(crate) exits: usize,
    /// Those in which it did not fire, or before they began to leave.
    pub(crate) missed: Vec<String>,
    /// Traces of shoppers who stay.
    pub(crate) stays: usize,
    /// Those in which it fired.
    pub(crate) false_fires: Vec<String>,
}

impl Score {
    /// Runs a rule over traces.
    pub(crate) fn of<'a>(traces: impl Iterator<Item = &'a Trace>, rule: impl Fn(&Trace) -> Option<i32>) -> Self {
        let mut score = Self::default();
        for trace in traces {
            let fired = rule(trace);
            match trace.class {
                Class::Exit => {
                    score.exits += 1;
                    if fired.is_none_or(|at| at < trace.from) {
                        score.missed.push(trace.name.clone());
                    }
                }
                Class::Stay => {
                    score.stays += 1;
                    if fired.is_some() {
                        score.false_fires.push(trace.name.clone());
                    }
                }
            }
        }
        score
    }
}
