//! What appears unasked: what a shopper sees of campaigns, in every kind and state, and what the server is told.
//!
//! The page's `fetch` and `sendBeacon` answer as the server does ([`server`]); everything else is the widget's own.
//!
//! # Layout
//! - `kinds`: what each kind looks like. `taking`: what is asked for and what comes of it. `places`: dialog, corner, tab, page.
//! - `deciding`: what appears when, and what is remembered. `keeping`: from one page to the next. `loading`: while what draws is
//!   on its way. `mouse`: one in the page.
//! - `telling`: what the server and the page are told. `counting`: once, whatever happens to the page and the shopper. `late`:
//!   what comes when something has changed meanwhile.

mod counting;
mod deciding;
mod keeping;
mod kinds;
mod late;
mod loading;
mod mouse;
mod places;
mod server;
mod taking;
mod telling;

pub(crate) use server::{forget, hear};
