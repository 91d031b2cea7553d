//! Which crate weighs what: the sizes of function bodies, by the crate in each function's name.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

/// What a crate adds to the module.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Weight {
    /// The crate, or what else the code is.
    pub(crate) name: String,
    /// The size of its function bodies in bytes, uncompressed.
    pub(crate) bytes: usize,
}

/// The weights in a module that still has its name section, heaviest first.
///
/// # Errors
/// If `wasm` is not a module.
pub(crate) fn by_crate(wasm: &[u8]) -> Result<Vec<Weight>> {
    let (mut imported, mut bodies, mut names) = (0_u32, Vec::new(), BTreeMap::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.range().len()),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(subsections) = section.as_known() {
                    for subsection in subsections {
                        if let Name::Function(functions) = subsection? {
                            for function in functions {
                                let function = function?;
                                names.insert(function.index, function.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut weights = BTreeMap::<String, usize>::new();
    for (index, bytes) in (imported..).zip(bodies) {
        let name = names.get(&index).map_or("(no name)", String::as_str);
        *weights.entry(crate_of(name)).or_default() += bytes;
    }
    let mut weights: Vec<_> = weights.into_iter().map(|(name, bytes)| Weight { name, bytes }).collect();
    weights.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(&b.name)));
    Ok(weights)
}

/// The crate a mangled name belongs to: the type's or function's own, not that of a trait or of a generic argument.
fn crate_of(name: &str) -> String {
    let found = if let Some(v0) = name.strip_prefix("_R") { v0_crate(v0) } else { legacy_crate(name) };
    found.unwrap_or_else(|| "(not Rust)".to_owned())
}

/// Version 0 spells a crate `C`, an optional disambiguator `s…_`, then its name's length and the name.
fn v0_crate(name: &str) -> Option<String> {
    name.match_indices('C').find_map(|(at, _)| {
        let mut rest = &name[at + 1..];
        if let Some(disambiguated) = rest.strip_prefix('s') {
            rest = disambiguated.split_once('_')?.1;
        }
        identifier(rest).map(str::to_owned)
    })
}

/// The legacy scheme spells a path `_ZN`, then the length and text of each part; a trait's method on a type starts with `_$LT$`.
fn legacy_crate(name: &str) -> Option<String> {
    let first = identifier(name.strip_prefix("_ZN")?)?;
    let plain =
        first.trim_start_matches('_').trim_start_matches("$LT$").trim_start_matches("$RF$").trim_start_matches("mut$u20$");
    let plain = plain.split(['.', '$']).next().filter(|part| !part.is_empty())?;
    Some(plain.to_owned())
}

/// A length in digits and as many bytes of name.
fn identifier(text: &str) -> Option<&str> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let length = text[..digits].parse().ok()?;
    let name =
        text[digits..].strip_prefix('_').filter(|_| digits > 0 && !text[digits..].starts_with("_$")).unwrap_or(&text[digits..]);
    name.get(..length).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Weight, by_crate, crate_of};

    #[test]
    fn the_crate_is_read_from_both_manglings() {
        let table = [
            ("_ZN4core3fmt9Formatter3pad17h0123456789abcdefE", "core"),
            ("_ZN72_$LT$leptos..children..Children$u20$as$u20$core..ops..drop..Drop$GT$4drop17h0123456789abcdefE", "leptos"),
            ("_RNvNtCs1234_7mycrate3foo3bar", "mycrate"),
            ("_RINvNtC3std3mem8align_ofjdE", "std"),
            ("__wbindgen_malloc", "(not Rust)"),
        ];
        for (name, expected) in table {
            assert_eq!(crate_of(name), expected, "{name}");
        }
    }

    #[test]
    fn bodies_are_summed_under_the_name_of_their_function() {
        // (module (func $_ZN4core1aE) (func $_ZN4core1bE nop))
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x03\x02\0\0\x0a\x08\x02\x02\0\x0b\x03\0\x01\x0b".to_vec();
        let names = b"\x04name\x01\x1b\x02\x00\x0b_ZN4core1aE\x01\x0b_ZN4core1bE";
        wasm.extend([0, u8::try_from(names.len()).unwrap()]);
        wasm.extend(names);
        assert_eq!(by_crate(&wasm).unwrap(), [Weight { name: "core".to_owned(), bytes: 5 }]);
    }
}
