//! Collectibles.

use super::check::{Check, MOST_POINTS};
use std::collections::HashSet;

pub(super) fn check(check: &mut Check<'_>) {
    let (mut sets, mut cards) = (HashSet::new(), HashSet::new());
    for (index, album) in check.document.collectibles.iter().enumerate() {
        let path = format!("collectibles[{index}]");
        check.id(&album.id, "set_", &path);
        check.must(sets.insert(&album.id), format!("{path}.id"), "is the id of another set.");
        check.texts(&album.title, &format!("{path}.title"), true);
        check.range(album.points, 0, MOST_POINTS, format!("{path}.points"));
        check.must((1..=200).contains(&album.items.len()), format!("{path}.items"), "must be 1 to 200.");
        for (at, card) in album.items.iter().enumerate() {
            let path = format!("{path}.items[{at}]");
            check.id(&card.id, "col_", &path);
            check.must(cards.insert(&card.id), format!("{path}.id"), "is the id of another collectible.");
            check.texts(&card.title, &format!("{path}.title"), true);
            check.image(card.image.as_ref(), format!("{path}.image"));
            let comes = !card.applies_to.is_empty();
            check.must(comes, format!("{path}.applies_to"), "must name a product: nobody could have it otherwise.");
            check.selectors(&card.applies_to, &format!("{path}.applies_to"));
        }
    }
}
