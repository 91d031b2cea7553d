//! Runs cases against the rules, so that anybody can check them against published ones: JSON lines
//! `{"id": …, "fn": "hash", "args": ["seed", "value", 2]}` on standard input, `{"id": …, "result": 0.5}` on standard output, or
//! `{"id": …, "error": "…"}` for a line that cannot be understood. `answer` tells what functions there are.

mod answer;
mod arguments;
mod quiz;

use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let (input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    for line in input.split(b'\n') {
        let line = line?;
        if !line.trim_ascii().is_empty() {
            writeln!(output, "{}", answer::answer(&line))?;
        }
    }
    output.flush()
}
