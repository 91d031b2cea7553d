//! One spelling for an e-mail address.

/// The longest address that can be written to (RFC 5321, section 4.5.3.1.3, less the angle brackets).
const LONGEST: usize = 254;

/// The spelling in which all ways of writing to one mailbox are the same: small letters, no `+tag`, and for Gmail no dots.
/// Nothing for what is no address. For telling people apart, not for writing to them.
///
/// A domain's name in its own script and in ASCII (`xn--…`) stay two spellings.
pub fn canonical_email(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let is_odd =
        |letter: char| letter.is_whitespace() || letter.is_control() || matches!(letter, '@' | '"' | '<' | '>' | ',' | ';');
    if text.len() > LONGEST || local.is_empty() || local.contains(is_odd) || domain.contains(is_odd) {
        return None;
    }
    // IDNA takes these three for the full stop (UTS #46, section 4).
    let domain = domain.to_lowercase().replace(['\u{3002}', '\u{ff0e}', '\u{ff61}'], ".");
    let domain = domain.strip_suffix('.').unwrap_or(&domain);
    if !domain.contains('.') || domain.split('.').any(str::is_empty) {
        return None;
    }
    let domain = if domain == "googlemail.com" { "gmail.com" } else { domain };
    let local = local.to_lowercase();
    // An address that begins with `+` has no other name to be a tag of.
    let local = match local.split_once('+') {
        Some((name, _)) if !name.is_empty() => name,
        _ => &local,
    };
    // https://support.google.com/mail/answer/7436150: dots don't matter in Gmail addresses.
    let local = if domain == "gmail.com" { local.replace('.', "") } else { local.into() };
    (!local.is_empty()).then(|| format!("{local}@{domain}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_mailbox_has_one_spelling() {
        for (text, expected) in [
            ("ada@example.com", Some("ada@example.com")),
            ("  Ada@Example.COM ", Some("ada@example.com")),
            ("ada@example.com.", Some("ada@example.com")),
            ("ada@example\u{3002}com", Some("ada@example.com")),
            ("ada@example\u{ff0e}com\u{ff61}", Some("ada@example.com")),
            ("ada+shop@example.com", Some("ada@example.com")),
            ("ada+shop+two@example.com", Some("ada@example.com")),
            ("ada.love@example.com", Some("ada.love@example.com")),
            ("a.d.a+shop@gmail.com", Some("ada@gmail.com")),
            ("A.da@GoogleMail.com", Some("ada@gmail.com")),
            ("+ada@example.com", Some("+ada@example.com")),
            ("żółw@bücher.example", Some("żółw@bücher.example")),
            ("ŻÓŁW@BÜCHER.example", Some("żółw@bücher.example")),
            ("o'neil@example.com", Some("o'neil@example.com")),
            ("ada", None),
            ("@example.com", None),
            ("ada@", None),
            ("ada@localhost", None),
            ("ada@.com", None),
            ("ada@example..com", None),
            ("ada@@example.com", None),
            ("ada bell@example.com", None),
            ("ada@example.com, eve@example.com", None),
            ("<ada@example.com>", None),
            ("...@gmail.com", None),
            ("", None),
        ] {
            assert_eq!(canonical_email(text).as_deref(), expected, "{text:?}");
        }
        assert_eq!(canonical_email(&format!("{}@example.com", "a".repeat(243))), None);
    }

    proptest! {
        #[test]
        fn a_canonical_address_is_its_own(text in "\\PC{0,20}@?[a-zA-Z.+@]{0,20}") {
            if let Some(once) = canonical_email(&text) {
                prop_assert_eq!(canonical_email(&once), Some(once.clone()), "{}", once);
            }
        }

        #[test]
        fn case_dots_and_tags_do_not_hide_a_gmail_mailbox(
            letters in "[a-z]{1,10}", dots in prop::collection::vec(any::<(bool, bool)>(), 10), tag in "(\\+[a-z0-9.]{0,8})?",
            domain in "g(oogle)?mail\\.com\\.?",
        ) {
            let mut local = String::new();
            for (letter, (dot, upper)) in letters.chars().zip(dots) {
                local.push(if upper { letter.to_ascii_uppercase() } else { letter });
                if dot {
                    local.push('.');
                }
            }
            prop_assert_eq!(canonical_email(&format!("{local}{tag}@{domain}")), Some(format!("{letters}@gmail.com")));
        }
    }
}
