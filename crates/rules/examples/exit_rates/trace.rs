//! A trace: what a page could see of one shopper for some seconds, and whether they were leaving.

use serde::{Deserialize, Serialize};

/// One line of a file of traces. Times are milliseconds since the page was opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trace {
    /// Unique.
    pub(crate) name: String,
    /// What kind of movement it is.
    pub(crate) group: String,
    /// Whether the shopper leaves.
    pub(crate) class: Class,
    /// How the trace was made.
    pub(crate) made: String,
    /// Width and height of the viewport in CSS pixels.
    pub(crate) viewport: (i32, i32),
    /// Whether the page is right to left, with the scroll bar on the left.
    pub(crate) rtl: bool,
    /// Whether the device's main pointer is a finger.
    pub(crate) touch: bool,
    /// For who leaves: when that began. What fires before has not seen it.
    pub(crate) from: i32,
    /// When the trace ends.
    pub(crate) end: i32,
    /// What happened.
    pub(crate) events: Vec<Event>,
}

/// Whether the shopper leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Class {
    /// They leave.
    Exit,
    /// They stay.
    Stay,
}

/// What happened, and when: `{"move": [6000, 12, 400]}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Event {
    /// The mouse moved, over anything but a field: time, x, y.
    Move(i32, i32, i32),
    /// The mouse moved over an input, a select, or a list that belongs to one.
    MoveField(i32, i32, i32),
    /// The mouse left the document: time, x, y.
    Leave(i32, i32, i32),
    /// The mouse came back: time.
    Enter(i32),
    /// A button or finger went down, or up: time, which.
    Press(i32, bool),
    /// The page was scrolled: time, pixels above, percent of what can be scrolled.
    Scroll(i32, i32, i32),
    /// The window has another size: time, width, height.
    Resize(i32, i32, i32),
    /// A key: time.
    Key(i32),
    /// The tab is hidden: time.
    Hidden(i32),
    /// The tab is seen again: time.
    Visible(i32),
}
