//! What the three well-known shoppers bought before.

/// An order of the past: its number, who bought, how many days ago, and what.
#[derive(Clone, Copy, Debug)]
pub struct Past {
    /// Its number.
    pub id: &'static str,
    /// Whose it is.
    pub customer: &'static str,
    /// When.
    pub days_ago: i64,
    /// Products, and how many of each.
    pub items: &'static [(&'static str, i64)],
}

/// Tomasz buys every other month; all but the last of these orders are past their return window.
/// Layla's first order was so long ago that its points, good for a year after the return window, run out in nine days.
/// Nadia is new.
pub const PAST: &[Past] = &[
    Past { id: "F-1041", customer: "layla", days_ago: 370, items: &[("alder-teapot", 1), ("dune-cups", 1)] },
    Past { id: "F-1187", customer: "tomasz", days_ago: 160, items: &[("alder-teapot", 1), ("morning-mist", 1)] },
    Past { id: "F-1230", customer: "tomasz", days_ago: 118, items: &[("fern-mug", 2), ("ember-chai", 1)] },
    Past { id: "F-1302", customer: "tomasz", days_ago: 83, items: &[("dune-cups", 1), ("blue-hour", 2)] },
    Past { id: "F-1339", customer: "layla", days_ago: 60, items: &[("morning-mist", 2)] },
    Past { id: "F-1356", customer: "tomasz", days_ago: 47, items: &[("oak-tray", 1), ("morning-mist", 1)] },
    Past { id: "F-1411", customer: "tomasz", days_ago: 25, items: &[("meadow-plate", 4)] },
];

/// Tomasz's latest: paid partly with a reward, its points still pending.
pub const RECENT: Past = Past { id: "F-1467", customer: "tomasz", days_ago: 2, items: &[("ember-chai", 2), ("fern-mug", 1)] };
