//! Where the pointer was just now.

use super::input::Over;

/// How far back the speed looks, in milliseconds.
const SPAN: i32 = 100;
/// Moves kept: more than any pointer sends in that time.
const KEPT: usize = 32;

/// The pointer at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) at: i32,
    pub(super) x: i32,
    pub(super) y: i32,
}

/// Who is over a field for so long is at it; who is there for less goes across it, in milliseconds.
const AT_FIELD: i32 = 300;
/// Who leaves so soon after a field comes from there.
const FROM_FIELD: i32 = 500;

/// The last moves of the pointer, and the last field that it was over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trail {
    points: [Point; KEPT],
    /// The place of the next move; also how many there were, up to `KEPT`.
    next: usize,
    count: usize,
    /// From when to when it was over a field.
    field: Option<(i32, i32)>,
    over: Over,
}

impl Trail {
    pub(super) fn new() -> Self {
        Self { points: [Point::default(); KEPT], next: 0, count: 0, field: None, over: Over::Page }
    }

    pub(super) fn push(&mut self, point: Point, over: Over) {
        if let Some(place) = self.points.get_mut(self.next) {
            *place = point;
        }
        self.next = (self.next + 1) % KEPT;
        self.count = KEPT.min(self.count + 1);
        match (self.over, over, &mut self.field) {
            // It was there until it came off it.
            (Over::Field, _, Some((_, until))) => *until = point.at,
            (_, Over::Field, field) => *field = Some((point.at, point.at)),
            _ => {}
        }
        self.over = over;
    }

    /// Whether a pointer that leaves at `at` was at a field before.
    pub(super) fn came_from_field(&self, at: i32) -> bool {
        self.field.is_some_and(|(since, until)| {
            let until = if self.over == Over::Field { at } else { until };
            until - since >= AT_FIELD && at - until <= FROM_FIELD
        })
    }

    /// How far down the pointer was while it stayed between these two places from the left, up to now.
    pub(super) fn lowest_between(&self, left: i32, right: i32) -> i32 {
        let mut lowest = 0;
        for back in 1..=self.count {
            match self.points.get((self.next + KEPT - back) % KEPT) {
                Some(point) if (left..right).contains(&point.x) => lowest = lowest.max(point.y),
                _ => break,
            }
        }
        lowest
    }

    /// The earliest move of the last tenth of a second before `at`; or else the last one before it, as if it had been that long
    /// ago: a pointer that rested there was slower to start than it looks, never faster. Nothing where none is known.
    pub(super) fn origin(&self, at: i32) -> Option<Point> {
        let mut found: Option<Point> = None;
        for back in 1..=self.count {
            let point = *self.points.get((self.next + KEPT - back) % KEPT)?;
            if at - point.at <= SPAN {
                found = Some(point);
            } else {
                // Movement is from where it rested, not from the first place it was seen on the way.
                let rested = Point { at: at - SPAN, ..point };
                return Some(found.map_or(rested, |found| if at - found.at < SPAN / 2 { rested } else { found }));
            }
        }
        found
    }
}
