//! Progress: "[2 of 5] building the widget … 41 s".

use std::time::Instant;

use anyhow::Result;

/// Counts the steps of one command and prints a headline for each.
pub(crate) struct Steps {
    next: usize,
    total: usize,
}

impl Steps {
    /// A command of `total` steps.
    pub(crate) fn new(total: usize) -> Self {
        Self { next: 1, total }
    }

    /// Runs one step under its headline.
    ///
    /// # Errors
    /// Those of the step.
    pub(crate) fn run<T>(&mut self, what: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("[{} of {}] {what}", self.next, self.total);
        self.next += 1;
        let started = Instant::now();
        let result = step();
        if result.is_ok() {
            println!("        done in {:.1} s", started.elapsed().as_secs_f32());
        }
        result
    }
}
