//! Icons: one path each on a 24 x 24 grid, drawn as strokes in the text's colour.

use super::node::{Node, el};

/// An icon's path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Icon(&'static str);

/// A cross.
pub const CLOSE: Icon = Icon("M6 6l12 12M18 6L6 18");
/// A tick.
pub const CHECK: Icon = Icon("M5 12.5l4.5 4.5L19 7.5");
/// A shopping bag.
pub const BAG: Icon = Icon("M6 8h12l1 12H5L6 8zM9 8V7a3 3 0 0 1 6 0v1");
/// A person with a plus.
pub const JOIN: Icon = Icon("M10 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM3 20c.6-3.6 3.4-5.5 7-5.5s6.4 1.9 7 5.5M19 6v6M16 9h6");
/// A heart.
pub const HEART: Icon = Icon("M12 20S4 15.2 4 9.6A4.3 4.3 0 0 1 12 7.3 4.3 4.3 0 0 1 20 9.6C20 15.2 12 20 12 20z");
/// An arrow out of a tray.
pub const SHARE: Icon = Icon("M12 15V4M8 8l4-4 4 4M5 13v6h14v-6");
/// A calendar.
pub const CALENDAR: Icon = Icon("M5 7h14v13H5zM5 11h14M9 4v4M15 4v4");
/// A ticket.
pub const TICKET: Icon = Icon("M4 8h16v2.5a1.5 1.5 0 0 0 0 3V16H4v-2.5a1.5 1.5 0 0 0 0-3zM14 8v8");
/// A percent sign.
pub const PERCENT: Icon =
    Icon("M6 18L18 6M8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM16 17.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z");
/// A lorry.
pub const DELIVERY: Icon = Icon(
    "M3 6h11v10H3zM14 10h4l3 3v3h-7M7.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM17.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
);

/// Draws it. Hidden from screen readers: the words beside it say the same.
pub fn draw(icon: Icon) -> Node {
    el("svg.icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(el("path").attr("d", icon.0))
}
