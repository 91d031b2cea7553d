//! Which of the programme's languages a shopper gets.

/// The best of `available` for the wanted tags, in the order of preference; `fallback` where none fits. A wanted tag
/// is shortened from its end until it fits (RFC 4647, lookup), and a language fits each of its regions.
pub fn best<'a>(available: &'a [String], fallback: &'a str, wanted: &[String]) -> &'a str {
    for tag in wanted {
        let mut range = tag.as_str();
        loop {
            if let Some(found) = available.iter().find(|locale| locale.eq_ignore_ascii_case(range)) {
                return found;
            }
            match range.rfind('-') {
                Some(end) => range = &range[..end],
                None => break,
            }
        }
        // "pt" is better served by "pt-BR" than by another language.
        if let Some(found) = available.iter().find(|locale| language(locale).eq_ignore_ascii_case(range)) {
            return found;
        }
    }
    fallback
}

/// The tags of an `Accept-Language` header, the most wanted first.
pub fn accepted(header: &str) -> Vec<String> {
    let mut tags: Vec<(f32, &str)> = Vec::new();
    for part in header.split(',').take(32) {
        let (tag, parameters) = part.split_once(';').unwrap_or((part, ""));
        let weight = parameters.trim().strip_prefix("q=").map_or(Some(1.0), |weight| weight.trim().parse::<f32>().ok());
        match weight {
            Some(weight) if weight > 0.0 && !tag.trim().is_empty() && tag.trim() != "*" => tags.push((weight, tag.trim())),
            _ => {}
        }
    }
    tags.sort_by(|a, b| b.0.total_cmp(&a.0));
    tags.into_iter().map(|(_, tag)| tag.to_owned()).collect()
}

fn language(locale: &str) -> &str {
    locale.split('-').next().unwrap_or(locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_language_is_found() {
        let available = ["en", "pl", "pt-BR", "zh-Hant"].map(String::from);
        for (wanted, expected) in [
            ("pl", "pl"),
            ("PL-pl", "pl"),
            ("pt", "pt-BR"),
            ("pt-PT", "pt-BR"),
            ("zh-Hant-TW", "zh-Hant"),
            ("fr, pl;q=0.5, en;q=0.4", "pl"),
            ("pl;q=0.1, pt-BR", "pt-BR"),
            ("pl;q=0, *", "en"),
            ("", "en"),
            ("-;q=-,;;,=", "en"),
        ] {
            assert_eq!(best(&available, "en", &accepted(wanted)), expected, "{wanted:?}");
        }
    }
}
