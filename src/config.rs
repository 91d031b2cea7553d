//! The script tag's attributes, as the widget needs them. What only the loader needs stays in `static/embed.js`.

use crate::browser::link;

/// How the merchant set the widget up.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// `data-shop`: the shop's public key.
    pub shop: String,
    /// `data-api`, or the origin of the script: where `/v1` is, without a slash at the end.
    pub api: String,
    /// `data-token-url`: a page of the merchant that answers with the shopper's signed token, or 204 for a guest.
    pub token_url: Option<String>,
    /// The language of the widget's sentences (BCP 47), as the loader chose it.
    pub locale: String,
    /// `data-label`: the launcher's text for guests.
    pub label: Option<String>,
    /// `data-sign-in-url`: where a guest signs in.
    pub sign_in_url: Option<String>,
    /// `data-join-url`: where a guest becomes a member.
    pub join_url: Option<String>,
    /// `data-accent`: the brand colour (`#rrggbb`) until the programme's theme is known, and where it has none.
    pub accent: Option<String>,
    /// `data-theme`.
    pub scheme: Scheme,
    /// `data-position`.
    pub position: Position,
    /// `data-consent="granted"`: the shopper agreed to storage before the page came.
    pub consent: bool,
    /// `data-consent`, where it names somebody who says it: `shopify`, `google`, `tcf`.
    pub platform: Option<String>,
    /// `data-analytics`: who is told what happens, `ga4`, `gtag`, `klaviyo`, separated by spaces.
    pub analytics: Option<String>,
}

/// Light, dark, or as the browser prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// As `prefers-color-scheme` says.
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Scheme {
    /// The attribute's value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The corner of the page the launcher stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Bottom, where lines end.
    End,
    /// Bottom, where lines start.
    Start,
}

impl Position {
    /// The attribute's value.
    pub const fn name(self) -> &'static str {
        match self {
            Self::End => "end",
            Self::Start => "start",
        }
    }
}

/// A sentence for the merchant's console: which attribute, and what to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError(pub &'static str);

impl Config {
    /// Reads the attributes by their names without `data-`. `origin` is where the script came from.
    pub fn read(get: impl Fn(&str) -> Option<String>, origin: &str) -> Result<Self, ConfigError> {
        let text = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let address = |name: &str| text(name).filter(|value| link::safe(value).is_some());
        let api = text("api").unwrap_or_else(|| origin.into());
        if !(api.starts_with("https://") || api.starts_with("http://")) {
            return Err(ConfigError("data-api must be an address that starts with https://"));
        }
        Ok(Self {
            shop: text("shop").ok_or(ConfigError("the script tag needs data-shop, the public key of your shop"))?,
            api: api.trim_end_matches('/').into(),
            token_url: address("token-url"),
            locale: text("locale").unwrap_or_else(|| "en".into()),
            label: text("label"),
            accent: text("accent"),
            sign_in_url: address("sign-in-url"),
            join_url: address("join-url"),
            scheme: match text("theme").as_deref() {
                None | Some("auto") => Scheme::Auto,
                Some("light") => Scheme::Light,
                Some("dark") => Scheme::Dark,
                Some(_) => return Err(ConfigError("data-theme must be auto, light or dark")),
            },
            position: match text("position").as_deref() {
                None | Some("end") => Position::End,
                Some("start") => Position::Start,
                Some(_) => return Err(ConfigError("data-position must be end or start")),
            },
            consent: text("consent").as_deref() == Some("granted"),
            platform: text("consent").filter(|word| !["granted", "denied", "manual"].contains(&word.as_str())),
            analytics: text("analytics"),
        })
    }

    /// The address of an API path such as `/me`.
    pub fn endpoint(&self, path: &str) -> String {
        [&self.api, "/v1", path].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let get = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::read(get, "https://cdn.example")
    }

    #[test]
    fn a_shop_is_enough() {
        let config = read(&[("shop", " demo ")]).unwrap();
        assert_eq!(config.shop, "demo");
        assert_eq!(config.endpoint("/me"), "https://cdn.example/v1/me");
        assert_eq!((config.scheme, config.position, config.consent), (Scheme::Auto, Position::End, false));
        assert_eq!(config.token_url, None);
    }

    #[test]
    fn mistakes_name_the_attribute() {
        for (attributes, expected) in [
            (&[][..], "data-shop"),
            (&[("shop", " ")][..], "data-shop"),
            (&[("shop", "demo"), ("api", "javascript:alert(1)")][..], "data-api"),
            (&[("shop", "demo"), ("theme", "blue")][..], "data-theme"),
            (&[("shop", "demo"), ("position", "left")][..], "data-position"),
        ] {
            let ConfigError(sentence) = read(attributes).unwrap_err();
            assert!(sentence.contains(expected), "{attributes:?}: {sentence}");
        }
    }

    #[test]
    fn addresses_that_run_code_are_left_out() {
        let config = read(&[("shop", "demo"), ("join-url", "javascript:alert(1)"), ("sign-in-url", "/login")]).unwrap();
        assert_eq!(config.join_url, None);
        assert_eq!(config.sign_in_url.as_deref(), Some("/login"));
    }

    #[test]
    fn consent_is_given_by_the_tag_or_told_by_somebody_it_names() {
        for (value, consent, platform) in [
            (None, false, None),
            (Some("granted"), true, None),
            (Some("denied"), false, None),
            (Some("manual"), false, None),
            (Some("google"), false, Some("google")),
            (Some(" tcf "), false, Some("tcf")),
        ] {
            let attributes: Vec<_> = [("shop", "demo")].into_iter().chain(value.map(|value| ("consent", value))).collect();
            let config = read(&attributes).unwrap();
            assert_eq!((config.consent, config.platform.as_deref()), (consent, platform), "{value:?}");
        }
    }

    #[test]
    fn a_slash_at_the_end_of_the_api_makes_no_difference() {
        assert_eq!(
            read(&[("shop", "demo"), ("api", "https://api.example/")]).unwrap().endpoint("/me"),
            "https://api.example/v1/me"
        );
    }
}
