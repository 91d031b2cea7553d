//! Prints how often our exit intent is wrong, beside the rules of four public libraries, on the same traces:
//! `cargo run -q -p loyalty-rules --example exit_rates`. With `--groups` for each kind of movement, with `--names` which traces.
//! What the traces are, and what they cannot say, is in `docs/exit-intent.md`.

mod others;
mod read;
mod score;
mod table;
mod trace;

use std::collections::BTreeSet;
use table::table;
use trace::Trace;

fn main() {
    let traces = read::all();
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let has = |name: &str| asked.iter().any(|argument| argument == name);
    for (title, touch) in [("mouse", false), ("touch", true)] {
        let some: Vec<&Trace> = traces.iter().filter(|trace| trace.touch == touch).collect();
        println!("{title}, {} traces\n", some.len());
        println!("{}", table(&some, has("--names")));
        if has("--groups") {
            let groups: BTreeSet<&str> = some.iter().map(|trace| trace.group.as_str()).collect();
            for group in groups {
                println!("{title}: {group}\n");
                let these: Vec<&Trace> = some.iter().copied().filter(|trace| trace.group == group).collect();
                println!("{}", table(&these, has("--names")));
            }
        }
    }
}
