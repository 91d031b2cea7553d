//! Prints how often our exit intent is wrong, beside the rules of four public libraries, on the same traces:
//! `cargo run -q -p loyalty-rules --example exit_rates`. With `--groups` for each kind of movement, with `--names` which traces.
//! What the traces are, and what they cannot say, is in `docs/exit-intent.md`.

mod others;
mod read;
mod score;
mod trace;

use others::OTHERS;
use score::{Score, ours};
use std::collections::BTreeSet;
use trace::Trace;

fn main() {
    let traces = read::all();
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| asked.iter().any(|argument| argument == name);
    for (title, touch) in [("mouse", false), ("touch", true)] {
        let some: Vec<&Trace> = traces.iter().filter(|trace| trace.touch == touch).collect();
        println!("{title}, {} traces\n", some.len());
        table(&some, has("--names"));
        if has("--groups") {
            let groups: BTreeSet<&str> = some.iter().map(|trace| trace.group.as_str()).collect();
            for group in groups {
                println!("{title}: {group}\n");
                table(&some.iter().copied().filter(|trace| trace.group == group).collect::<Vec<_>>(), has("--names"));
            }
        }
    }
}

fn table(traces: &[&Trace], names: bool) {
    println!("| rule | exits missed | fired on who stays |\n| --- | ---: | ---: |");
    let rules = [("ours", ours as others::Rule)].into_iter().chain(OTHERS);
    for (name, rule) in rules {
        let score = Score::of(traces.iter().copied(), rule);
        let missed = share(score.missed.len(), score.exits);
        println!("| {name} | {missed} | {} |", share(score.false_fires.len(), score.stays));
        if names {
            println!("| | {} | {} |", score.missed.join(" "), score.false_fires.join(" "));
        }
    }
    println!();
}

/// `3 of 40 (7.5 %)`.
fn share(count: usize, of: usize) -> String {
    if of == 0 { "none".into() } else { format!("{count} of {of} ({:.1} %)", 100.0 * count as f64 / of as f64) }
}
