//! How a touch screen is scrolled.

/// Scrolls further apart are of two movements.
const BREAK: i32 = 150;
/// How long a scroll up has to stay fast.
const SUSTAINED: i32 = 150;
/// The page goes on by itself for so long after the finger has left.
const MOMENTUM: i32 = 2_500;

/// The scrolling of a page: how deep it went, and the present way up.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Swipe {
    deepest: i32,
    /// Where and when the present way up began to be fast.
    began: Option<(i32, i32)>,
    last: Option<(i32, i32)>,
    /// When the screen was touched last, or let go.
    touched: Option<i32>,
    held: bool,
    /// The page moved under the finger.
    dragged: bool,
}

impl Swipe {
    /// A finger came on the screen, or left it.
    pub(super) fn touch(&mut self, at: i32, down: bool) {
        self.touched = Some(at);
        self.held = down;
        self.dragged &= !down;
    }

    /// The finger moved while it was on the screen: it is no tap. Where scrolling begins browsers end the pointer's events, so this
    /// may be all that is heard of it.
    pub(super) fn drag(&mut self) {
        self.dragged |= self.held;
    }

    /// The page was scrolled to `y`. Whether it has been going up at `speed` for long enough, by hand, after `depth` was seen.
    pub(super) fn scroll(&mut self, at: i32, y: i32, depth: i32, speed: i32, enough: i32) -> bool {
        self.deepest = self.deepest.max(depth);
        let last = self.last.replace((at, y));
        self.drag();
        // What links and buttons scroll to was tapped, not thrown.
        let by_hand = self.dragged && (self.held || self.touched.is_some_and(|touched| at - touched <= MOMENTUM));
        let Some((before, from)) = last else { return false };
        let (time, way) = (at - before, from - y);
        if !by_hand || time > BREAK || way.saturating_mul(1_000) < speed.saturating_mul(time) {
            // Two scrolls of one moment say nothing about the speed of either.
            if time > 0 || way < 0 {
                self.began = None;
            }
            return false;
        }
        let (since, top) = *self.began.get_or_insert((before, from));
        let (time, way) = (at - since, top - y);
        self.deepest >= enough && time >= SUSTAINED && way.saturating_mul(1_000) >= speed.saturating_mul(time)
    }
}
