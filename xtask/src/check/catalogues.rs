//! The catalogues of messages: what one language says, all say, with every plural form their grammar has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::dist::assets::languages;
use crate::paths;

/// The language the others are compared with.
const ORIGINAL: &str = "en";

/// The plural categories of each language (CLDR, cardinal numbers), as `Intl.PluralRules` names them.
const CATEGORIES: [(&str, &[&str]); 7] = [
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "many", "other"]),
    ("fr", &["one", "many", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("pt", &["one", "many", "other"]),
];

/// A message: one sentence, or one for each plural category.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Message {
    One(String),
    Plural(BTreeMap<String, String>),
}

type Catalogue = BTreeMap<String, Message>;

/// Compares all catalogues with the original.
///
/// # Errors
/// If one cannot be read or is not complete: each mistake on a line.
pub(crate) fn check() -> Result<()> {
    let original = read(ORIGINAL)?;
    let mut mistakes = Vec::new();
    for language in languages()? {
        let categories = CATEGORIES.iter().find(|(name, _)| *name == language).map(|(_, categories)| *categories);
        let categories =
            categories.with_context(|| format!("add the plural categories of `{language}` to xtask/src/check/catalogues.rs"))?;
        let found = compare(&original, &read(&language)?, categories);
        mistakes.extend(found.into_iter().map(|mistake| format!("static/locales/{language}.json: {mistake}")));
    }
    if mistakes.is_empty() {
        return Ok(());
    }
    bail!("{} mistakes in the catalogues:\n{}", mistakes.len(), mistakes.join("\n"))
}

fn read(language: &str) -> Result<Catalogue> {
    let file = paths::root().join("static/locales").join(language).with_extension("json");
    let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", file.display()))
}

fn compare(original: &Catalogue, catalogue: &Catalogue, categories: &[&str]) -> Vec<String> {
    let mut mistakes: Vec<_> =
        catalogue.keys().filter(|key| !original.contains_key(*key)).map(|key| format!("`{key}` is unknown")).collect();
    for (key, wanted) in original {
        match (catalogue.get(key), wanted) {
            (None, _) => mistakes.push(format!("`{key}` is missing")),
            (Some(Message::One(text)), Message::One(original)) => {
                if places(text) != places(original) {
                    mistakes.push(format!("`{key}` must have the places {:?}", places(original)));
                }
            }
            (Some(Message::Plural(forms)), Message::Plural(original)) => {
                let (has, needs): (BTreeSet<_>, BTreeSet<_>) =
                    (forms.keys().map(String::as_str).collect(), categories.iter().copied().collect());
                if has != needs {
                    mistakes.push(format!("`{key}` must have the plural forms {needs:?}, not {has:?}"));
                }
                // A form for exactly one or two may say the number in words, so a place may be left out, but none invented.
                let known: BTreeSet<_> = original.values().flat_map(|text| places(text)).collect();
                if let Some(text) = forms.values().find(|text| !places(text).is_subset(&known)) {
                    mistakes.push(format!("`{key}` has a place the original has not: {text}"));
                }
            }
            (Some(_), _) => mistakes.push(format!("`{key}` must be plural in all languages or in none")),
        }
    }
    mistakes
}

/// What is in braces: `{n}`.
fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::{Catalogue, compare};

    fn catalogue(json: &str) -> Catalogue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn each_kind_of_mistake_is_told() {
        let original = catalogue(r#"{ "a": "{x} and {y}", "b": "b", "n": { "one": "{n} point", "other": "{n} points" } }"#);
        let table = [
            (
                r#"{ "a": "{y} i {x}", "b": "b", "n": { "one": "punkt", "few": "{n} punkty", "many": "{n} punktów", "other": "{n} punktu" } }"#,
                0,
            ),
            (r#"{ "a": "{x}", "b": "b", "n": { "one": "1", "few": "2", "many": "3", "other": "4" } }"#, 1),
            (r#"{ "a": "{x}{y}", "n": { "one": "1", "few": "2", "many": "3", "other": "4" } }"#, 1),
            (r#"{ "a": "{x}{y}", "b": "b", "c": "c", "n": { "one": "1", "few": "2", "many": "3", "other": "4" } }"#, 1),
            (r#"{ "a": "{x}{y}", "b": "b", "n": { "one": "1", "other": "4" } }"#, 1),
            (r#"{ "a": "{x}{y}", "b": "b", "n": { "one": "1", "few": "{m}", "many": "3", "other": "4" } }"#, 1),
            (r#"{ "a": "{x}{y}", "b": "b", "n": "{n}" }"#, 1),
        ];
        for (polish, mistakes) in table {
            let found = compare(&original, &catalogue(polish), &["one", "few", "many", "other"]);
            assert_eq!(found.len(), mistakes, "{polish}: {found:?}");
        }
    }
}
