//! What depends on calendar days: streaks of visits, and birthdays.
//!
//! Days are those of the shop's time zone. The caller, who knows the zone, gives them as numbers or dates.
//!
//! # Layout
//! - [`Date`]: a day.
//! - [`streak`](streak()): days in a row.
//! - [`Birthday`]: a day of the year, and when it is celebrated.
//! - [`is_day`]: whether a text is a day.

mod birthday;
mod date;
mod day;
mod streak;

pub use birthday::Birthday;
pub use date::Date;
pub use day::is_day;
pub use streak::{Streak, streak};
