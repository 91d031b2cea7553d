//! The catalogue.

use super::check::{Check, MOST_MONEY};
use std::collections::HashSet;

/// Products that a document may have: it is read whole.
const MOST_PRODUCTS: usize = 5_000;

pub(super) fn check(check: &mut Check<'_>) {
    let document = check.document;
    check.must(document.products.len() <= MOST_PRODUCTS, "products", format!("must be {MOST_PRODUCTS} at most."));
    let mut ids = HashSet::new();
    for (index, product) in document.products.iter().enumerate() {
        let path = format!("products[{index}]");
        let at = |field: &str| format!("{path}.{field}");
        check.must((1..=180).contains(&product.id.len()), at("id"), "must be 1 to 180 bytes long.");
        check.must(ids.insert(&product.id), at("id"), "is the id of another product.");
        check.texts(&product.title, &at("title"), true);
        check.texts(&product.url, &at("url"), true);
        for (locale, url) in &product.url {
            check.image(Some(url), format!("{path}.url.{locale}"));
        }
        check.image(product.image.as_ref(), at("image"));
        check.range(product.price, 0, MOST_MONEY, at("price"));
        for (names, field) in [(&product.collections, "collections"), (&product.tags, "tags")] {
            for (index, name) in names.iter().enumerate() {
                let good = (1..=180).contains(&name.len());
                check.must(good, format!("{path}.{field}[{index}]"), "must be 1 to 180 bytes long.");
            }
        }
    }
}
