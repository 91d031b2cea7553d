//! Selectors: `product:ID`, `collection:ID`, `tag:NAME`.

use loyalty_api::cart::CartLine;

/// Whether this selector means this line's product. A selector of another form means none.
pub fn matches(selector: &str, line: &CartLine) -> bool {
    means(selector, &line.product, &line.collections, &line.tags)
}

/// Whether this selector means the product of this id in these collections with these tags.
pub fn means(selector: &str, product: &str, collections: &[String], tags: &[String]) -> bool {
    match selector.split_once(':') {
        Some(("product", id)) => product == id,
        Some(("collection", id)) => collections.iter().any(|collection| collection == id),
        Some(("tag", name)) => tags.iter().any(|tag| tag == name),
        _ => false,
    }
}

/// Whether any of these selectors means this line's product.
pub fn matches_any(selectors: &[String], line: &CartLine) -> bool {
    selectors.iter().any(|selector| matches(selector, line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_means_products_by_id_collection_or_tag() {
        let line = CartLine {
            product: "mug".into(),
            collections: vec!["kitchen".into()],
            tags: vec!["sale:now".into()],
            unit_price: 100,
            quantity: 1,
            discount: 0,
        };
        for (selector, expected) in [
            ("product:mug", true),
            ("product:mugs", false),
            ("collection:kitchen", true),
            ("collection:mug", false),
            ("tag:sale:now", true),
            ("mug", false),
            ("", false),
        ] {
            assert_eq!(matches(selector, &line), expected, "{selector:?}");
        }
    }
}
