//! Thin typed edges to the page: nothing here knows the programme, and nothing here panics.

pub mod clipboard;
pub mod event;
pub mod intl;
pub mod json;
pub mod link;
pub mod listen;
pub mod property;
pub mod random;
pub mod share;
pub mod storage;
