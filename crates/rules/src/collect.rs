//! Collectibles: which ones come with an order, and how full an album is.
//!
//! What a member has is a function of their orders that were not cancelled: give [`brought`] all of their lines.

use crate::select;
use loyalty_api::cart::CartLine;
use loyalty_api::collectible::{Collected, CollectibleSet};

/// What these lines bring: of each collectible one for each piece of a product that it comes with. In the album's order; those
/// that the lines bring none of are left out.
pub fn brought(sets: &[CollectibleSet], lines: &[CartLine]) -> Vec<Collected> {
    let items = sets.iter().flat_map(|set| &set.items);
    let counted = items.map(|item| {
        let lines = lines.iter().filter(|line| select::matches_any(&item.applies_to, line));
        let count = lines.fold(0, |sum: i64, line| sum.saturating_add(line.quantity.max(0)));
        Collected { item: item.id.clone(), count }
    });
    counted.filter(|collected| collected.count > 0).collect()
}

/// How full a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Different collectibles of the set that the member has.
    pub owned: usize,
    /// Collectibles in the set.
    pub total: usize,
}

impl Progress {
    /// Whether the member has all of them. An empty set is never complete.
    pub const fn is_complete(self) -> bool {
        self.total > 0 && self.owned == self.total
    }
}

/// How full a set is with what a member has.
pub fn progress(set: &CollectibleSet, collected: &[Collected]) -> Progress {
    let owned = set.items.iter().filter(|item| count(collected, &item.id) > 0).count();
    Progress { owned, total: set.items.len() }
}

/// How many of a collectible a member has.
pub fn count(collected: &[Collected], item: &str) -> i64 {
    collected.iter().find(|it| it.item == item).map_or(0, |it| it.count)
}

/// The sets that are complete with what a member has, in the album's order.
pub fn completed<'a>(sets: &'a [CollectibleSet], collected: &[Collected]) -> Vec<&'a CollectibleSet> {
    sets.iter().filter(|set| progress(set, collected).is_complete()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use loyalty_api::collectible::Collectible;
    use proptest::prelude::*;

    fn set(id: &str, items: &[(&str, &[&str])]) -> CollectibleSet {
        let items = items.iter().map(|(id, applies_to)| Collectible {
            id: (*id).into(),
            title: String::new(),
            image: None,
            applies_to: applies_to.iter().map(|selector| (*selector).into()).collect(),
        });
        CollectibleSet { id: id.into(), title: String::new(), points: 100, items: items.collect() }
    }

    fn line(product: &str, tag: &str, quantity: i64) -> CartLine {
        CartLine { product: product.into(), collections: vec![], tags: vec![tag.into()], unit_price: 100, quantity, discount: 0 }
    }

    fn herbs() -> Vec<CollectibleSet> {
        vec![
            set(
                "set_herbs",
                &[
                    ("col_mint", &["product:mint", "product:mint-box"]),
                    ("col_sage", &["product:sage"]),
                    ("col_any", &["tag:herb", "product:sage"]),
                ],
            ),
            set("set_empty", &[]),
        ]
    }

    #[test]
    fn every_piece_brings_one() {
        for (name, lines, expected) in [
            ("nothing bought", vec![], &[][..]),
            ("a product that brings none", vec![line("mug", "", 2)], &[]),
            ("three pieces", vec![line("mint", "", 3)], &[("col_mint", 3)]),
            ("two products of one card", vec![line("mint", "", 1), line("mint-box", "", 2)], &[("col_mint", 3)]),
            (
                "one product of two cards, by product and by tag",
                vec![line("sage", "herb", 1)],
                &[("col_sage", 1), ("col_any", 1)],
            ),
            ("no pieces", vec![line("mint", "herb", 0), line("sage", "", -2)], &[]),
        ] {
            let brought = brought(&herbs(), &lines);
            let brought: Vec<(&str, i64)> = brought.iter().map(|it| (it.item.as_str(), it.count)).collect();
            assert_eq!(brought, expected, "{name}");
        }
    }

    #[test]
    fn a_set_is_complete_with_one_of_each() {
        for (name, lines, owned, complete) in [
            ("empty album", vec![], 0, false),
            ("many of one are one", vec![line("mint", "", 9)], 1, false),
            ("two of three", vec![line("sage", "", 1)], 2, false),
            ("one of each", vec![line("sage", "", 1), line("mint", "", 1)], 3, true),
        ] {
            let sets = herbs();
            let collected = brought(&sets, &lines);
            let progress = progress(&sets[0], &collected);
            assert_eq!((progress, progress.is_complete()), (Progress { owned, total: 3 }, complete), "{name}");
            assert_eq!(completed(&sets, &collected).len(), usize::from(complete), "{name}");
        }
    }

    proptest! {
        #[test]
        fn orders_bring_the_same_one_by_one_and_together(
            bought in prop::collection::vec((0usize..4, 0i64..5), 0..10), split in 0usize..10,
        ) {
            let lines: Vec<CartLine> = bought.iter().map(|(n, quantity)| line(["mint", "mint-box", "sage", "mug"][*n], "", *quantity)).collect();
            let (first, second) = lines.split_at(split.min(lines.len()));
            let sets = herbs();
            let (first, second, both) = (brought(&sets, first), brought(&sets, second), brought(&sets, &lines));
            for item in ["col_mint", "col_sage", "col_any"] {
                prop_assert_eq!(count(&both, item), count(&first, item) + count(&second, item));
            }
        }
    }
}
