//! Parts that views are made of. They know neither the API nor the session.
//!
//! A view is a function from what is known to a [`node::Node`]: a description of elements, plain data. One Leptos effect for
//! each place on the page ([`tree::Tree`]) calls it whenever a signal it reads has changed, and `patch` changes the
//! document's elements to fit, so that focus, selection and scrolling stay where the shopper left them.
//!
//! Why not `view!` for each screen: its types are built, rebuilt and dropped by code of their own, so every element costs bytes
//! (measured in docs/architecture.md, "Decisions, and why").

pub mod dialog;
pub mod field;
pub mod icon;
pub mod meter;
pub mod node;
mod patch;
pub mod tabs;
pub mod tree;
