//! Icons: one path each on a 24 x 24 grid, drawn as strokes in the text's colour.

use leptos::prelude::*;

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
pub const HEART: Icon = Icon("M12 20S4 15.2 4 9.6C4 7 6 5 8.300 5c1.600 0 3 .9 3.700 2.300C12.700 5.900 14.100 5 15.700 5 18 5 20 7 20 9.600 20 15.200 12 20 12 20z");
/// An arrow out of a tray.
pub const SHARE: Icon = Icon("M12 15V4M8 8l4-4 4 4M5 13v6h14v-6");
/// A calendar.
pub const CALENDAR: Icon = Icon("M5 7h14v13H5zM5 11h14M9 4v4M15 4v4");
/// A ticket.
pub const TICKET: Icon = Icon("M4 8h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4V8zM14 8v2M14 13v1M14 16v2");
/// A percent sign.
pub const PERCENT: Icon = Icon("M6 18L18 6M8 9.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3zM16 17.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3z");
/// A lorry.
pub const DELIVERY: Icon = Icon("M3 6h11v10H3zM14 10h4l3 3v3h-7M7.500 19a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM17.500 19a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z");

/// Draws it. Hidden from screen readers: the words beside it say the same.
pub fn draw(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.0 />
        </svg>
    }
}
