//! Reading traces.

use super::trace::{Event, Trace};
use loyalty_rules::exit::{Input, Over, Pointer};

impl Event {
    /// When it happened.
    pub(crate) fn at(self) -> i32 {
        match self {
            Self::Move(at, ..) | Self::MoveField(at, ..) | Self::Leave(at, ..) | Self::Scroll(at, ..) | Self::Resize(at, ..) => {
                at
            }
            Self::Enter(at) | Self::Key(at) | Self::Hidden(at) | Self::Visible(at) | Self::Press(at, _) => at,
        }
    }

    /// What the detector is told of it.
    pub(crate) fn input(self) -> Input {
        let over = |x, y, over| Input::Move { x, y, pointer: Pointer::Mouse, over };
        match self {
            Self::Move(_, x, y) => over(x, y, Over::Page),
            Self::MoveField(_, x, y) => over(x, y, Over::Field),
            Self::Leave(_, x, y) => Input::Leave { x, y },
            Self::Enter(_) => Input::Enter,
            Self::Press(_, down) => Input::Press(down),
            Self::Scroll(_, y, depth) => Input::Scroll { y, depth },
            Self::Resize(_, width, height) => Input::Resize { width, height },
            Self::Key(_) => Input::Key,
            Self::Hidden(_) => Input::Hidden,
            Self::Visible(_) => Input::Visible,
        }
    }
}

/// Every trace there is, by file.
pub(crate) fn all() -> Vec<Trace> {
    let files = [include_str!("../../tests/traces/generated.jsonl"), include_str!("../../tests/traces/recorded.jsonl")];
    let lines = files.into_iter().flat_map(str::lines).filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"))).collect()
}
