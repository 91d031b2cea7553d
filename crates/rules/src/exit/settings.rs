//! The detector's numbers.

/// When the detector speaks. Times are in milliseconds, speeds in pixels a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Time on the page before anything counts as leaving.
    pub dwell: i32,
    /// The slowest way up that is one.
    pub slowest: i32,
    /// After a scroll, a resize or a key a pointer that leaves follows from that.
    pub settle: i32,
    /// The shortest time to wait for the pointer to come back, for the fastest ways out.
    pub shortest_grace: i32,
    /// The longest, for the slowest.
    pub longest_grace: i32,
    /// How wide the part of the page beside the scroll bar is, in pixels.
    pub scroll_bar: i32,
    /// On a touch screen: the slowest fast scroll up.
    pub swipe: i32,
    /// How much of the page has to have been seen before a fast scroll up counts, in percent.
    pub depth: i32,
    /// On a touch screen: a longer absence ends in coming back as if to a new page.
    pub away: i32,
    /// On a touch screen: rest that is no longer reading.
    pub idle: i32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            dwell: 5_000,
            slowest: 150,
            settle: 500,
            shortest_grace: 100,
            longest_grace: 600,
            scroll_bar: 50,
            swipe: 1_000,
            depth: 30,
            away: 5_000,
            idle: 60_000,
        }
    }
}
