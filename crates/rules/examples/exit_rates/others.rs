//! The rules of four public libraries, restated as functions over a trace: when they would have fired first. Each is as its
//! source was in November 2026, with its own defaults; what a library remembers of earlier visits is left out.

use super::trace::{Event, Trace};

/// A rule of others: when it fires, if it does.
pub(crate) type Rule = fn(&Trace) -> Option<i32>;

/// The libraries, by name.
pub(crate) const OTHERS: [(&str, Rule); 6] = [
    ("ouibounce", ouibounce),
    ("bounceback", bounceback),
    ("Boxzilla", boxzilla),
    ("exit-intent-js", exit_intent_js),
    ("… its mouse rule alone", mouse_of_exit_intent_js),
    ("… without its clocks", without_clocks),
];

/// `carlsednaoui/ouibounce`: after a second, the first time that the mouse leaves at most 20 px below the top.
fn ouibounce(trace: &Trace) -> Option<i32> {
    trace.events.iter().find_map(|event| match *event {
        Event::Leave(at, _, y) if at >= 1_000 && y <= 20 => Some(at),
        _ => None,
    })
}

/// `AMKohn/bounceback`: the mouse leaves at most 100 px below the top after ten moves over which it went up by more than 10 px,
/// and not within half a second of a scroll. On phones it uses the history, which no trace here shows.
fn bounceback(trace: &Trace) -> Option<i32> {
    let mut moves: Vec<i32> = Vec::new();
    let mut disabled = i32::MIN;
    for event in &trace.events {
        match *event {
            Event::Move(_, _, y) | Event::MoveField(_, _, y) => moves.push(y),
            // The first of a row of scrolls counts.
            Event::Scroll(at, ..) if at >= disabled => disabled = at + 500,
            Event::Leave(at, _, y) if y <= 100 && at >= disabled && !trace.touch => {
                if let [first, .., last] = moves[moves.len().saturating_sub(10)..]
                    && moves.len() >= 10
                    && first - last > 10
                {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// `ibericode/boxzilla-wp`: the mouse leaves by the top and not in the right fifth, and is not back or pressed within 600 ms; or a
/// finger throws the page up by more than 20 px within 300 ms, and does not touch it again within 800 ms.
fn boxzilla(trace: &Trace) -> Option<i32> {
    let mut due: Option<i32> = None;
    let mut touched: Option<(i32, i32)> = None;
    let mut scrolled = 0;
    for event in trace.events.iter().copied().chain([Event::Key(trace.end)]) {
        if due.is_some_and(|due| due <= event.at()) {
            return due;
        }
        match event {
            Event::Leave(at, x, y) => due = (y <= 0 && x * 5 < trace.viewport.0 * 4).then_some(at + 600),
            Event::Enter(_) | Event::Press(_, true) if !trace.touch => due = None,
            Event::Press(at, true) => {
                due = None;
                touched = Some((at, scrolled));
            }
            Event::Press(at, false) if trace.touch => {
                let thrown = touched.is_some_and(|(began, from)| scrolled + 20 <= from && at - began <= 300);
                due = thrown.then_some(at + 800);
            }
            Event::Scroll(_, y, _) => scrolled = y,
            _ => {}
        }
    }
    None
}

/// `julesbravo/exit-intent-js` as it comes: whichever is first of its rules.
fn exit_intent_js(trace: &Trace) -> Option<i32> {
    let mut idle = 8_000;
    let mut clocks = 15_000;
    for event in &trace.events {
        if idle <= event.at() {
            break;
        }
        if matches!(event, Event::Move(..) | Event::MoveField(..) | Event::Key(_) | Event::Press(_, true)) {
            idle = event.at() + 8_000;
        }
    }
    clocks = clocks.min(idle);
    without_clocks(trace).into_iter().chain((clocks <= trace.end).then_some(clocks)).min()
}

/// The same without the two rules that wait for a time on the page and for rest: the mouse, and the tab that is hidden.
fn without_clocks(trace: &Trace) -> Option<i32> {
    let hidden = trace.events.iter().find_map(|event| if let Event::Hidden(at) = *event { Some(at) } else { None });
    mouse_of_exit_intent_js(trace).into_iter().chain(hidden).min()
}

/// Its rule for the mouse: out by any side, and not back within a second.
fn mouse_of_exit_intent_js(trace: &Trace) -> Option<i32> {
    let mut due: Option<i32> = None;
    for event in trace.events.iter().copied().chain([Event::Key(trace.end)]) {
        if due.is_some_and(|due| due <= event.at()) {
            return due;
        }
        match event {
            Event::Leave(at, ..) => due = Some(at + 1_000),
            Event::Enter(_) | Event::Move(..) | Event::MoveField(..) => due = None,
            _ => {}
        }
    }
    None
}
