//! The shop's own words: complete in every language, and every word the page asks for is there.

use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// Languages with the CLDR plural categories that whole numbers need in them.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("en", &["one", "other"]),
    ("pl", &["one", "few", "many", "other"]),
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
];

fn shop() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/shop")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn texts(language: &str) -> Map<String, Value> {
    serde_json::from_str(&read(&shop().join(format!("texts/{language}.json")))).unwrap()
}

#[test]
fn every_language_has_every_text_and_plural() {
    let english = texts("en");
    for (language, categories) in LANGUAGES {
        let texts = texts(language);
        let missing: Vec<_> = english.keys().filter(|key| !texts.contains_key(*key)).collect();
        let extra: Vec<_> = texts.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && extra.is_empty(), "{language} lacks {missing:?} and has {extra:?} more");
        for (key, text) in &texts {
            let Some(forms) = text.as_object() else {
                assert!(english[key].is_string(), "{language}: {key} needs plural forms");
                continue;
            };
            let has_all = categories.iter().all(|category| forms.contains_key(*category));
            assert!(has_all, "{language}: {key} has {:?}, and {language} needs {categories:?}", forms.keys());
        }
    }
}

#[test]
fn every_product_is_described_in_every_language() {
    let catalogue: Value = serde_json::from_str(&read(&shop().join("products.json"))).unwrap();
    for product in catalogue["products"].as_array().unwrap() {
        for field in ["name", "blurb", "about"] {
            for (language, _) in LANGUAGES {
                assert!(product[field][language].is_string(), "{} has no {field} in {language}", product["id"]);
            }
        }
        assert!(
            shop().join(format!("art/{}.svg", product["id"].as_str().unwrap())).is_file(),
            "{} has no picture",
            product["id"]
        );
    }
}

#[test]
fn every_text_the_page_asks_for_by_name_is_there() {
    let english = texts("en");
    let mut asked = 0;
    for folder in ["js", "js/pages"] {
        for entry in std::fs::read_dir(shop().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "js") {
                continue;
            }
            let script = read(&path);
            for (at, _) in script.match_indices(" t(\"").chain(script.match_indices("(t(\"")).chain(script.match_indices("[t(\""))
            {
                let key = script[at + 4..].split('"').next().unwrap();
                assert!(english.contains_key(key), "{} asks for {key}", path.display());
                asked += 1;
            }
        }
    }
    assert!(asked > 50, "only {asked} texts were found: has the page changed how it asks?");
}
