//! What the page sees of a hand.

use super::motion::{Random, Reach};
use crate::trace::Event;

/// A shopper at a page: keeps the time, the place and what the page is told.
#[derive(Clone, Debug)]
pub(crate) struct Hand {
    pub(crate) random: Random,
    pub(crate) viewport: (i32, i32),
    pub(crate) rtl: bool,
    pub(crate) at: i32,
    pub(crate) place: (i32, i32),
    pub(crate) events: Vec<Event>,
    inside: bool,
    /// What moves are over.
    pub(crate) field: bool,
    pub(crate) scrolled: i32,
    height: i32,
}

impl Hand {
    pub(crate) fn new(seed: u64, viewport: (i32, i32)) -> Self {
        let mut random = Random(seed);
        let place = (random.within(200, viewport.0 - 200), random.within(viewport.1 / 3, viewport.1 - 80));
        let height = viewport.1 * 5;
        Self { random, viewport, rtl: false, at: 0, place, events: Vec::new(), inside: true, field: false, scrolled: 0, height }
    }

    /// Moves to a place, in a straight line or nearly so.
    pub(crate) fn go(&mut self, to: (i32, i32), time: i32) -> &mut Self {
        let bend = self.random.within(-12, 12);
        self.curve(to, time, bend)
    }

    /// Moves to a place in a bow.
    pub(crate) fn curve(&mut self, to: (i32, i32), time: i32, bend: i32) -> &mut Self {
        let reach = Reach { at: self.at, from: self.place, to, time, bend };
        for (at, x, y) in reach.points(&mut self.random) {
            self.see(at, x, y);
        }
        self.at += time;
        self.place = to;
        self
    }

    /// Rests.
    pub(crate) fn rest(&mut self, from: i32, to: i32) -> &mut Self {
        self.at += self.random.within(from, to);
        self
    }

    /// Reads for some seconds: small movements and rests, in the middle of the page.
    pub(crate) fn read(&mut self, until: i32) -> &mut Self {
        while self.at < until {
            let (x, y) = self.place;
            let x = (x + self.random.within(-180, 180)).clamp(120, self.viewport.0 - 160);
            let y = (y + self.random.within(-120, 120)).clamp(140, self.viewport.1 - 60);
            let time = self.random.within(300, 900);
            self.go((x, y), time).rest(200, 1_400);
        }
        self
    }

    /// Turns the wheel: so many notches of so many pixels.
    pub(crate) fn wheel(&mut self, notches: i32, pixels: i32) -> &mut Self {
        for _ in 0..notches {
            self.at += self.random.within(40, 90);
            self.scroll_to(self.scrolled + pixels);
        }
        self
    }

    /// Drags the page by a finger and lets it roll on: so many pixels, at so many a second, slowing down at the end.
    pub(crate) fn swipe(&mut self, pixels: i32, speed: i32) -> &mut Self {
        self.events.push(Event::Press(self.at, true));
        let (began, from, time) = (self.at, self.scrolled, (pixels.abs() * 1_000 / speed).max(60));
        let lifted = self.random.within(120, 240).min(time / 2);
        let mut up = false;
        // Of the way the last third slows down to rest.
        for step in 1..=(time * 3 / 2 / 16) {
            let elapsed = step * 16;
            if !up && elapsed >= lifted {
                self.events.push(Event::Press(began + lifted, false));
                up = true;
            }
            let part = f64::from(elapsed) / f64::from(time);
            let done = if part < 0.5 { part } else { 1.0 - 0.5 * (1.0 - (part - 0.5)).max(0.0).powi(2) };
            self.at = began + elapsed;
            self.scroll_to(from + (f64::from(pixels) * done).round() as i32);
        }
        self
    }

    /// Scrolls the page without a hand, as a link to its top does.
    pub(crate) fn glide(&mut self, to: i32, time: i32) -> &mut Self {
        let (began, from) = (self.at, self.scrolled);
        for step in 1..=time / 16 {
            self.at = began + step * 16;
            self.scroll_to(from + (to - from) * (step * 16) / time);
        }
        self
    }

    pub(crate) fn scroll_to(&mut self, y: i32) {
        let most = self.height - self.viewport.1;
        let y = y.clamp(0, most);
        if y != self.scrolled {
            self.scrolled = y;
            self.events.push(Event::Scroll(self.at, y, y * 100 / most));
        }
    }

    pub(crate) fn press(&mut self, down: bool) -> &mut Self {
        self.events.push(Event::Press(self.at, down));
        self
    }

    /// The document hears of moves within it, of the first one outside as of leaving, and of the first one back.
    fn see(&mut self, at: i32, x: i32, y: i32) {
        let (width, height) = self.viewport;
        let inside = (0..width).contains(&x) && (0..height).contains(&y);
        match (self.inside, inside) {
            (true, false) => self.events.push(Event::Leave(at, x, y)),
            (false, true) => self.events.push(Event::Enter(at)),
            _ => {}
        }
        if inside {
            self.events.push(if self.field { Event::MoveField(at, x, y) } else { Event::Move(at, x, y) });
        }
        self.inside = inside;
    }
}
