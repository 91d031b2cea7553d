//! How a hand moves a mouse: point to point along a line with the least jerk (Flash and Hogan, 1985), bent, with a tremor, and
//! seen as a browser sees it: once a frame.

/// A small generator of random numbers (SplitMix64): the same seed gives the same traces everywhere.
#[derive(Clone, Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `from` to `to`, both included.
    pub(crate) fn within(&mut self, from: i32, to: i32) -> i32 {
        let span = u64::from((to - from).unsigned_abs()) + 1;
        from + i32::try_from(self.next() % span).unwrap_or(0)
    }

    /// About normal, with deviation 1: the sum of twelve even numbers.
    fn normal(&mut self) -> f64 {
        (0..12).map(|_| (self.next() >> 11) as f64 / (1_u64 << 53) as f64).sum::<f64>() - 6.0
    }
}

/// One movement from a place to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reach {
    /// When it begins, in milliseconds.
    pub(crate) at: i32,
    /// Where from.
    pub(crate) from: (i32, i32),
    /// Where to.
    pub(crate) to: (i32, i32),
    /// How long it takes.
    pub(crate) time: i32,
    /// How far its middle is beside the straight line, as a share of its length in percent.
    pub(crate) bend: i32,
}

impl Reach {
    /// The places on the way, one a frame of 60 a second, the last one where it ends: `(time, x, y)`.
    pub(crate) fn points(self, random: &mut Random) -> Vec<(i32, i32, i32)> {
        let (dx, dy) = (f64::from(self.to.0 - self.from.0), f64::from(self.to.1 - self.from.1));
        let bend = f64::from(self.bend) / 100.0;
        let mut points = Vec::new();
        let mut frame = random.within(1, 16);
        while frame < self.time {
            let part = f64::from(frame) / f64::from(self.time);
            let done = part * part * part * (10.0 - 15.0 * part + 6.0 * part * part);
            let aside = bend * 4.0 * done * (1.0 - done);
            // The hand shakes more the faster it is.
            let speed = 30.0 * part * part * (1.0 - part) * (1.0 - part);
            let tremor = 0.4 + 0.6 * speed;
            let x = f64::from(self.from.0) + dx * done - dy * aside + tremor * random.normal();
            let y = f64::from(self.from.1) + dy * done + dx * aside + tremor * random.normal();
            points.push((self.at + frame, x.round() as i32, y.round() as i32));
            frame += if random.within(0, 2) == 0 { 16 } else { 17 };
        }
        points.push((self.at + self.time, self.to.0, self.to.1));
        points
    }
}
