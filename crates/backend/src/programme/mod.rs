//! The programme: the merchant's document, and what everyone may see of it.
//!
//! # Layout
//! - [`document`]: the document's shape. [`validate`]: what must hold of it.
//! - [`masked`]: it without its secrets.
//! - [`localise`]: the public programme in one language. [`locale`]: which language.
//! - [`programmes`]: the documents of all shops, read once a version.

pub mod document;
pub mod locale;
pub mod localise;
pub mod masked;
pub mod programmes;
pub mod validate;

pub use document::Document;
pub use programmes::{Programme, Programmes};
