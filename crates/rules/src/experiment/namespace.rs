//! Namespaces: experiments that share no shopper.

use super::hash;

/// Whether a shopper is in the part of a namespace from `from` up to, and not including, `to`.
pub fn in_namespace(unit: &str, id: &str, from: f64, to: f64) -> bool {
    let seed = ["__", id].concat();
    hash(&seed, unit, 1).is_some_and(|number| from <= number && number < to)
}
