//! What the shopper does in the page, as far as it decides what may appear.
//!
//! # Layout
//! - [`Watch`]: what happened on this page. [`Heard`]: what it is told of.
//! - [`landing`]: where the shopper came from. [`surroundings`]: what else is in the page just now.

pub mod landing;
pub mod surroundings;

use crate::browser::property::{call, get, number, text};
use loyalty_rules::exit::{Detector, Input, Over, Pointer, Settings};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Window};

/// An absence that ends in coming back, in milliseconds.
const AWAY: i64 = 5_000;
/// After a click the shop takes a moment to change its cart.
const SHOP: i64 = 2_000;

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The pointer moved.
    Move,
    /// The mouse left the document.
    Leave,
    /// The mouse came back.
    Enter,
    /// A button or a finger went down.
    Down,
    /// It went up.
    Up,
    /// The page was scrolled.
    Scroll,
    /// The window has another size.
    Resize,
    /// A key was pressed.
    Key,
    /// The tab went to the background, or came back.
    Visibility,
    /// A time came.
    Tick,
}

/// Each with the name of its event: those of the document first, then of its root element, then of the window.
pub const HEARD: [(Heard, &str); 10] = [
    (Heard::Move, "pointermove"),
    (Heard::Down, "pointerdown"),
    (Heard::Up, "pointerup"),
    (Heard::Up, "pointercancel"),
    (Heard::Scroll, "scroll"),
    (Heard::Key, "keydown"),
    (Heard::Visibility, "visibilitychange"),
    (Heard::Leave, "mouseleave"),
    (Heard::Enter, "mouseenter"),
    (Heard::Resize, "resize"),
];

/// What happened since this page was opened. Times are in milliseconds since 1970.
pub struct Watch {
    /// When it was opened.
    pub opened: i64,
    /// Which it is.
    pub path: String,
    /// How far down it was scrolled at most, in percent.
    pub scroll: i64,
    /// When the shopper last did something.
    pub active: i64,
    /// It looks just now as if the shopper were leaving.
    pub exit: bool,
    /// The shopper is just back from another tab.
    pub returned: bool,
    /// Selectors of what came into view.
    pub seen: Vec<String>,
    /// When the cart is to be looked at again.
    pub cart: Option<i64>,
    hidden: Option<i64>,
    detector: Detector,
}

impl Watch {
    /// From now on.
    pub fn new(window: &Window, path: String, now: i64) -> Self {
        Self {
            opened: now,
            path,
            scroll: 0,
            active: now,
            exit: false,
            returned: false,
            seen: Vec::new(),
            cart: None,
            hidden: None,
            detector: detector(window, 0),
        }
    }

    /// Takes what happened. Gives the time after which to come back with [`Heard::Tick`], where that is soon.
    pub fn hear(&mut self, window: &Window, what: Heard, event: &JsValue, now: i64) -> Option<i64> {
        let at = (now - self.opened) as i32;
        let input = self.input(window, what, event, now);
        if !matches!(what, Heard::Tick | Heard::Visibility | Heard::Resize | Heard::Enter | Heard::Leave) {
            self.active = now;
        }
        if self.detector.take(at, input).is_some() {
            self.exit = true;
        }
        self.detector.wake().map(|wake| i64::from(wake - at)).filter(|wait| *wait < 1_000)
    }

    /// Whether the mouse is out in a way that will count as leaving, unless it comes back in a moment.
    pub fn is_leaving(&self) -> bool {
        self.detector.is_leaving()
    }

    /// What was so for a moment is over. Who looked like leaving and stayed may do so again.
    pub fn settle(&mut self, window: &Window, now: i64) {
        if self.exit {
            self.detector = detector(window, (now - self.opened) as i32);
        }
        (self.exit, self.returned) = (false, false);
    }

    fn input(&mut self, window: &Window, what: Heard, event: &JsValue, now: i64) -> Input {
        let (x, y) = (number(event, "clientX"), number(event, "clientY"));
        match what {
            Heard::Move => Input::Move {
                x,
                y,
                pointer: match text(event, "pointerType").as_str() {
                    "touch" => Pointer::Touch,
                    "pen" => Pointer::Pen,
                    _ => Pointer::Mouse,
                },
                over: match event.dyn_ref::<Event>().and_then(Event::target) {
                    Some(target) if target.dyn_ref::<Element>().is_some_and(surroundings::is_field) => Over::Field,
                    _ => Over::Page,
                },
            },
            Heard::Leave => Input::Leave { x, y },
            Heard::Enter => Input::Enter,
            Heard::Down => Input::Press(true),
            Heard::Up => {
                self.cart = Some(now + SHOP);
                Input::Press(false)
            }
            Heard::Key => Input::Key,
            Heard::Resize => Input::Resize { width: number(window, "innerWidth"), height: number(window, "innerHeight") },
            Heard::Scroll => {
                let y = number(window, "scrollY");
                let root = get(&get(window, "document"), "documentElement");
                let whole = (number(&root, "scrollHeight") - number(window, "innerHeight")).max(1);
                let depth = (y.saturating_mul(100) / whole).clamp(0, 100);
                self.scroll = self.scroll.max(i64::from(depth));
                Input::Scroll { y, depth }
            }
            Heard::Visibility if surroundings::is_hidden() => {
                self.hidden = Some(now);
                Input::Hidden
            }
            Heard::Visibility => {
                self.returned = self.hidden.take().is_some_and(|since| now - since >= AWAY);
                Input::Visible
            }
            Heard::Tick => Input::Tick,
        }
    }
}

/// Its clock begins with the page, so that its numbers stay small.
fn detector(window: &Window, at: i32) -> Detector {
    let rtl = text(&get(&get(window, "document"), "documentElement"), "dir") == "rtl";
    Detector::new(Settings::default(), at, number(window, "innerWidth"), rtl, is_coarse(window))
}

/// Whether the main pointer is a finger.
pub fn is_coarse(window: &Window) -> bool {
    get(&call(window, "matchMedia", &JsValue::from_str("(pointer: coarse)")), "matches").is_truthy()
}
