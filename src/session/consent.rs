//! What the shopper agreed to.

use super::{Services, Store};

/// What the shopper agreed to, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purposes {
    /// Keeping on the device what makes the widget work: the last known account, answers to a quiz, what was closed.
    pub storage: bool,
    /// Counting what happens: campaigns and experiments, and the merchant's analytics.
    pub analytics: bool,
    /// Telling those who write to the shopper, or advertise.
    pub marketing: bool,
}

impl Purposes {
    /// Everything or nothing.
    pub const fn all(granted: bool) -> Self {
        Self { storage: granted, analytics: granted, marketing: granted }
    }
}

impl Services {
    /// What the shopper agreed to: by purpose where a consent platform says so, else everything or nothing.
    pub fn purposes(&self) -> Purposes {
        self.purposes.get().unwrap_or(Purposes::all(self.consent.get()))
    }
}

impl Store {
    /// A consent platform says what the shopper agreed to.
    pub fn agree_to(self, purposes: Purposes) {
        let Some(services) = self.services() else { return };
        let known = services.purposes.get();
        // The first refusal counts although nothing was granted on this page: an earlier one may have left something here.
        if services.consent.get() != purposes.storage || (known.is_none() && !purposes.storage) {
            self.set_consent(purposes.storage);
        }
        services.purposes.set(Some(purposes));
    }
}
