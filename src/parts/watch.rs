//! What decides over that which appears unasked.

use super::{Part, Presence};
use crate::session::{State, Store};

/// What decides over that which appears unasked: it watches the page, asks the server, counts; and draws nothing.
#[derive(Debug)]
pub struct Watch {
    /// The state has changed: begins once there is something to decide over.
    pub follow: fn(Store, &State),
    /// An offer of this campaign stands in the page.
    pub place: fn(Store, &str),
}

static WATCH: Watch = Watch { follow: Store::follow_campaigns, place: Store::place_campaign };

entry!(
    WATCH: Watch,
    "__wasm_split_00watch00_import_00000000000000000000000000000008",
    "__wasm_split_00watch00_export_00000000000000000000000000000008"
);

/// The part, once it is there.
pub fn watch(state: &State) -> Option<&'static Watch> {
    (state.parts.get(Part::Watch) == Presence::Ready).then(entry)
}
