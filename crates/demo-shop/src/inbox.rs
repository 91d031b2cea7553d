//! What the loyalty backend told the shop at its own address, newest first.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many messages are kept.
const KEPT: usize = 60;

/// The newest messages.
#[derive(Debug, Default)]
pub struct Inbox(Mutex<VecDeque<Message>>);

/// One message that was found genuine.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Message {
    /// The same for every attempt to deliver it.
    pub id: String,
    /// When it came.
    pub at: Timestamp,
    /// What it says.
    pub body: Value,
}

impl Inbox {
    /// Keeps a message, unless it came before.
    pub fn take(&self, message: Message) {
        let mut messages = self.lock();
        if messages.iter().all(|known| known.id != message.id) {
            messages.push_front(message);
            messages.truncate(KEPT);
        }
    }

    /// All that are kept.
    pub fn messages(&self) -> Vec<Message> {
        self.lock().iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Message>> {
        // Every change is whole before the lock is let go.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_are_kept_and_each_once() {
        let inbox = Inbox::default();
        let message = |id: usize| Message { id: id.to_string(), at: Timestamp::UNIX_EPOCH, body: Value::Null };
        (0..KEPT + 5).for_each(|id| inbox.take(message(id)));
        inbox.take(message(KEPT + 4));
        let kept: Vec<String> = inbox.messages().into_iter().map(|message| message.id).collect();
        assert_eq!((kept.len(), kept[0].as_str(), kept[KEPT - 1].as_str()), (KEPT, "64", "5"));
    }
}
