//! The mouse of a browser window.

use super::Browser;
use anyhow::{Context, Result};
use fantoccini::actions::{InputSource, MouseActions, PointerAction};
use std::time::Duration;

/// Between two places that the mouse is seen at.
const STEP: Duration = Duration::from_millis(15);

impl Browser {
    /// Moves the mouse in a straight line, over so many places, from one point of the window to another; CSS pixels from its top
    /// left corner.
    pub async fn glide(&self, from: (i64, i64), to: (i64, i64), places: i64) -> Result<()> {
        let part = |from: i64, to: i64, step: i64| (from + (to - from) * step / places) as f64;
        let mut mouse = MouseActions::new("mouse".into());
        for step in 0..=places {
            let (x, y) = (part(from.0, to.0, step), part(from.1, to.1, step));
            mouse = mouse.then(PointerAction::MoveTo { duration: Some(STEP), x, y });
        }
        self.client.perform_actions(mouse).await.context("moving the mouse")
    }
}
