//! The shop's time. A preview's backend can have time pass; a shop whose clock stayed behind would sign tokens of last month.

use jiff::{SignedDuration, Timestamp};
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's time, moved on by what the backend's was.
#[derive(Debug, Default)]
pub struct ShopClock {
    ahead_ms: AtomicI64,
}

impl ShopClock {
    /// Now.
    pub fn now(&self) -> Timestamp {
        let ahead = SignedDuration::from_millis(self.ahead_ms.load(Ordering::SeqCst));
        Timestamp::now().checked_add(ahead).unwrap_or(Timestamp::MAX)
    }

    /// Goes on from the backend's time.
    pub fn follow(&self, backend: Timestamp) {
        let ahead = backend.duration_since(Timestamp::now());
        // The two are asked one after the other: within a second they are the same clock.
        let ahead = if ahead.abs() < SignedDuration::from_secs(1) { SignedDuration::ZERO } else { ahead };
        self.ahead_ms.store(i64::try_from(ahead.as_millis()).unwrap_or_default(), Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_as_far_ahead_as_the_backend() {
        let clock = ShopClock::default();
        let month = SignedDuration::from_hours(30 * 24);
        clock.follow(Timestamp::now() + month);
        let ahead = clock.now().duration_since(Timestamp::now());
        assert!((month - SignedDuration::from_secs(5)..=month + SignedDuration::from_secs(5)).contains(&ahead), "{ahead}");
        clock.follow(Timestamp::now());
        assert!(clock.now().duration_since(Timestamp::now()).abs() < SignedDuration::from_secs(2));
    }
}
