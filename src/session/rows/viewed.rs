//! What the shopper looked at, as data.

use std::slice;

/// Products that are remembered: more than a row shows, because some may not be had any more. The server tells of 24 at once.
const MOST: usize = 20;

/// What the shopper looked at, the newest first, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Viewed {
    /// The id of the member who looked; nothing in it for a guest.
    of: String,
    products: Vec<String>,
}

impl Viewed {
    /// A product is looked at: it is the newest now. Whether it was not.
    pub(super) fn note(&mut self, product: &str) -> bool {
        // One line each is how they are kept.
        if product.is_empty() || product.contains('\n') || self.products.first().is_some_and(|newest| newest == product) {
            return false;
        }
        self.products.retain(|known| known != product);
        self.products.insert(0, product.into());
        self.products.truncate(MOST);
        true
    }

    /// All but this one.
    pub(super) fn without(&self, product: &str) -> Vec<String> {
        self.products.iter().filter(|known| *known != product).cloned().collect()
    }

    /// It is known who looks. What a guest looked at becomes theirs who sign in; what a member looked at is shown to nobody else.
    /// Whether it is somebody else than before.
    pub(super) fn belong(&mut self, member: &str) -> bool {
        if self.of == member {
            return false;
        }
        if !self.of.is_empty() {
            self.products.clear();
        }
        self.of = member.into();
        true
    }

    /// Puts what was looked at earlier behind, as far as it is theirs. Whether that made a difference.
    pub(super) fn follow(&mut self, mut earlier: Self) -> bool {
        earlier.belong(&self.of);
        let before = self.products.len();
        for product in earlier.products {
            if self.products.len() < MOST && !self.products.contains(&product) {
                self.products.push(product);
            }
        }
        self.products.len() > before
    }

    /// As text: whose it is, and a line for each product; nothing where there is none.
    pub(super) fn write(&self) -> Option<String> {
        let lines = [slice::from_ref(&self.of), &self.products].concat();
        (lines.len() > 1).then(|| lines.join("\n"))
    }

    /// From such a text.
    pub(super) fn read(text: &str) -> Self {
        let mut lines = text.split('\n').map(str::to_owned);
        Self { of: lines.next().unwrap_or_default(), products: lines.filter(|line| !line.is_empty()).take(MOST).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(member: &str, products: &[&str]) -> Viewed {
        Viewed { of: member.into(), products: products.iter().map(|product| (*product).into()).collect() }
    }

    #[test]
    fn the_newest_comes_first_and_none_comes_twice() {
        let mut viewed = Viewed::default();
        for (product, new, after) in [
            ("mug", true, &["mug"][..]),
            ("mug", false, &["mug"]),
            ("tray", true, &["tray", "mug"]),
            ("mug", true, &["mug", "tray"]),
            ("", false, &["mug", "tray"]),
            ("two\nlines", false, &["mug", "tray"]),
        ] {
            assert_eq!((viewed.note(product), viewed.without("none")), (new, of("", after).products), "{product:?}");
        }
        assert_eq!(viewed.without("mug"), ["tray"], "the page's own product is left out");
    }

    #[test]
    fn the_oldest_of_too_many_is_forgotten() {
        let mut viewed = Viewed::default();
        (0..=MOST).for_each(|number| assert!(viewed.note(&number.to_string())));
        assert_eq!(
            (viewed.products.len(), viewed.products.first(), viewed.products.last()),
            (MOST, Some(&"20".into()), Some(&"1".into()))
        );
        assert!(!viewed.follow(of("", &["older"])), "there is no place for it");
    }

    #[test]
    fn a_guests_becomes_a_members_and_a_members_is_nobody_elses() {
        for (was, member, changed, kept) in [
            ("", "", false, true),
            ("", "ada", true, true),
            ("ada", "ada", false, true),
            ("ada", "eve", true, false),
            ("ada", "", true, false),
        ] {
            let mut viewed = of(was, &["mug"]);
            assert_eq!(viewed.belong(member), changed, "{was:?} to {member:?}");
            assert_eq!(viewed, of(member, if kept { &["mug"] } else { &[] }), "{was:?} to {member:?}");
        }
    }

    #[test]
    fn what_the_device_kept_follows_what_the_page_saw() {
        for (kept, changed, after) in [
            (of("", &["tray", "mug", "plate"]), true, &["mug", "tray", "plate"][..]),
            (of("ada", &["tray"]), true, &["mug", "tray"]),
            (of("eve", &["tray"]), false, &["mug"]),
            (of("ada", &["mug"]), false, &["mug"]),
        ] {
            let mut viewed = of("ada", &["mug"]);
            assert_eq!(viewed.follow(kept.clone()), changed, "{kept:?}");
            assert_eq!(viewed, of("ada", after), "{kept:?}");
        }
    }

    #[test]
    fn what_is_written_is_read_the_same() {
        for viewed in [of("", &["mug"]), of("ada", &["mug", "a, b", "ch\tai"])] {
            assert_eq!(viewed.write().as_deref().map(Viewed::read), Some(viewed));
        }
        assert_eq!(of("ada", &[]).write(), None, "there is nothing to keep");
        assert_eq!(Viewed::read(""), Viewed::default());
        assert_eq!(Viewed::read(&"\nx".repeat(MOST + 1)).products.len(), MOST);
    }
}
