//! The language of texts in an answer.

use crate::programme::{Document, locale};
use axum::http::{HeaderMap, header};

/// The programme's language that `Accept-Language` asks for.
pub fn negotiate<'a>(document: &'a Document, headers: &HeaderMap) -> &'a str {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    locale::best(&document.locales, &document.default_locale, &locale::accepted(header))
}

/// The programme's language that an address asks for by its `locale`; without one, `Accept-Language` decides.
pub fn choose<'a>(document: &'a Document, wanted: Option<&String>, headers: &HeaderMap) -> &'a str {
    match wanted {
        Some(wanted) => locale::best(&document.locales, &document.default_locale, std::slice::from_ref(wanted)),
        None => negotiate(document, headers),
    }
}
