//! What depends on calendar days: streaks of visits, and birthdays.
//!
//! Days are those of the shop's time zone. The caller, who knows the zone, gives them as numbers or dates.
//!
//! # Layout
//! - [`Date`]: a day.
//! - [`streak`](streak()): days in a row.
//! - [`Birthday`]: a day of the year, and when it is celebrated.

mod birthday;
mod date;
mod streak;

pub use birthday::Birthday;
pub use date::Date;
pub use streak::{Streak, streak};
