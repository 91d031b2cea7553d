//! The trouble that the loyalty origin can make for `/v1`, so that the widget can be seen under it.

use serde::{Deserialize, Serialize};

/// What happens to requests to `/v1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// They are answered.
    #[default]
    Ok,
    /// They are answered after three seconds.
    Slow,
    /// They are answered with status 500 and a page for people.
    Error500,
    /// They are answered with status 200 and something that is not JSON.
    Garbage,
    /// The answer breaks off in the middle.
    Drop,
    /// The connection closes without an answer.
    Offline,
}
