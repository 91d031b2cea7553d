//! Where the shopper came from.

use crate::browser::property::text;
use loyalty_rules::experiment::parameter;
use wasm_bindgen::JsValue;

/// How a visit began: what its first address and its referrer say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landing {
    /// `utm_source`, `utm_medium`, `utm_campaign`.
    pub utm: Vec<String>,
    /// The host of the page that led here; empty where that was this shop, or nothing tells.
    pub referrer: String,
}

/// Hosts of search engines begin with these, after `www.` and the like.
const SEARCH: [&str; 9] = ["google", "bing", "duckduckgo", "yahoo", "ecosia", "qwant", "yandex", "baidu", "startpage"];

impl Landing {
    /// Of this page, by its `location` and its document's `referrer`.
    pub fn read(location: &JsValue, referrer: &str) -> Self {
        let query = text(location, "search");
        let referrer = host(referrer);
        Self {
            utm: ["utm_source", "utm_medium", "utm_campaign"].iter().map(|name| said(&query, name)).collect(),
            referrer: if referrer == text(location, "host") { String::new() } else { referrer.into() },
        }
    }

    /// Whether a search led here.
    pub fn is_search(&self) -> bool {
        let mut parts = self.referrer.split('.');
        parts.any(|part| SEARCH.contains(&part))
    }
}

/// The host of an address.
fn host(address: &str) -> &str {
    address.split_once("://").and_then(|(_, rest)| rest.split(['/', '?', '#']).next()).unwrap_or_default()
}

/// A parameter of a query such as `?a=1&b=2`, as a person would write it.
fn said(query: &str, name: &str) -> String {
    let value = parameter(query, name).unwrap_or_default().replace('+', " ");
    js_sys::decode_uri_component(&value).map_or(value, String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_addresses() {
        for (address, expected) in [
            ("https://www.google.com/", "www.google.com"),
            ("https://shop.example:8080/a?b#c", "shop.example:8080"),
            ("android-app://com.example", "com.example"),
            ("", ""),
            ("nonsense", ""),
        ] {
            assert_eq!(host(address), expected, "{address:?}");
        }
    }

    #[test]
    fn searches_are_known_by_their_hosts() {
        for (referrer, expected) in [
            ("www.google.co.uk", true),
            ("duckduckgo.com", true),
            ("search.yahoo.com", true),
            ("notgoogle.com", false),
            ("shop.example", false),
            ("", false),
        ] {
            let landing = Landing { referrer: referrer.into(), ..Landing::default() };
            assert_eq!(landing.is_search(), expected, "{referrer:?}");
        }
    }
}
