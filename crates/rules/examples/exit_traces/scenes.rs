//! The movements.

use crate::hand::Hand;
use crate::trace::{Class, Trace};

/// Traces of each movement.
const EACH: u64 = 4;

/// The first seed. The detector's numbers were settled on traces of the same movements from seed 0 on, and not on these.
const FIRST: u64 = 500;

/// A movement: who makes it with what, and the hand that does.
struct Scene {
    group: &'static str,
    class: Class,
    touch: bool,
    /// Does it. Returns when the shopper began to leave.
    act: fn(&mut Hand) -> i32,
}

const fn mouse(group: &'static str, class: Class, act: fn(&mut Hand) -> i32) -> Scene {
    Scene { group, class, touch: false, act }
}

const fn finger(group: &'static str, class: Class, act: fn(&mut Hand) -> i32) -> Scene {
    Scene { group, class, touch: true, act }
}

const SCENES: &[Scene] = &[
    mouse("exit fast to the tabs", Class::Exit, |hand| leave(hand, (220, 360), (-60, -25))),
    mouse("exit at ease to the tabs", Class::Exit, |hand| leave(hand, (420, 800), (-60, -20))),
    mouse("exit slowly to the tabs", Class::Exit, |hand| leave(hand, (900, 1_500), (-60, -30))),
    mouse("exit to the far left corner", Class::Exit, |hand| {
        let to = (hand.random.within(8, 60), hand.random.within(-60, -20));
        away(hand, to, (350, 900))
    }),
    mouse("exit to the button that closes the window", Class::Exit, |hand| {
        let to = (hand.viewport.0 - hand.random.within(6, 40), hand.random.within(-80, -55));
        away(hand, to, (350, 900))
    }),
    mouse("exit in a bow", Class::Exit, |hand| {
        let to = (hand.random.within(100, hand.viewport.0 - 200), hand.random.within(-60, -25));
        let (time, bend) = (hand.random.within(450, 900), hand.random.within(20, 40));
        hand.read(7_000).rest(100, 600);
        let began = hand.at;
        hand.curve(to, time, if to.0 % 2 == 0 { bend } else { -bend });
        began
    }),
    mouse("exit after a stop at the top", Class::Exit, |hand| {
        hand.read(7_000);
        let (x, y) = (hand.random.within(200, 1_000), hand.random.within(50, 110));
        let time = hand.random.within(400, 700);
        let began = hand.at;
        hand.go((x, y), time).rest(150, 500);
        let time = hand.random.within(220, 420);
        hand.go((x + 20, -40), time);
        began
    }),
    mouse("exit after scrolling", Class::Exit, |hand| {
        hand.read(5_000).wheel(9, 100).rest(700, 2_000);
        let to = (hand.random.within(100, 900), -40);
        let (began, time) = (hand.at, hand.random.within(350, 900));
        hand.go(to, time);
        began
    }),
    mouse("stay: reading", Class::Stay, |hand| {
        hand.read(9_000).wheel(5, 100).read(14_000);
        0
    }),
    mouse("stay: along the scroll bar", Class::Stay, |hand| {
        let bar = bar(hand);
        hand.read(6_500);
        let (y, time) = (hand.random.within(200, 500), hand.random.within(400, 700));
        hand.go((bar, y), time).rest(150, 400);
        let (out, time) = (hand.random.within(-30, -4), hand.random.within(350, 800));
        hand.curve((bar + 2, out), time, 1).rest(900, 1_500);
        0
    }),
    mouse("stay: dragging the scroll bar", Class::Stay, |hand| {
        let bar = bar(hand);
        hand.read(6_500);
        let time = hand.random.within(400, 700);
        hand.go((bar, 400), time).rest(100, 300).press(true);
        for step in 0..10 {
            let up = (bar + step, 400 - step * 45);
            hand.curve(up, 50, 0).scroll_to(2_000 - step * 200);
        }
        hand.rest(600, 1_200).press(false).go((bar - 200, 300), 500);
        0
    }),
    mouse("stay: a glance at the tabs", Class::Stay, |hand| peek(hand, (60, 160))),
    mouse("stay: a longer look at the tabs", Class::Stay, |hand| peek(hand, (350, 900))),
    mouse("stay: from a field at the top", Class::Stay, |hand| {
        hand.read(6_500);
        let (x, time) = (hand.random.within(300, 800), hand.random.within(400, 700));
        hand.go((x, 62), time);
        hand.field = true;
        hand.go((x, 40), 150).press(true).press(false).rest(300, 900).go((x + 5, 20), 120);
        let out = hand.random.within(-14, -3);
        hand.go((x + 10, out), 200).rest(900, 1_800);
        0
    }),
    mouse("stay: a list that completes a field", Class::Stay, |hand| {
        hand.read(6_500);
        let (x, time) = (hand.random.within(300, 800), hand.random.within(400, 700));
        hand.go((x, 82), time);
        hand.field = true;
        hand.go((x, 60), 150).press(true).press(false);
        for _ in 0..5 {
            hand.rest(90, 260);
            hand.events.push(crate::trace::Event::Key(hand.at));
        }
        // The list is no part of the document: it is left for it, downwards, and left back upwards.
        hand.rest(50, 200).go((x, 90), 120);
        hand.events.push(crate::trace::Event::Leave(hand.at, x, 92));
        hand.rest(900, 1_600);
        0
    }),
    mouse("stay: making the window smaller", Class::Stay, |hand| {
        hand.read(6_500);
        let (x, time) = (hand.random.within(300, 900), hand.random.within(350, 700));
        hand.go((x, 30), time);
        for step in 0..12 {
            hand.at += 30;
            hand.events.push(crate::trace::Event::Resize(hand.at, hand.viewport.0, hand.viewport.1 - step * 6));
        }
        hand.go((x, -6), 160).rest(900, 1_500);
        0
    }),
    mouse("stay: trembling at the top", Class::Stay, |hand| {
        hand.read(6_500);
        let (x, time) = (hand.random.within(300, 900), hand.random.within(500, 900));
        hand.go((x, 5), time).rest(400, 900);
        for _ in 0..4 {
            let (to, time) = (hand.random.within(2, 8), hand.random.within(200, 400));
            hand.go((x, to), time);
        }
        hand.curve((x + 1, -2), 350, 0).rest(800, 1_500);
        0
    }),
    mouse("stay: along the menu at the top", Class::Stay, |hand| {
        hand.read(6_500);
        let time = hand.random.within(400, 700);
        hand.go((150, 22), time).rest(200, 500);
        let (slip, time) = (hand.random.within(-5, -1), hand.random.within(700, 1_100));
        hand.curve((1_000, slip), time, 0).rest(900, 1_400);
        0
    }),
    mouse("stay: out by a side", Class::Stay, |hand| {
        hand.read(6_500);
        let to = if hand.random.within(0, 1) == 0 { (-30, 300) } else { (700, hand.viewport.1 + 30) };
        let time = hand.random.within(300, 700);
        hand.go(to, time).rest(1_500, 3_000);
        0
    }),
    mouse("stay: scrolling with the mouse at the top", Class::Stay, |hand| {
        hand.read(6_500);
        let (x, time) = (hand.random.within(300, 900), hand.random.within(400, 700));
        hand.go((x, 30), time).wheel(12, 90).rest(30, 200).go((x, -4), 90).rest(900, 1_500);
        0
    }),
    mouse("stay: selecting upwards", Class::Stay, |hand| {
        hand.read(6_500).press(true);
        let (x, time) = (hand.place.0 - 60, hand.random.within(500, 900));
        hand.go((x, -20), time).rest(500, 900).go((x, 120), 400).press(false);
        0
    }),
    finger("exit: thrown back to the top", Class::Exit, |hand| {
        hand.at = hand.random.within(1_500, 3_000);
        for _ in 0..4 {
            let way = hand.random.within(400, 900);
            hand.swipe(way, 900).rest(900, 2_200);
        }
        let (began, way, speed) = (hand.at, hand.scrolled, hand.random.within(1_500, 3_200));
        hand.swipe(-way, speed);
        began
    }),
    finger("exit: back from another tab", Class::Exit, |hand| {
        hand.at = 2_000;
        hand.swipe(500, 700).rest(3_500, 6_000);
        let began = hand.at;
        hand.events.push(crate::trace::Event::Hidden(hand.at));
        hand.rest(6_000, 40_000);
        hand.events.push(crate::trace::Event::Visible(hand.at));
        began
    }),
    finger("exit: laid aside", Class::Exit, |hand| {
        hand.at = 2_000;
        hand.swipe(500, 700).rest(3_500, 6_000).swipe(400, 700);
        let began = hand.at;
        hand.rest(63_000, 80_000);
        began
    }),
    finger("stay: reading on", Class::Stay, |hand| {
        hand.at = 2_000;
        for _ in 0..7 {
            let (way, speed) = (hand.random.within(150, 600), hand.random.within(300, 1_400));
            hand.swipe(way, speed).rest(1_000, 6_000);
        }
        0
    }),
    finger("stay: reading again", Class::Stay, |hand| {
        hand.at = 2_000;
        for _ in 0..5 {
            hand.swipe(600, 900).rest(900, 3_000);
        }
        for _ in 0..3 {
            let (way, speed) = (hand.random.within(150, 420), hand.random.within(250, 800));
            hand.swipe(-way, speed).rest(900, 3_000);
        }
        0
    }),
    finger("stay: up again near the top", Class::Stay, |hand| {
        hand.at = 5_500;
        let way = hand.random.within(250, 700);
        hand.swipe(way, 900).rest(1_200, 3_000);
        let speed = hand.random.within(1_200, 2_500);
        hand.swipe(-way, speed).rest(500, 900);
        0
    }),
    finger("stay: a link to the top", Class::Stay, |hand| {
        hand.at = 2_000;
        for _ in 0..4 {
            hand.swipe(800, 1_000).rest(900, 2_000);
        }
        hand.rest(3_000, 5_000).press(true).rest(50, 90).press(false);
        let time = hand.random.within(400, 700);
        hand.rest(20, 60).glide(0, time);
        0
    }),
    finger("stay: a glance at a message", Class::Stay, |hand| {
        hand.at = 2_000;
        hand.swipe(500, 700).rest(3_500, 6_000);
        hand.events.push(crate::trace::Event::Hidden(hand.at));
        hand.rest(800, 4_500);
        hand.events.push(crate::trace::Event::Visible(hand.at));
        hand.rest(500, 1_500).swipe(300, 700);
        0
    }),
    finger("stay: a long paragraph", Class::Stay, |hand| {
        hand.at = 2_000;
        hand.swipe(500, 700).rest(18_000, 45_000).swipe(300, 700).rest(8_000, 15_000);
        0
    }),
];

/// Every generated trace.
pub(crate) fn all() -> Vec<Trace> {
    let mut traces = Vec::new();
    for (place, scene) in SCENES.iter().enumerate() {
        for number in 0..EACH {
            traces.push(one(scene, FIRST + place as u64 * 1_000 + number));
        }
    }
    traces
}

fn one(scene: &Scene, seed: u64) -> Trace {
    let sizes = if scene.touch { [(390, 700), (412, 780), (360, 640)] } else { [(1_280, 720), (1_440, 800), (1_920, 960)] };
    let viewport = sizes[usize::try_from(seed % 3).unwrap_or(0)];
    let mut hand = Hand::new(seed, viewport);
    // A quarter of the pages are right to left.
    hand.rtl = seed % 4 == 3;
    let from = (scene.act)(&mut hand);
    let name = format!("{}-{seed}", scene.group.replace([' ', ':'], "-").replace("--", "-"));
    Trace {
        name,
        group: scene.group.into(),
        class: scene.class,
        made: format!("generated, seed {seed}"),
        viewport,
        rtl: hand.rtl,
        touch: scene.touch,
        from,
        end: hand.at + 1_500,
        events: hand.events,
    }
}

/// Reads, then leaves by the top.
fn leave(hand: &mut Hand, time: (i32, i32), above: (i32, i32)) -> i32 {
    let to = (hand.random.within(100, hand.viewport.0 - 200), hand.random.within(above.0, above.1));
    away(hand, to, time)
}

fn away(hand: &mut Hand, to: (i32, i32), time: (i32, i32)) -> i32 {
    hand.read(6_500).rest(100, 1_200);
    let (began, time) = (hand.at, hand.random.within(time.0, time.1));
    hand.go(to, time);
    began
}

/// Looks at the tabs for so long and comes back.
fn peek(hand: &mut Hand, look: (i32, i32)) -> i32 {
    hand.read(6_500).rest(100, 800);
    let (x, y) = hand.place;
    let (to, time) = (hand.random.within(-30, -10), hand.random.within(400, 700));
    hand.go((x - 60, to), time).rest(look.0, look.1);
    let time = hand.random.within(300, 500);
    hand.go((x, y), time).rest(500, 900);
    0
}

/// The middle of the scroll bar's side of the page.
fn bar(hand: &Hand) -> i32 {
    if hand.rtl { 8 } else { hand.viewport.0 - 12 }
}
