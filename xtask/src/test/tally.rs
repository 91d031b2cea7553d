//! Counts tests by what their runners print.

use std::fmt;

/// The sum over all runners.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Tally {
    /// Adds a runner's summary, if `line` is one: `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    pub(crate) fn see(&mut self, line: &str) {
        let Some((_, counts)) = line.trim().strip_prefix("test result: ").and_then(|line| line.split_once(". ")) else { return };
        for count in counts.split(';') {
            let mut words = count.split_whitespace();
            let number = words.next().and_then(|word| word.parse::<usize>().ok()).unwrap_or_default();
            match words.next() {
                Some("passed") => self.passed += number,
                Some("failed") => self.failed += number,
                Some("ignored") => self.ignored += number,
                _ => {}
            }
        }
    }

    /// How many tests ran.
    pub(crate) fn ran(&self) -> usize {
        self.passed + self.failed
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)?;
        if self.ignored > 0 { write!(to, ", {} ignored", self.ignored) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn summaries_are_added_and_other_lines_are_not() {
        let mut tally = Tally::default();
        tally.see("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s");
        tally.see("test result: FAILED. 2 passed; 1 failed; 0 ignored; 7 filtered out");
        tally.see("test three passed; ok. 9 passed ... ok");
        assert_eq!(tally.to_string(), "5 passed, 1 failed, 1 ignored");
        assert_eq!(tally.ran(), 6);
    }
}
