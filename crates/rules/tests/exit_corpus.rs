//! The corpus of traces: that it is what it says, and how often the detector is wrong on it.

#[path = "../examples/exit_rates/others.rs"]
mod others;
#[path = "../examples/exit_rates/read.rs"]
mod read;
#[path = "../examples/exit_traces/scenes.rs"]
mod scenes;
#[path = "../examples/exit_rates/score.rs"]
mod score;
#[path = "../examples/exit_rates/table.rs"]
mod table;
#[path = "../examples/exit_rates/trace.rs"]
mod trace;

#[path = "../examples/exit_traces/hand.rs"]
mod hand;
#[path = "../examples/exit_traces/motion.rs"]
mod motion;

use score::{Score, ours};
use std::collections::HashSet;
use trace::{Class, Trace};

/// Looks at the tabs that last longer than any grace: whether they end in leaving nobody can know before they end.
const LONG_LOOKS: &str = "stay: a longer look at the tabs";

#[test]
fn there_are_enough_traces_and_each_is_whole() {
    let traces = read::all();
    assert!(traces.len() >= 60);
    let recorded = traces.iter().filter(|trace| trace.made.starts_with("recorded")).count();
    let generated = traces.iter().filter(|trace| trace.made.starts_with("generated")).count();
    assert_eq!(recorded + generated, traces.len(), "each says how it was made");
    let names: HashSet<&str> = traces.iter().map(|trace| trace.name.as_str()).collect();
    assert_eq!(names.len(), traces.len(), "no name comes twice");
    for trace in &traces {
        let in_order = trace.events.windows(2).all(|pair| pair[0].at() <= pair[1].at());
        let last = trace.events.last().map_or(0, |event| event.at());
        assert!(in_order && last <= trace.end, "{}", trace.name);
        assert_eq!(trace.from > 0, trace.class == Class::Exit, "{}", trace.name);
    }
}

#[test]
fn the_generated_traces_are_what_the_model_gives() {
    let kept: Vec<Trace> = read::all().into_iter().filter(|trace| trace.made.starts_with("generated")).collect();
    assert!(kept == scenes::all(), "write them anew: the command is in examples/exit_traces/main.rs");
}

#[test]
fn no_exit_is_missed_and_only_long_looks_at_the_tabs_are_taken_for_one() {
    let traces = read::all();
    let long = |trace: &&Trace| trace.group == LONG_LOOKS;
    let score = Score::of(traces.iter().filter(|trace| !long(trace)), ours);
    assert!(score.exits >= 40 && score.stays >= 60, "{} {}", score.exits, score.stays);
    assert_eq!(score.missed, Vec::<String>::new());
    // Some of the shorter glances last longer than the grace, too.
    let others: Vec<&String> = score.false_fires.iter().filter(|name| !name.contains("glance-at-the-tabs")).collect();
    assert_eq!(others, Vec::<&String>::new());
    let looks = Score::of(traces.iter().filter(long), ours);
    assert_eq!((looks.stays > 0, looks.exits), (true, 0));
}

#[test]
fn the_document_tells_these_rates() {
    let document = include_str!("../../../docs/exit-intent.md");
    let traces = read::all();
    for touch in [false, true] {
        let some: Vec<&Trace> = traces.iter().filter(|trace| trace.touch == touch).collect();
        let table = table::table(&some, false);
        assert!(document.contains(&table), "docs/exit-intent.md has other numbers than\n{table}");
    }
}

#[test]
fn no_rule_of_others_is_wrong_as_seldom() {
    let traces = read::all();
    let mouse = || traces.iter().filter(|trace| !trace.touch);
    let wrong = |score: &Score| score.missed.len() + score.false_fires.len();
    let mine = wrong(&Score::of(mouse(), ours));
    for (name, rule) in others::OTHERS {
        let theirs = Score::of(mouse(), rule);
        assert!(wrong(&theirs) > mine, "{name}: {} against {mine}; docs/exit-intent.md says otherwise", wrong(&theirs));
        assert!(theirs.false_fires.len() > theirs.missed.len(), "{name} is quick rather than slow");
    }
}
