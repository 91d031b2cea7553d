//! What is asked for, and how often.

/// A visit: one or more requests that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Visit {
    /// A page opens: the programme and a session, both at once.
    Bootstrap,
    /// The activity's first page.
    History,
    /// A reward is taken, and undone.
    Redeem,
    /// The shop's server tells of a paid order.
    Order,
}

/// How many of a hundred visits are of each kind.
const MIX: [(Visit, u32, &str); 4] = [
    (Visit::Bootstrap, 40, "bootstrap (programme + session)"),
    (Visit::History, 25, "history"),
    (Visit::Redeem, 15, "redeem + undo"),
    (Visit::Order, 20, "order by webhook"),
];

impl Visit {
    /// The visit of this place in a hundred.
    pub(crate) fn pick(place: u32) -> Self {
        let mut before = 0;
        for (visit, share, _) in MIX {
            before += share;
            if place < before {
                return visit;
            }
        }
        Self::Order
    }
}

/// The mix in words.
pub(crate) fn description() -> String {
    let parts = MIX.map(|(_, share, name)| format!("{share} % {name}"));
    parts.join(", ")
}
