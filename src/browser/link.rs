//! Addresses that come from outside.

/// The address, if following it can only open a page: `https:`, `http:`, `mailto:` or a path. A `javascript:` address
/// from a tag, a programme or a hook must never become a link.
pub fn safe(address: &str) -> Option<&str> {
    let address = address.trim();
    let scheme = address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    match scheme {
        None => (!address.is_empty()).then_some(address),
        Some(scheme) => ["https", "http", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(address),
    }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn only_pages_can_be_opened() {
        for (address, expected) in [
            ("https://shop.example/login", true),
            ("/account?next=https://x", true),
            ("login", true),
            ("HTTP://shop.example", true),
            ("mailto:a@b.example", true),
            ("//cdn.example/x", true),
            ("", false),
            ("javascript:alert(1)", false),
            (" JavaScript:alert(1)", false),
            ("java\nscript:alert(1)", false),
            ("data:text/html,x", false),
            ("/a:b", true),
        ] {
            assert_eq!(safe(address).is_some(), expected, "{address:?}");
        }
    }
}
