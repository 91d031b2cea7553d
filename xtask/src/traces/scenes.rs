//! What is played before the recorder: the movements of the generated traces, as far as a pointer alone can make them.

#[path = "../../../crates/rules/examples/exit_traces/motion.rs"]
mod motion;

use motion::{Random, Reach};

/// Something the pointer or a key does. Places are of the viewport.
#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    To(i32, i32),
    Press(bool),
    /// One notch down.
    Wheel,
    /// By the code of a keyboard of the usual kind.
    Key(u8),
}

/// What is done when, in milliseconds.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) acts: Vec<(u64, Act)>,
    /// When the last movement begins.
    pub(super) last: u64,
    /// When all is done.
    pub(super) time: i64,
}

/// A movement to record.
pub(super) struct Scene {
    pub(super) group: &'static str,
    pub(super) exit: bool,
    pub(super) seed: u64,
    act: fn(&mut Player),
}

impl Scene {
    /// The movement with the places, speeds and rests of a seed.
    pub(super) fn plan(&self, seed: u64) -> Plan {
        let mut random = Random(seed);
        let place = (random.within(250, 1_000), random.within(300, 550));
        let mut player = Player { random, at: 0, place, acts: vec![(0, Act::To(place.0, place.1))], last: 0 };
        player.rest(250, 500).wander();
        (self.act)(&mut player);
        Plan { acts: player.acts, last: player.last, time: i64::try_from(player.at).unwrap_or(i64::MAX) }
    }
}

struct Player {
    random: Random,
    at: u64,
    place: (i32, i32),
    acts: Vec<(u64, Act)>,
    last: u64,
}

impl Player {
    fn go(&mut self, to: (i32, i32), time: (i32, i32)) -> &mut Self {
        let bend = self.random.within(-10, 10);
        self.curve(to, time, bend)
    }

    fn curve(&mut self, to: (i32, i32), time: (i32, i32), bend: i32) -> &mut Self {
        let time = self.random.within(time.0, time.1);
        self.last = self.at;
        let reach = Reach { at: 0, from: self.place, to, time, bend };
        for (at, x, y) in reach.points(&mut self.random) {
            self.acts.push((self.at + u64::from(at.unsigned_abs()), Act::To(x, y)));
        }
        self.at += u64::from(time.unsigned_abs());
        self.place = to;
        self
    }

    fn rest(&mut self, from: i32, to: i32) -> &mut Self {
        self.at += u64::from(self.random.within(from, to).unsigned_abs());
        self
    }

    /// One small movement, as reading has them.
    fn wander(&mut self) -> &mut Self {
        let (x, y) = self.place;
        let to = (x + self.random.within(-120, 120), y + self.random.within(-80, 80));
        self.go(to, (300, 700)).rest(150, 600)
    }

    fn act(&mut self, act: Act) -> &mut Self {
        self.acts.push((self.at, act));
        self
    }

    fn x(&mut self) -> i32 {
        self.random.within(120, 1_050)
    }
}

const fn exit(group: &'static str, seed: u64, act: fn(&mut Player)) -> Scene {
    Scene { group, exit: true, seed, act }
}

const fn stay(group: &'static str, seed: u64, act: fn(&mut Player)) -> Scene {
    Scene { group, exit: false, seed, act }
}

/// Above the page is the browser's own: its tabs are about 70 px above it. The screen ends there, too.
const TABS: i32 = -66;
/// The middle of Chromium's scroll bar.
const BAR: i32 = 1_272;

/// Every movement.
pub(super) fn all() -> Vec<Scene> {
    vec![
        exit("exit fast to the tabs", 70_000, |it| {
            let x = it.x();
            it.go((x, TABS), (220, 360));
        }),
        exit("exit at ease to the tabs", 70_100, |it| {
            let x = it.x();
            it.go((x, TABS), (420, 800));
        }),
        exit("exit slowly to the tabs", 70_200, |it| {
            let x = it.x();
            it.go((x, TABS), (900, 1_500));
        }),
        exit("exit to the far left corner", 70_300, |it| {
            it.go((20, TABS), (350, 900));
        }),
        exit("exit to the button that closes the window", 70_400, |it| {
            it.go((1_262, TABS), (350, 900));
        }),
        exit("exit in a bow", 70_500, |it| {
            let (x, bend) = (it.x(), it.random.within(20, 40));
            it.curve((x, TABS), (450, 900), bend);
        }),
        exit("exit after a stop at the top", 70_600, |it| {
            let (x, y) = (it.x(), it.random.within(70, 120));
            it.go((x, y), (400, 700)).rest(150, 500).go((x + 20, TABS), (220, 420));
        }),
        exit("exit after scrolling", 70_700, |it| {
            for _ in 0..6 {
                it.act(Act::Wheel).rest(60, 110);
            }
            let x = it.x();
            it.rest(800, 1_400).go((x, TABS), (350, 900));
        }),
        stay("stay: reading", 80_000, |it| {
            it.wander().wander().act(Act::Wheel).rest(400, 700).act(Act::Wheel).wander().wander();
        }),
        stay("stay: along the scroll bar", 80_100, |it| {
            let y = it.random.within(250, 500);
            it.go((BAR, y), (400, 700)).rest(150, 400).curve((BAR, -20), (350, 800), 1).rest(900, 1_400);
        }),
        stay("stay: dragging the scroll bar", 80_200, |it| {
            it.go((BAR, 70), (400, 700)).rest(100, 300).act(Act::Press(true)).go((BAR, 400), (500, 900)).rest(200, 400);
            it.go((BAR, -20), (500, 900)).rest(400, 700).act(Act::Press(false)).go((900, 300), (400, 600));
        }),
        stay("stay: a glance at the tabs", 80_300, |it| {
            let (x, y) = it.place;
            it.go((x - 60, -20), (400, 700)).rest(60, 160).go((x, y), (300, 500)).rest(400, 700);
        }),
        stay("stay: a longer look at the tabs", 80_400, |it| {
            let (x, y) = it.place;
            it.go((x - 60, -20), (400, 700)).rest(450, 900).go((x, y), (300, 500)).rest(400, 700);
        }),
        stay("stay: from a field at the top", 80_500, |it| {
            it.go((500, 32), (400, 700)).act(Act::Press(true)).rest(60, 90).act(Act::Press(false)).rest(300, 800);
            it.go((505, 22), (100, 150)).go((510, -8), (180, 260)).rest(900, 1_500);
        }),
        stay("stay: a list that completes a field", 80_600, |it| {
            it.go((500, 32), (400, 700)).act(Act::Press(true)).rest(60, 90).act(Act::Press(false)).rest(200, 400);
            // t, e, a.
            for code in [28, 26, 38] {
                it.act(Act::Key(code)).rest(120, 260);
            }
            it.rest(200, 400).go((500, 70), (200, 350)).rest(200, 500).go((505, 100), (150, 300)).rest(200, 400);
            it.act(Act::Press(true)).rest(60, 90).act(Act::Press(false)).rest(900, 1_400);
        }),
        stay("stay: a list of choices", 80_700, |it| {
            it.go((735, 30), (400, 700)).act(Act::Press(true)).rest(60, 90).act(Act::Press(false)).rest(300, 600);
            it.go((735, 75), (200, 350))
                .rest(200, 500)
                .act(Act::Press(true))
                .rest(60, 90)
                .act(Act::Press(false))
                .rest(900, 1_400);
        }),
        stay("stay: trembling at the top", 80_800, |it| {
            let x = it.x();
            it.go((x, 5), (500, 900)).rest(400, 800);
            for _ in 0..4 {
                let y = it.random.within(2, 8);
                it.go((x, y), (200, 400));
            }
            it.curve((x + 1, -3), (300, 400), 0).rest(800, 1_300);
        }),
        stay("stay: along the menu at the top", 80_900, |it| {
            it.go((60, 22), (400, 700)).rest(200, 500).curve((1_000, -3), (700, 1_100), 0).rest(900, 1_300);
        }),
        stay("stay: scrolling with the mouse at the top", 81_000, |it| {
            let x = it.x();
            it.go((x, 30), (400, 700)).rest(100, 200);
            for _ in 0..8 {
                it.act(Act::Wheel).rest(40, 80);
            }
            it.go((x, -6), (90, 130)).rest(900, 1_400);
        }),
        stay("stay: selecting upwards", 81_100, |it| {
            let x = it.place.0;
            it.act(Act::Press(true)).go((x - 60, -20), (500, 900)).rest(400, 700);
            it.go((x - 60, 150), (300, 500)).act(Act::Press(false)).rest(300, 500);
        }),
    ]
}
