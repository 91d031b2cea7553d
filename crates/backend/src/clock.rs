//! The time, handed in: binaries use the system's, tests and previews move their own.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Tells the time in milliseconds since 1970 (UTC). Clones of a clock share one time.
#[derive(Clone, Debug, Default)]
pub struct Clock(Kind);

#[derive(Clone, Debug, Default)]
enum Kind {
    #[default]
    System,
    /// Stands still at this time.
    Fixed(Arc<AtomicI64>),
    /// Goes as the system's does, so many milliseconds from it.
    Shifted(Arc<AtomicI64>),
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self(Kind::System)
    }

    /// A clock that stands at this time until it is [advanced](Self::advance).
    pub fn fixed(now_ms: i64) -> Self {
        Self(Kind::Fixed(Arc::new(AtomicI64::new(now_ms))))
    }

    /// A clock that begins at this time and goes on by itself; [advanced](Self::advance), it goes on from there.
    pub fn going_from(now_ms: i64) -> Self {
        Self(Kind::Shifted(Arc::new(AtomicI64::new(now_ms.saturating_sub(system_ms())))))
    }

    /// Moves the clock forward. The system's goes by itself and takes no notice.
    pub fn advance(&self, by: Duration) {
        if let Kind::Fixed(time) | Kind::Shifted(time) = &self.0 {
            time.fetch_add(i64::try_from(by.as_millis()).unwrap_or(i64::MAX), Ordering::SeqCst);
        }
    }

    /// Whether it can be moved.
    pub fn is_movable(&self) -> bool {
        !matches!(self.0, Kind::System)
    }

    /// Now, in milliseconds since 1970.
    pub fn now_ms(&self) -> i64 {
        match &self.0 {
            Kind::System => system_ms(),
            Kind::Fixed(time) => time.load(Ordering::SeqCst),
            Kind::Shifted(shift) => system_ms().saturating_add(shift.load(Ordering::SeqCst)),
        }
    }
}

fn system_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clones_of_a_fixed_clock_share_its_time() {
        let clock = Clock::fixed(1_000);
        let other = clock.clone();
        clock.advance(Duration::from_secs(2));
        assert_eq!(other.now_ms(), 3_000);
    }

    #[test]
    fn the_systems_clock_is_not_moved() {
        let before = Clock::system().now_ms();
        assert!(before > 1_700_000_000_000, "it is later than 2023");
        Clock::system().advance(Duration::from_secs(1_000_000));
        assert!(!Clock::system().is_movable() && Clock::system().now_ms() < before + 1_000_000_000);
    }

    #[test]
    fn a_shifted_clock_goes_on_from_where_it_was_put() {
        let clock = Clock::going_from(1_000_000);
        let first = clock.now_ms();
        assert!((1_000_000..1_060_000).contains(&first), "{first}");
        clock.advance(Duration::from_secs(86_400));
        let second = clock.now_ms();
        assert!((first + 86_400_000..first + 86_460_000).contains(&second), "{second}");
    }
}
