//! One spelling for a postal address.

/// Words that say the same, as shops' customers write them in the widget's languages.
const SHORT: [(&str, &str); 20] = [
    ("street", "st"),
    ("str", "st"),
    ("strasse", "st"),
    ("road", "rd"),
    ("avenue", "ave"),
    ("av", "ave"),
    ("boulevard", "blvd"),
    ("square", "sq"),
    ("lane", "ln"),
    ("drive", "dr"),
    ("apartment", "apt"),
    ("flat", "apt"),
    ("unit", "apt"),
    ("mieszkanie", "apt"),
    ("lokal", "apt"),
    ("aleja", "al"),
    ("aleje", "al"),
    ("ulica", ""),
    ("ul", ""),
    ("number", ""),
];

/// The spelling in which most ways of writing one address are the same: small letters without marks, no punctuation, and
/// the usual short forms. Two different addresses may share it; it is for finding what to look at.
pub fn canonical_address(text: &str) -> String {
    let plain: String = text.chars().flat_map(char::to_lowercase).flat_map(plain).collect();
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(short).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn short(word: &str) -> String {
    if let Some((_, short)) = SHORT.iter().find(|(long, _)| *long == word) {
        return (*short).into();
    }
    // German writes the street's kind in one word with its name.
    match word.strip_suffix("strasse").or_else(|| word.strip_suffix("str")) {
        Some(name) => format!("{name} st"),
        None => word.into(),
    }
}

/// A small letter without its mark. Marks of their own (U+0300 to U+036F) go.
fn plain(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => ('a', None),
        'ç' | 'ć' | 'č' => ('c', None),
        'ď' | 'đ' => ('d', None),
        'è'..='ë' | 'ē' | 'ę' | 'ě' => ('e', None),
        'ğ' => ('g', None),
        'ì'..='ï' | 'ī' | 'ı' => ('i', None),
        'ł' => ('l', None),
        'ñ' | 'ń' | 'ň' => ('n', None),
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => ('o', None),
        'ř' => ('r', None),
        'ś' | 'š' | 'ş' | 'ș' => ('s', None),
        'ť' | 'ţ' | 'ț' => ('t', None),
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => ('u', None),
        'ý' | 'ÿ' => ('y', None),
        'ź' | 'ż' | 'ž' => ('z', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ß' => ('s', Some('s')),
        // Nothing of a letter and no separator either, so that what it stands on stays one word.
        '\u{300}'..='\u{36f}' | '\'' | '’' => return None.into_iter().chain(None),
        other => (other, None),
    };
    Some(first).into_iter().chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_address_has_one_spelling() {
        for (one, other) in [
            ("12 Baker Street, London NW1", "12, baker st. london  nw1"),
            ("ul. Długa 5/7, 00-001 Łódź", "Dluga 5 / 7  00-001 LODZ"),
            ("Hauptstraße 3, Köln", "Hauptstr. 3 koln"),
            ("Haupt Strasse 3", "hauptstrasse 3"),
            ("4 O’Neil Avenue, Flat 2", "4 ONeil Ave apt 2"),
            ("Calle An\u{303}o 1", "calle año 1"),
            ("Şişli Cd. 8", "sisli cd 8"),
        ] {
            assert_eq!(canonical_address(one), canonical_address(other), "{one}");
        }
        for (one, other) in [
            ("12 Baker Street", "21 Baker Street"),
            ("12 Baker Street, flat 1", "12 Baker Street, flat 2"),
            ("Długa 5/7", "Długa 7/5"),
            ("شارع النيل 5", "شارع النيل 6"),
        ] {
            assert_ne!(canonical_address(one), canonical_address(other), "{one}");
        }
        assert_eq!(canonical_address(" ,.- "), "");
    }

    proptest! {
        #[test]
        fn capitals_and_punctuation_make_no_difference(words in prop::collection::vec("[a-z0-9]{1,8}", 1..8), mark in "[ ,.;-]{1,3}") {
            let plain = canonical_address(&words.join(" "));
            prop_assert_eq!(canonical_address(&words.join(&mark).to_uppercase()), plain);
        }

        #[test]
        fn any_text_is_an_address(text in "\\PC{0,40}") {
            let address = canonical_address(&text);
            prop_assert!(!address.starts_with(' ') && !address.ends_with(' ') && !address.contains("  "));
        }
    }
}
