//! The merchant's look as CSS custom properties.

use loyalty_api::program::Theme;
use web_sys::HtmlElement;

/// Sets the properties on a root element. What is malformed or missing keeps the stylesheet's value; `accent` is the tag's
/// colour, for both grounds, where the theme has none.
pub fn apply(root: &HtmlElement, accent: Option<&str>, theme: Option<&Theme>) {
    let style = root.style();
    let set = |name: &str, value: &str| {
        let _ = style.set_property(name, value);
    };
    let light = theme.and_then(|theme| theme.accent.as_deref());
    let dark = theme.and_then(|theme| theme.accent_dark.as_deref());
    for (colour, suffix) in [(light.or(accent), "light"), (dark.or(light).or(accent), "dark")] {
        if let Some((text, colour)) = colour.and_then(|text| Some((text, Colour::parse(text)?))) {
            set(&["--brand-", suffix].concat(), text);
            set(&["--on-brand-", suffix].concat(), colour.text_on());
        }
    }
    let Some(theme) = theme else { return };
    if let Some(radius) = theme.radius {
        set("--radius", &[&radius.clamp(0, 24).to_string(), "px"].concat());
    }
    if let Some(font) = &theme.font {
        set("--font", font);
    }
}

/// Whether what is drawn on this ground must be dark to be seen; nothing where `colour` is not `#rrggbb`. For drawings: text
/// needs more contrast.
pub fn is_light(colour: &str) -> Option<bool> {
    Colour::parse(colour).map(|colour| colour.luminance() > 0.6)
}

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Colour([u8; 3]);

impl Colour {
    /// Reads `#rrggbb`.
    fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let part = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// Black or white, whichever contrasts more with it as WCAG 2.2 measures contrast.
    fn text_on(self) -> &'static str {
        // White wins where (1 + 0.05) / (L + 0.05) >= (L + 0.05) / 0.05.
        if self.luminance() <= 0.179 { "#fff" } else { "#111" }
    }

    /// Relative luminance, 0 to 1. The exact curve of WCAG 2.2 needs `powf`, which costs the page more than it gives: the
    /// square is within 0.02 of it, and only two texts are to choose from.
    fn luminance(self) -> f32 {
        let [red, green, blue] = self.0.map(|part| (f32::from(part) / 255.0) * (f32::from(part) / 255.0));
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_on_a_brand_colour_can_be_read() {
        for (colour, expected) in [
            ("#1f5f4a", "#fff"),
            ("#7cc9a8", "#111"),
            ("#000000", "#fff"),
            ("#ffffff", "#111"),
            ("#ffd400", "#111"),
            ("#c0392b", "#fff"),
        ] {
            assert_eq!(Colour::parse(colour).unwrap().text_on(), expected, "{colour}");
        }
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#fff", "red", "#12345g", "#1234567", "#éé12"] {
            assert_eq!(Colour::parse(text), None, "{text:?}");
        }
    }
}
