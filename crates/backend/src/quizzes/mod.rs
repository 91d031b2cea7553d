//! Quizzes and surveys: what is asked, and what shoppers answer. Where answers lead and what they come to is in
//! [`loyalty_rules::quiz`], which the page runs too.
//!
//! # Layout
//! - [`localise`]: quizzes and products in one language.
//! - [`submit`]: taking answers. [`submission`]: a submission as it is told. [`keep`]: what a member lets the shop keep of it.
//! - [`together`]: what is bought with a product.

pub mod keep;
pub mod localise;
pub mod submission;
pub mod submit;
pub mod together;
