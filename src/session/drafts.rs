//! What the shopper has filled in and not sent.

use super::Store;

/// What stands in fields, by the fields' names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(Vec<(String, String)>);

impl Drafts {
    /// What stands in a field; nothing where nobody has touched it.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// Whether something stands in a field.
    pub fn has(&self, field: &str) -> bool {
        self.get(field).is_some_and(|value| !value.is_empty())
    }

    /// Puts something into a field.
    pub fn set(&mut self, field: &str, value: String) {
        self.forget(field);
        self.0.push((field.into(), value));
    }

    /// A field is as if nobody had touched it.
    pub fn forget(&mut self, field: &str) {
        self.0.retain(|(name, _)| name != field);
    }
}

impl Store {
    /// The shopper filled in a field.
    pub fn fill(self, field: &str, value: String) {
        self.change(|state| state.drafts.set(field, value));
    }
}

#[cfg(test)]
mod tests {
    use super::Drafts;

    #[test]
    fn the_last_value_of_a_field_counts() {
        let mut drafts = Drafts::default();
        for (field, value) in [("month", "2"), ("day", "29"), ("month", "3")] {
            drafts.set(field, value.into());
        }
        assert_eq!((drafts.get("month"), drafts.get("day"), drafts.get("year")), (Some("3"), Some("29"), None));
        drafts.set("day", String::new());
        assert_eq!((drafts.get("day"), drafts.has("day"), drafts.has("month")), (Some(""), false, true));
        drafts.forget("day");
        assert_eq!(drafts.get("day"), None);
    }
}
