//! E-mail addresses that last for minutes.

/// Well-known domains that anybody gets mail at without an account, from the public-domain list
/// <https://github.com/disposable-email-domains/disposable-email-domains>. Relays that hide an address for good
/// (Apple's, Firefox's, SimpleLogin's, DuckDuckGo's) are not among them: who uses one is as real as anybody.
const DOMAINS: [&str; 52] = [
    "10minutemail.com",
    "1secmail.com",
    "20minutemail.com",
    "anonbox.net",
    "byom.de",
    "crazymailing.com",
    "discard.email",
    "dispostable.com",
    "dropmail.me",
    "einrot.com",
    "emailfake.com",
    "emailondeck.com",
    "fakeinbox.com",
    "fakemailgenerator.com",
    "getnada.com",
    "grr.la",
    "guerrillamail.com",
    "guerrillamail.net",
    "gufum.com",
    "harakirimail.com",
    "inboxbear.com",
    "inboxkitten.com",
    "jetable.org",
    "mailcatch.com",
    "maildrop.cc",
    "mailexpire.com",
    "mailinator.com",
    "mailnesia.com",
    "mailpoof.com",
    "mailsac.com",
    "mintemail.com",
    "minuteinbox.com",
    "moakt.com",
    "mohmal.com",
    "mytemp.email",
    "nada.email",
    "sharklasers.com",
    "spam4.me",
    "temp-mail.org",
    "tempail.com",
    "tempinbox.com",
    "tempmailo.com",
    "tempr.email",
    "throwawaymail.com",
    "tmail.ws",
    "tmpmail.org",
    "trashmail.com",
    "trashmail.de",
    "wegwerfmail.de",
    "yopmail.com",
    "yopmail.fr",
    "yopmail.net",
];

/// Whether an address ([in one spelling](super::canonical_email)) is at a well-known domain of that kind, at one of the merchant's
/// own list, or at a name below one of them.
pub fn is_disposable(email: &str, own: &[String]) -> bool {
    let Some((_, domain)) = email.rsplit_once('@') else {
        return false;
    };
    let is_at = |listed: &str| {
        let name = domain.len().checked_sub(listed.len()).and_then(|at| domain.split_at_checked(at));
        name.is_some_and(|(below, end)| {
            !listed.is_empty() && end.eq_ignore_ascii_case(listed) && (below.is_empty() || below.ends_with('.'))
        })
    };
    DOMAINS.iter().any(|listed| is_at(listed)) || own.iter().any(|listed| is_at(listed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_domains_and_the_merchants_own() {
        let own = ["Throwaway.example".to_owned(), String::new()];
        for (email, expected) in [
            ("ada@mailinator.com", true),
            ("ada@eu.mailinator.com", true),
            ("ada@notmailinator.com", false),
            ("ada@mailinator.com.example", false),
            ("ada@throwaway.example", true),
            ("ada@a.throwaway.example", true),
            ("ada@example", false),
            ("ada@żółw.example", false),
            ("ada@gmail.com", false),
            ("mailinator.com", false),
        ] {
            assert_eq!(is_disposable(email, &own), expected, "{email}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_in_one_spelling() {
        assert!(DOMAINS.is_sorted_by(|one, next| one < next));
        assert!(
            DOMAINS.iter().all(|domain| super::super::canonical_email(&format!("a@{domain}")) == Some(format!("a@{domain}")))
        );
    }
}
