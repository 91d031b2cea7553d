//! Writes the generated traces, the same each time:
//! `cargo run -q -p loyalty-rules --example exit_traces > crates/rules/tests/traces/generated.jsonl`.
//!
//! Each group is a movement that shops know, told by hand below and moved by the model of `motion`; four traces of each differ by
//! their seed in places, speeds and rests. `cargo xtask traces` records others in a browser.

mod hand;
mod motion;
mod scenes;
#[path = "../exit_rates/trace.rs"]
mod trace;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for trace in scenes::all() {
        let line = serde_json::to_string(&trace).map_err(std::io::Error::other)?;
        writeln!(out, "{line}")?;
    }
    Ok(())
}
