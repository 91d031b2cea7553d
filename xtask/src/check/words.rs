//! Words that must not be in tracked files: unfinished work, and hosts that only one machine can reach.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::{paths, run};

/// Spelt in two pieces, so that this file passes its own check. Registries are named by the client's settings, never by us.
const FORBIDDEN: [&str; 7] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("registry.", "npmjs.org"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("py", "pi.org"),
    concat!("arti", "factory"),
];

/// Looks through every tracked text file.
///
/// # Errors
/// If a word is found: where.
pub(crate) fn check() -> Result<()> {
    let tracked = run::output(Command::new("git").args(["ls-files", "-z"]).current_dir(paths::root()))?;
    let mut found = Vec::new();
    for file in tracked.split('\0').filter(|file| !file.is_empty()) {
        // What is not text, or was deleted and not yet committed, has no words.
        let Ok(text) = fs::read_to_string(paths::root().join(file)) else { continue };
        found.extend(places(&text).into_iter().map(|(line, word)| format!("{file}:{line}: {word}")));
    }
    if found.is_empty() {
        return Ok(());
    }
    bail!("these words don't belong in the project's files:\n{}", found.join("\n"))
}

/// The line (from 1) and the word of each forbidden word in `text`.
fn places(text: &str) -> Vec<(usize, &'static str)> {
    let lines = text.lines().enumerate();
    lines.flat_map(|(at, line)| FORBIDDEN.into_iter().filter(|word| has(line, word)).map(move |word| (at + 1, word))).collect()
}

fn has(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let after = &line[at + word.len()..];
        !line[..at].ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::{FORBIDDEN, places};

    #[test]
    fn whole_words_are_found_with_their_line() {
        let text = format!("fine\n// {}: later\nthe {}S of a list", FORBIDDEN[0], FORBIDDEN[0]);
        assert_eq!(places(&text), [(2, FORBIDDEN[0])]);
    }
}
