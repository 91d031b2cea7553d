//! What must hold of a document.
//!
//! # Layout
//! - [`validate`], [`Mistake`]: the whole of it. `check`, `condition`: what all parts use.
//! - One file for each part of the document: `shop`, `earning`, `rewards`, `vip`, `referral`, `collectibles`, `campaigns`, `experiments`,
//!   `products`, `quizzes`, `keys`.

mod campaigns;
mod check;
mod collectibles;
mod condition;
mod earning;
mod experiments;
mod keys;
mod products;
mod quizzes;
mod referral;
mod rewards;
mod shop;
#[cfg(test)]
mod tests;
mod vip;

use super::document::Document;
use check::Check;
use std::fmt;

/// One mistake: where, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The path in the document, such as `rewards[3].points`.
    pub path: String,
    /// What must hold there.
    pub sentence: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.sentence)
    }
}

/// Every mistake in a document; none: it can be published.
pub fn validate(document: &Document) -> Vec<Mistake> {
    let mut check = Check::new(document);
    shop::check(&mut check);
    earning::check(&mut check);
    rewards::check(&mut check);
    vip::check(&mut check);
    referral::check(&mut check);
    collectibles::check(&mut check);
    products::check(&mut check);
    quizzes::check(&mut check);
    campaigns::check(&mut check);
    experiments::check(&mut check);
    keys::check(&mut check);
    check.mistakes
}
