//! Parts that views are made of. They know neither the API nor the session.

pub mod dialog;
pub mod icon;
pub mod tabs;
