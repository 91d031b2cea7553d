//! What the shopper agreed to.

use super::{Services, Store, snapshot};
use crate::browser::{random, storage};

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

    /// Has requests carry the id of the device, a new one where it has none, if the shopper agreed to be recognised. Called
    /// where it matters whether two are the same, so that who never comes there has no id.
    pub(super) fn recognise(&self) {
        if !self.consent.get() || self.client.device().is_some() {
            return;
        }
        let shop = &self.config.shop;
        if let Some(id) = snapshot::device(shop).or_else(random::key) {
            storage::write(&snapshot::device_key(shop), &id);
            self.client.set_device(Some(id));
        }
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
