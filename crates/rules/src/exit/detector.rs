//! The state machine.

use super::input::{Input, Over, Pointer};
use super::settings::Settings;
use super::swipe::Swipe;
use super::trail::{Point, Trail};

/// How close to the top edge the document is left by it.
const EDGE: i32 = 10;
/// A hand at rest moves the pointer so far.
const TREMOR: i32 = 12;
/// Who was beside the scroll bar so far down went along it.
const ALONG: i32 = 120;

/// Why it looks as if the shopper were leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// The mouse went out by the top.
    Pointer,
    /// On a touch screen: thrown back up.
    Scroll,
    /// On a touch screen: back from elsewhere.
    Return,
    /// On a touch screen: nothing for long.
    Idle,
}

/// Watches one view of a page. It speaks once.
///
/// Times are milliseconds, on any clock that does not go back.
#[derive(Clone, Copy, Debug)]
pub struct Detector {
    settings: Settings,
    opened: i32,
    width: i32,
    rtl: bool,
    pointer: Option<Pointer>,
    trail: Trail,
    swipe: Swipe,
    pressed: bool,
    hidden: Option<i32>,
    /// A scroll, a resize or a key.
    disturbed: Option<i32>,
    /// The last thing that the shopper did.
    active: i32,
    /// The mouse is out: when that counts.
    leaving: Option<i32>,
    spoken: bool,
}

impl Detector {
    /// A page that was opened at `at`, `width` pixels wide, whose scroll bar is on the left if `rtl`. `touch`: the device's main
    /// pointer is a finger.
    pub fn new(settings: Settings, at: i32, width: i32, rtl: bool, touch: bool) -> Self {
        Self {
            settings,
            opened: at,
            width,
            rtl,
            pointer: touch.then_some(Pointer::Touch),
            trail: Trail::new(),
            swipe: Swipe::default(),
            pressed: false,
            hidden: None,
            disturbed: None,
            active: at,
            leaving: None,
            spoken: false,
        }
    }

    /// Takes what happened at `at`. Says why it looks like leaving, the first time that it does.
    pub fn take(&mut self, at: i32, input: Input) -> Option<Intent> {
        if self.spoken {
            return None;
        }
        // A timer may be late: what was due before this happened is said first.
        let intent = self.due(at).or_else(|| self.follow(at, input));
        self.spoken = intent.is_some();
        intent
    }

    /// When to call [`take`](Self::take) with [`Input::Tick`] if nothing happens until then.
    pub fn wake(&self) -> Option<i32> {
        if self.spoken || self.hidden.is_some() {
            return None;
        }
        self.leaving.or_else(|| self.touches().then(|| self.active + self.settings.idle))
    }

    /// Whether the mouse is out in a way that counts once [`wake`](Self::wake) has come.
    pub fn is_leaving(&self) -> bool {
        self.leaving.is_some() && !self.spoken
    }

    fn due(&self, at: i32) -> Option<Intent> {
        if self.wake().is_none_or(|wake| at < wake) {
            return None;
        }
        Some(if self.leaving.is_some() { Intent::Pointer } else { Intent::Idle })
    }

    fn follow(&mut self, at: i32, input: Input) -> Option<Intent> {
        match input {
            Input::Move { x, y, pointer, over } => self.moved(Point { at, x, y }, pointer, over),
            Input::Leave { x, y } => self.left(Point { at, x, y }),
            Input::Enter => self.leaving = None,
            Input::Press(down) => {
                self.pressed = down;
                self.active = at;
                if self.touches() {
                    self.swipe.touch(at, down);
                }
            }
            Input::Scroll { y, depth } => {
                let Settings { swipe, depth: enough, .. } = self.settings;
                let thrown = self.swipe.scroll(at, y, depth, swipe, enough);
                self.disturb(at);
                if thrown && self.touches() && self.dwelt(at) {
                    return Some(Intent::Scroll);
                }
            }
            Input::Resize { width, .. } => {
                self.width = width;
                self.disturb(at);
            }
            Input::Key => self.disturb(at),
            Input::Hidden => {
                // Whoever went to another tab is gone, and is met when they come back.
                self.hidden = Some(at);
                self.leaving = None;
            }
            Input::Visible => {
                let away = self.hidden.take().map_or(0, |since| at - since);
                self.active = at;
                if away >= self.settings.away && self.touches() && self.dwelt(at) {
                    return Some(Intent::Return);
                }
            }
            Input::Tick => {}
        }
        None
    }

    fn moved(&mut self, point: Point, pointer: Pointer, over: Over) {
        self.pointer = Some(pointer);
        self.active = point.at;
        self.leaving = None;
        match pointer {
            Pointer::Mouse => self.trail.push(point, over),
            Pointer::Touch => self.swipe.drag(),
            Pointer::Pen => {}
        }
    }

    fn left(&mut self, out: Point) {
        let origin = self.trail.origin(out.at);
        let from = self.trail.came_from_field(out.at) || self.along_bar(out.x);
        self.active = out.at;
        let Some(origin) = origin.filter(|_| self.pointer == Some(Pointer::Mouse)) else { return };
        let calm = self.disturbed.is_none_or(|at| out.at - at >= self.settings.settle);
        if !self.dwelt(out.at) || out.y > EDGE || self.pressed || !calm || from {
            return;
        }
        let (time, way) = ((out.at - origin.at).max(1), origin.y - out.y);
        let speed = way.saturating_mul(1_000) / time;
        // Up, by more than a tremor, and not along the edge.
        if way >= TREMOR && speed >= self.settings.slowest && way.saturating_mul(5) >= (out.x - origin.x).abs() {
            let Settings { shortest_grace, longest_grace, .. } = self.settings;
            // Who rushes out seldom means to come back; who strolls out may have slipped.
            self.leaving = Some(out.at + (longest_grace - speed / 4).clamp(shortest_grace, longest_grace));
        }
    }

    fn disturb(&mut self, at: i32) {
        self.disturbed = Some(at);
        self.active = at;
    }

    fn dwelt(&self, at: i32) -> bool {
        at - self.opened >= self.settings.dwell
    }

    fn touches(&self) -> bool {
        self.pointer == Some(Pointer::Touch)
    }

    /// Whether a pointer that leaves at `x` went along the scroll bar, and not across it: what closes a window is up there, too.
    fn along_bar(&self, x: i32) -> bool {
        let wide = self.settings.scroll_bar;
        let (left, right) = if self.rtl { (i32::MIN, wide) } else { (self.width - wide, i32::MAX) };
        (left..right).contains(&x) && self.trail.lowest_between(left, right) > ALONG
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A mouse that goes from one place to another in so many milliseconds, a move each 10.
    fn line(detector: &mut Detector, at: i32, from: (i32, i32), to: (i32, i32), time: i32, over: Over) {
        for step in 0..=time / 10 {
            let part = |from: i32, to: i32| from + (to - from) * step * 10 / time;
            let input = Input::Move { x: part(from.0, to.0), y: part(from.1, to.1), pointer: Pointer::Mouse, over };
            assert_eq!(detector.take(at + step * 10, input), None);
        }
    }

    fn page() -> Detector {
        Detector::new(Settings::default(), 0, 1_280, false, false)
    }

    fn leave(detector: &mut Detector, at: i32, x: i32, y: i32) -> Option<i32> {
        assert_eq!(detector.take(at, Input::Leave { x, y }), None, "there is a grace");
        detector.wake()
    }

    #[test]
    fn a_mouse_that_goes_out_by_the_top_is_leaving_after_a_grace() {
        let mut detector = page();
        line(&mut detector, 6_000, (600, 400), (620, 4), 400, Over::Page);
        let wake = leave(&mut detector, 6_410, 621, -6).unwrap();
        assert!((6_510..=7_010).contains(&wake), "{wake}");
        assert_eq!((detector.take(wake - 1, Input::Tick), detector.is_leaving()), (None, true));
        assert_eq!((detector.take(wake, Input::Tick), detector.is_leaving()), (Some(Intent::Pointer), false));
        assert_eq!((detector.take(wake + 1, Input::Leave { x: 0, y: -9 }), detector.wake()), (None, None), "said once");
    }

    #[test]
    fn each_condition_keeps_it_silent() {
        type Change = fn(&mut Detector);
        let quiet: [(&str, Change, (i32, i32, i32)); 6] = [
            ("too early", |detector| detector.opened = 2_000, (6_410, 621, -6)),
            ("by the side", |_| {}, (6_410, 1_281, 300)),
            ("a button is down", |detector| detector.pressed = true, (6_410, 621, -6)),
            ("after a scroll", |detector| detector.disturbed = Some(6_000), (6_410, 621, -6)),
            ("a pen", |detector| detector.pointer = Some(Pointer::Pen), (6_410, 621, -6)),
            ("a finger", |detector| detector.pointer = Some(Pointer::Touch), (6_410, 621, -6)),
        ];
        for (why, change, (at, x, y)) in quiet {
            let mut detector = page();
            line(&mut detector, 6_000, (600, 400), (620, 4), 400, Over::Page);
            change(&mut detector);
            leave(&mut detector, at, x, y);
            assert_eq!(detector.leaving, None, "{why}");
        }
    }

    #[test]
    fn along_the_scroll_bar_is_not_out_and_across_it_is() {
        for (rtl, from, to, out) in [
            (false, (1_270, 300), (1_271, 2), false),
            (true, (10, 300), (11, 2), false),
            (true, (1_270, 300), (1_271, 2), true),
            (false, (1_000, 500), (1_268, 2), true),
        ] {
            let mut detector = Detector::new(Settings::default(), 0, 1_280, rtl, false);
            line(&mut detector, 6_000, from, to, 300, Over::Page);
            assert_eq!(leave(&mut detector, 6_305, to.0, -3).is_some(), out, "{rtl} {from:?}");
        }
    }

    #[test]
    fn from_a_field_is_not_out_and_across_it_is() {
        for (time, above, out) in [(200, 60, true), (400, 60, false), (400, 20, false)] {
            let mut detector = page();
            line(&mut detector, 6_000, (600, 400), (620, 61), 300, Over::Page);
            line(&mut detector, 6_310, (620, 60), (621, 60 - above / 2), time, Over::Field);
            line(&mut detector, 6_320 + time, (621, 60 - above / 2), (622, 1), 80, Over::Page);
            assert_eq!(leave(&mut detector, 6_405 + time, 622, -6).is_some(), out, "{time} {above}");
        }
        let mut detector = page();
        line(&mut detector, 6_000, (600, 400), (620, 3), 400, Over::Field);
        assert_eq!(leave(&mut detector, 6_410, 621, -6), None, "straight out of it");
    }

    #[test]
    fn who_comes_back_in_time_was_not_leaving() {
        let mut detector = page();
        line(&mut detector, 6_000, (600, 200), (620, 4), 600, Over::Page);
        let wake = leave(&mut detector, 6_610, 621, -3).unwrap();
        assert_eq!((detector.take(wake - 1, Input::Enter), detector.is_leaving()), (None, false));
        assert_eq!(detector.take(wake + 5_000, Input::Tick), None);
        line(&mut detector, 20_000, (600, 200), (620, 4), 100, Over::Page);
        let wake = leave(&mut detector, 20_110, 621, -30).unwrap();
        assert_eq!(detector.take(wake + 900, Input::Enter), Some(Intent::Pointer), "a timer that was late");
    }

    #[test]
    fn who_goes_along_the_edge_slips_out() {
        let mut detector = page();
        line(&mut detector, 6_000, (200, 12), (900, 4), 500, Over::Page);
        assert_eq!(leave(&mut detector, 6_510, 905, -1), None);
    }

    #[test]
    fn a_finger_that_throws_the_page_back_up_is_leaving() {
        // With touch events the finger is down while the page moves, with pointer events their end comes first.
        let swipe = |depth: i32, pixels: i32, cancelled: bool| {
            let mut detector = Detector::new(Settings::default(), 0, 390, false, true);
            detector.take(7_000, Input::Scroll { y: 4_000, depth });
            detector.take(9_000, Input::Press(true));
            if cancelled {
                detector.take(9_000, Input::Move { x: 200, y: 420, pointer: Pointer::Touch, over: Over::Page });
                detector.take(9_000, Input::Press(false));
            }
            (0..30).find_map(|step| {
                let y = 4_000 - step * pixels;
                detector.take(9_000 + step * 16, Input::Scroll { y, depth: depth * y / 4_000 })
            })
        };
        for cancelled in [false, true] {
            assert_eq!(swipe(60, 30, cancelled), Some(Intent::Scroll));
            assert_eq!(swipe(60, 10, cancelled), None, "625 pixels a second");
            assert_eq!(swipe(20, 30, cancelled), None, "not far enough down before");
        }
    }

    #[test]
    fn a_link_to_the_top_is_no_finger() {
        let mut detector = Detector::new(Settings::default(), 0, 390, false, true);
        detector.take(6_000, Input::Scroll { y: 4_000, depth: 80 });
        detector.take(19_900, Input::Press(true));
        detector.take(19_980, Input::Press(false));
        let far = (0..60).find_map(|step| detector.take(20_000 + step * 16, Input::Scroll { y: 4_000 - step * 60, depth: 0 }));
        assert_eq!(far, None);
    }

    #[test]
    fn on_a_phone_coming_back_and_resting_count() {
        let phone = || Detector::new(Settings::default(), 0, 390, false, true);
        let mut detector = phone();
        assert_eq!(detector.take(8_000, Input::Hidden), None);
        assert_eq!(detector.wake(), None, "who is away is not idle");
        assert_eq!(detector.take(10_000, Input::Visible), None, "a glance");
        detector.take(12_000, Input::Hidden);
        assert_eq!(detector.take(17_000, Input::Visible), Some(Intent::Return));
        let mut detector = phone();
        detector.take(9_000, Input::Press(true));
        assert_eq!(detector.wake(), Some(69_000));
        assert_eq!(detector.take(69_000, Input::Tick), Some(Intent::Idle));
        let mut detector = page();
        detector.take(8_000, Input::Hidden);
        assert_eq!((detector.take(80_000, Input::Visible), detector.wake()), (None, None), "with a mouse neither does");
    }
}
