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
/// Instagram's camera.
pub const INSTAGRAM: Icon = Icon(
    "M8 4h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4zM12 8.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM16.5 7.5v.1",
);
/// TikTok's note.
pub const TIKTOK: Icon = Icon("M13 4v11.5a3.5 3.5 0 1 1-3.5-3.5M13 4c.3 2.8 2.2 4.7 5 5");
/// X's letter.
pub const X: Icon = Icon("M5 4l14 16M5 20l5.8-6.6M18.5 4l-5.4 6.2");
/// Facebook's letter.
pub const FACEBOOK: Icon = Icon("M16 4h-1.5A3.5 3.5 0 0 0 11 7.5V21M7.5 12H15");
/// YouTube's screen.
pub const YOUTUBE: Icon = Icon("M6 6h12a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H6a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3zM10.5 9.5v5l4-2.5z");
/// A card with a band.
pub const CARD: Icon = Icon("M4 6h16v12H4zM4 10h16M7 15h3");
/// A ticket.
pub const TICKET: Icon = Icon("M4 8h16v2.5a1.5 1.5 0 0 0 0 3V16H4v-2.5a1.5 1.5 0 0 0 0-3zM14 8v8");
/// A percent sign.
pub const PERCENT: Icon =
    Icon("M6 18L18 6M8 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3zM16 17.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z");
/// A lorry.
pub const DELIVERY: Icon = Icon(
    "M3 6h11v10H3zM14 10h4l3 3v3h-7M7.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM17.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z",
);
/// A plus in a circle.
pub const PLUS: Icon = Icon("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 8v8M8 12h8");
/// Steps that rise.
pub const LADDER: Icon = Icon("M4 20v-5h5.5v-5H15V5h5v15z");
/// Two people.
pub const FRIENDS: Icon = Icon(
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.3 3-5 6.5-5s6 1.7 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .7 3.2 2.3 3.5 4.6",
);
/// A clock.
pub const CLOCK: Icon = Icon("M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2");
/// A padlock.
pub const LOCK: Icon = Icon("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3");
/// Two chain links.
pub const LINK: Icon = Icon("M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1");
/// An envelope.
pub const ENVELOPE: Icon = Icon("M4 6h16v12H4zM4 7l8 6 8-6");
/// A speech bubble.
pub const BUBBLE: Icon = Icon("M5 5h14v10h-8l-4 4v-4H5z");
/// A telephone.
pub const PHONE: Icon = Icon("M5 4h4l1.5 4.5L8 10.5a11 11 0 0 0 5.5 5.5l2-2.5L20 15v4c-8 2-17-7-15-15z");
/// A flash of lightning.
pub const BOLT: Icon = Icon("M13 3L5 13.5h6L10.5 21 19 10.5h-6z");
/// A paper plane.
pub const PLANE: Icon = Icon("M3 11.5L21 4l-4 16-5.5-5.5zM11.5 14.5L21 4M11.5 14.5V20");
/// A gift.
pub const GIFT: Icon =
    Icon("M4 9h16v3.5H4zM5.5 12.5V20h13v-7.5M12 9v11M12 9C9 9 7 7.5 7.5 6S10.5 4.5 12 9c1.5-4.5 4-4.5 4.5-3S15 9 12 9");
/// A star.
pub const STAR: Icon = Icon("M12 3.5l2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8z");
/// A very unhappy face.
pub const FACE_1: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.6M15 9.5v.6M8 16.8c2.4-3.4 5.6-3.4 8 0");
/// An unhappy face.
pub const FACE_2: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.6M15 9.5v.6M8.5 16c2.2-1.6 4.8-1.6 7 0");
/// A face that is neither.
pub const FACE_3: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.6M15 9.5v.6M8.5 15.2h7");
/// A happy face.
pub const FACE_4: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.6M15 9.5v.6M8.5 14.2c2.2 1.9 4.8 1.9 7 0");
/// A very happy face.
pub const FACE_5: Icon = Icon("M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9 9.5v.6M15 9.5v.6M7.5 13.4h9c-.6 4.8-8.4 4.8-9 0z");

/// Draws it. Hidden from screen readers: the words beside it say the same.
pub fn draw(icon: Icon) -> Node {
    el("svg.icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(el("path").attr("d", icon.0))
}
