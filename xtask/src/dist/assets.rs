//! The files of a build: named by their content, but for the loader.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::manifest::{self, File, Manifest, Role};
use super::{Code, esbuild, messages};
use crate::paths;

/// The loader's name: it is in the merchant's page and cannot change.
const LOADER: &str = "embed.js";

/// The name by which static/boot.js imports the glue it is bundled with.
const GLUE: &str = "loyalty-widget.js";

/// Writes a whole build into `out`, the loader last: until then the old one finds its old files.
///
/// # Errors
/// If a source is missing or a file cannot be written.
pub(crate) fn write(code: &Code, out: &Path) -> Result<()> {
    let old = Manifest::read(out).ok();
    let style = esbuild::css(&source("widget.css")?)?;
    let style = File::write(out, &name("widget", "css", &[style.as_bytes()]), Role::Css, style.as_bytes())?;
    fs::write(paths::work().join(GLUE), &code.glue)?;
    let parts = parts(code, out)?;
    let entry = |file: &File| json!([file.name, file.sha256]);
    let entries = |part: &str| files_of(part, &parts).into_iter().map(entry).collect::<Value>();
    let entries: Map<_, _> = parts.keys().map(|part| (part.clone(), entries(part))).collect();
    let mut locales = Vec::new();
    let mut catalogues = Map::new();
    // Every catalogue has the same messages, as `cargo xtask check` sees to.
    let homes = messages::find(catalogue("en")?.keys(), code, homes);
    for language in languages()? {
        let (main, words) = say(&language, &homes, out)?;
        let said = |part: &str| files_of(part, &words).into_iter().map(entry).collect::<Value>();
        let said: Map<_, _> = parts.keys().map(|part| (part.clone(), said(part))).collect();
        catalogues.insert(language, json!([main.name, main.sha256, said]));
        locales.push(main);
        locales.extend(words.into_values());
    }
    let boot = with(&with(&source("boot.js")?, "STYLES", &entry(&style))?, "LOCALES", &catalogues.into())?;
    let boot = with(&boot, "PARTS", &entries.into())?;
    // One hash in both names: they only work together, and the loader carries both.
    let glue = esbuild::bundle(&boot)?;
    let both = [glue.as_bytes(), &code.wasm];
    let module = File::write(out, &name("loyalty", "wasm", &both), Role::Wasm, &code.wasm)?;
    let glue = File::write(out, &name("loyalty", "js", &both), Role::Glue, glue.as_bytes())?;
    let loader = with(&source(LOADER)?, "FILES", &json!([glue.name, glue.sha256, module.name, module.sha256]))?;
    let loader = File::write(out, LOADER, Role::Loader, esbuild::script(&loader)?.as_bytes())?;

    let tag = format!(
        r#"<script async src="https://YOUR-LOYALTY-HOST/{LOADER}" integrity="{}" crossorigin="anonymous" data-shop="YOUR-SHOP"></script>"#,
        loader.sha384
    );
    let files: Vec<_> = [loader, glue, module, style].into_iter().chain(parts.into_values()).chain(locales).collect();
    let previous = old.as_ref().map(|old| old.kept_by(&files)).unwrap_or_default();
    let manifest = Manifest { tag, files, previous };
    fs::write(out.join(manifest::NAME), serde_json::to_string_pretty(&manifest)? + "\n")?;
    old.map_or(Ok(()), |old| remove(out, &old.stale(&manifest)))
}

/// The stylesheets in static/css, in the order in which they are adopted, with the parts that need them.
pub(crate) const STYLES: [(&str, &[&str]); 7] = [
    ("controls", &["panel", "popups", "quiz"]),
    ("product", &["quiz", "rows"]),
    ("panel", &["panel"]),
    ("later", &["later"]),
    ("popups", &["popups"]),
    ("quiz", &["quiz"]),
    ("rows", &["rows"]),
];

/// What comes with what: the first is never used without the second, so it does not repeat what that has.
const WITH: [(&str, &str); 2] = [("later", "panel"), ("popups", "watch")];

/// Writes the file of each part: the modules and stylesheets it needs, one after the other, each after its number and its length
/// (two big-endian numbers of 32 bits). A piece that is in two files has the same number in both, by which the loader links it
/// once. So nobody loads what they have no use for, and what is alike in the pieces of a file is compressed once.
fn parts(code: &Code, out: &Path) -> Result<BTreeMap<String, File>> {
    let mut pieces: Vec<(Vec<&str>, Vec<u8>)> = Vec::new();
    for (module, wasm) in &code.modules {
        let users = code.parts.iter().filter(|(_, modules)| modules.contains(module)).map(|(part, _)| part.as_str());
        pieces.push((homes(users.collect()), wasm.clone()));
    }
    for style in stems("css", ".css")? {
        ensure!(STYLES.iter().any(|(known, _)| *known == style), "static/css/{style}.css belongs to no part");
    }
    for (style, users) in STYLES {
        pieces.push((homes(users.to_vec()), esbuild::css(&source(&format!("css/{style}.css"))?)?.into()));
    }
    let mut files: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (number, (homes, piece)) in pieces.iter().enumerate() {
        for home in homes {
            let bytes = files.entry(*home).or_default();
            bytes.extend(u32::try_from(number)?.to_be_bytes());
            bytes.extend(u32::try_from(piece.len())?.to_be_bytes());
            bytes.extend(piece);
        }
    }
    let write = |(part, bytes): (&str, Vec<u8>)| {
        // What is shared lies where the main module has it: a part only works with the one it was built with.
        let file = name(part, "part", &[&bytes, &code.wasm]);
        Ok((part.to_owned(), File::write(out, &file, Role::Part, &bytes)?.of(part)))
    };
    files.into_iter().map(write).collect()
}

/// A language's messages by their names.
fn catalogue(language: &str) -> Result<Map<String, Value>> {
    serde_json::from_str(&source(&format!("locales/{language}.json"))?)
        .with_context(|| format!("reading static/locales/{language}.json"))
}

/// Writes a language's messages: the file that every page gets, and one for each part that says something of its own.
fn say(language: &str, homes: &messages::Homes, out: &Path) -> Result<(File, BTreeMap<String, File>)> {
    let write = |stem: &str, role: Role, messages: &Map<String, Value>| {
        let text = serde_json::to_string(messages)?;
        File::write(out, &name(stem, "json", &[text.as_bytes()]), role, text.as_bytes())
    };
    let split = messages::split(catalogue(language)?, homes);
    let main = write(&format!("locales/{language}"), Role::Locale, &split.main)?;
    let words = split.parts.iter().map(|(part, messages)| {
        let file = write(&format!("locales/{language}.{part}"), Role::Words, messages)?;
        Ok((part.clone(), file.of(part)))
    });
    Ok((main, words.collect::<Result<_>>()?))
}

/// In which files a piece or a message is that these parts need.
fn homes(users: Vec<&str>) -> Vec<&str> {
    let has = |part: &str| WITH.iter().any(|(late, early)| *late == part && users.contains(early));
    users.iter().copied().filter(|part| !has(part)).collect()
}

/// The files of a part, in the order in which they are linked.
fn files_of<'a>(part: &'a str, parts: &'a BTreeMap<String, File>) -> Vec<&'a File> {
    let first = WITH.iter().filter(|(late, _)| *late == part).map(|(_, early)| *early);
    first.chain([part]).filter_map(|part| parts.get(part)).collect()
}

/// The languages there are catalogues for.
///
/// # Errors
/// If there is no folder of catalogues.
pub(crate) fn languages() -> Result<Vec<String>> {
    stems("locales", ".json")
}

/// The names of the files in a folder of `static`, without this ending.
fn stems(folder: &str, ending: &str) -> Result<Vec<String>> {
    let folder = paths::root().join("static").join(folder);
    let mut stems = Vec::new();
    for file in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        stems.extend(name.strip_suffix(ending).map(str::to_owned));
    }
    stems.sort();
    Ok(stems)
}

fn source(name: &str) -> Result<String> {
    let file = paths::root().join("static").join(name);
    fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}

/// Puts `value` in where `script` has plain names for `trunk serve`: `typeof NAME === "object" ? NAME : …`.
fn with(script: &str, name: &str, value: &Value) -> Result<String> {
    let choice = format!("typeof {name} === \"object\" ? {name} :");
    ensure!(script.matches(&choice).count() == 1, "the loader must have `{choice}` once");
    // The other branch is dead, so esbuild drops it.
    Ok(script.replace(&choice, &format!("true ? {value} :")))
}

/// A name with the first ten digits of its contents' SHA-256 in it, so that the file may be cached for ever.
fn name(stem: &str, extension: &str, contents: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    contents.iter().for_each(|content| hasher.update(content));
    let hash: String = hasher.finalize().iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{stem}.{hash}.{extension}")
}

/// Removes files of earlier builds; nothing that a build did not write.
fn remove(out: &Path, names: &[&str]) -> Result<()> {
    for name in names {
        for suffix in ["", ".br", ".gz"] {
            let path = out.join(format!("{name}{suffix}"));
            if path.exists() {
                fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{STYLES, WITH, homes, source, with};

    #[test]
    fn a_piece_is_with_whoever_needs_it_and_not_twice_for_one_reader() {
        for (users, files) in [
            (&["quiz"][..], &["quiz"][..]),
            (&["quiz", "rows"], &["quiz", "rows"]),
            (&["later", "quiz"], &["later", "quiz"]),
            (&["later", "panel", "quiz"], &["panel", "quiz"]),
        ] {
            assert_eq!(homes(users.to_vec()), files);
        }
    }

    #[test]
    fn under_trunk_each_part_has_the_same_stylesheets() {
        let boot = source("boot.js").unwrap();
        for part in ["panel", "later", "popups", "quiz", "rows"] {
            let early = WITH.iter().find(|(late, _)| *late == part).map(|(_, early)| early);
            let of_part = STYLES.iter().filter(|(_, users)| users.contains(&part) || early.is_some_and(|it| users.contains(it)));
            let styles: Vec<_> = of_part.map(|(style, _)| format!("[\"css/{style}.css\"]")).collect();
            let line = format!("\n  {part}: [{}],\n", styles.join(", "));
            assert!(boot.contains(&line), "static/boot.js lacks{line}");
        }
    }

    #[test]
    fn the_names_of_a_build_replace_the_plain_ones() {
        let script = r#"const a = typeof FILES === "object" ? FILES : ["plain.js"];"#;
        assert_eq!(with(script, "FILES", &json!(["x.js"])).unwrap(), r#"const a = true ? ["x.js"] : ["plain.js"];"#);
        assert!(with("const a = 1;", "FILES", &json!([])).is_err());
    }
}
