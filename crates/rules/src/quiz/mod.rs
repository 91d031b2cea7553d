//! Quizzes and surveys: where the answers lead, and what they come to.
//!
//! What a shopper's state is made of is their answers, and how many blocks they passed. Everything else follows from those
//! anew each time ([`walk`](walk())): which blocks those were, what is asked now, the variables, which answers still count.
//! Nothing is counted up in place, so who goes back and answers otherwise stands where they would stand had they answered so
//! from the start.
//!
//! A block is passed when every required element of it is answered. Its logic is followed in order, on a copy of the variables;
//! the first jump that holds says where to go on. A jump to a block that was passed already asks that block anew, and all after
//! it: so a walk comes to an end whatever the answers are.
//!
//! # As JSON
//! A quiz is a [`loyalty_api::quiz::Quiz`], answers are a list of [`loyalty_api::quiz::QuizAnswer`], products one of
//! [`loyalty_api::product::Product`]:
//!
//! ```json
//! {"id": "qz_tea", "blocks": [
//!    {"id": "time", "elements": [{"id": "when", "kind": "single", "headline": "When?", "required": true, "choices": [
//!        {"id": "dawn", "label": "At dawn", "scores": [{"to": "tag:green", "effect": "up", "weight": 2}]},
//!        {"id": "night", "label": "At night", "scores": [{"to": "product:pu-erh", "effect": "exclude"}]}]}],
//!     "logic": [{"when": {"element": "when", "is": "any_of", "choices": ["night"]},
//!                "then": [{"kind": "calculate", "variable": "calm", "operator": "add", "number": 1},
//!                         {"kind": "jump_to_block", "block": "sleep"}]}],
//!     "fallback": null},
//!    {"id": "sleep", "elements": [{"id": "hours", "kind": "slider", "headline": "Hours?", "min": 0, "max": 12}]}],
//!  "variables": [{"id": "calm", "number": 0}],
//!  "outcomes": [{"id": "owl", "title": "An owl", "when": {"variable": "calm", "is": "at_least", "number": 1}}],
//!  "results": {"count": 3, "fallback": ["fern-mug"]}}
//! ```
//! ```json
//! [{"element": "when", "choices": ["night"]}, {"element": "hours", "number": 7}]
//! ```
//!
//! The whole of it in one go: `let walk = walk(&quiz, &answers, usize::MAX)`; its path is `walk.path`, and
//! [`result`](result())`(&quiz, &walk, &products)` is the rest.
//!
//! # Layout
//! - [`walk`](walk()), [`length`]: where the answers lead, and how long the way is.
//! - [`result`](result()), [`recommend`](recommend()): what they come to.
//! - [`fits`]: whether an answer is one to its question. [`range`]: which numbers are. [`holds`]: whether a condition does.
//! - `calculate`: changing variables.
//! - [`validate`](validate()): what must hold of a quiz before it is published; for the host alone.

mod answer;
mod calculate;
mod condition;
mod recommend;
mod walk;

#[cfg(not(target_family = "wasm"))]
mod validate;

#[cfg(test)]
mod example;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod random;
#[cfg(test)]
mod tests;

pub use answer::{fits, range};
pub use condition::holds;
pub use recommend::{recommend, result};
pub use walk::{Walk, length, walk};

#[cfg(not(target_family = "wasm"))]
pub use validate::{Mistake, validate};
