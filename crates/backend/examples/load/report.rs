//! What came of it.

use crate::shop::{Request, Sample};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// What one server did.
#[derive(Debug)]
pub(crate) struct Report {
    name: String,
    measured: Duration,
    /// How long each good answer took, by the request's place in [`Request::ALL`].
    took: [Vec<Duration>; Request::ALL.len()],
    /// How often what went wrong.
    errors: BTreeMap<(&'static str, String), usize>,
}

impl Report {
    pub(crate) fn new(name: &str) -> Self {
        Self { name: name.into(), measured: Duration::ZERO, took: Default::default(), errors: BTreeMap::new() }
    }

    /// Adds what was seen in a time.
    pub(crate) fn add(&mut self, samples: &[Sample], measured: Duration) {
        self.measured += measured;
        for sample in samples {
            match &sample.error {
                None => self.took[sample.request as usize].push(sample.took),
                Some(error) => *self.errors.entry((sample.request.name(), error.clone())).or_default() += 1,
            }
        }
    }

    fn per_second(&self, count: usize) -> f64 {
        count as f64 / self.measured.as_secs_f64()
    }

    fn total(&self) -> usize {
        self.took.iter().map(Vec::len).sum()
    }
}

/// Requests per second and percentiles for each server and request, and every kind of error.
pub(crate) fn table(reports: &[Report]) -> String {
    let mut text = String::new();
    let mut line = |cells: std::fmt::Arguments<'_>| writeln!(text, "{cells}").expect("a text takes any line");
    for report in reports {
        let errors: usize = report.errors.values().sum();
        line(format_args!("\n{}: {:.0} requests a second, {errors} errors", report.name, report.per_second(report.total())));
        line(format_args!(
            "  {:<10} {:>8} {:>10} {:>9} {:>9} {:>7}",
            "request", "share", "a second", "p50 ms", "p99 ms", "errors"
        ));
        for request in Request::ALL {
            let mut took = report.took[request as usize].clone();
            took.sort_unstable();
            let share = 100.0 * took.len() as f64 / report.total().max(1) as f64;
            let errors: usize =
                report.errors.iter().filter(|((name, _), _)| *name == request.name()).map(|(_, count)| count).sum();
            line(format_args!(
                "  {:<10} {share:>6.1} % {:>10.1} {:>9} {:>9} {errors:>7}",
                request.name(),
                report.per_second(took.len()),
                millis(percentile(&took, 50)),
                millis(percentile(&took, 99)),
            ));
        }
        for ((request, error), count) in &report.errors {
            line(format_args!("  {count} × {request}: {error}"));
        }
    }
    if let [first, others @ ..] = reports {
        let of_first = first.per_second(first.total());
        for other in others.iter().filter(|_| of_first > 0.0) {
            let ratio = other.per_second(other.total()) / of_first;
            line(format_args!("\n{} did {ratio:.2} times as much as {}.", other.name, first.name));
        }
    }
    text
}

/// The time that so many of a hundred were answered in; nothing where there was no answer.
fn percentile(sorted: &[Duration], hundredth: usize) -> Option<Duration> {
    let place = (sorted.len() * hundredth).div_ceil(100).max(1) - 1;
    sorted.get(place).copied()
}

fn millis(time: Option<Duration>) -> String {
    time.map_or_else(|| "–".into(), |time| format!("{:.1}", time.as_secs_f64() * 1000.0))
}
