//! Other people's analytics and consent platforms.

use super::{Part, Presence};
use crate::integrations;
use crate::session::{State, Store};

/// Other people's analytics and consent platforms.
#[derive(Debug)]
pub struct Integrations {
    /// Begins to listen to them, and for them. Once is enough.
    pub start: fn(Store),
}

static INTEGRATIONS: Integrations = Integrations { start: integrations::start };

entry!(
    INTEGRATIONS: Integrations,
    "__wasm_split_00integrations00_import_00000000000000000000000000000005",
    "__wasm_split_00integrations00_export_00000000000000000000000000000005"
);

/// The part, once it is there.
pub fn integrations(state: &State) -> Option<&'static Integrations> {
    (state.parts.get(Part::Integrations) == Presence::Ready).then(entry)
}
