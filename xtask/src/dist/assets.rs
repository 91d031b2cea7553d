//! The files of a build: named by their content, but for the loader.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::esbuild;
use super::manifest::{self, File, Manifest, Role};
use crate::paths;

/// The loader's name: it is in the merchant's page and cannot change.
const LOADER: &str = "embed.js";

/// Writes a whole build into `out`, the loader last: until then the old one finds its old files.
///
/// # Errors
/// If a source is missing or a file cannot be written.
pub(crate) fn write(script: &str, wasm: &[u8], out: &Path) -> Result<()> {
    let old = Manifest::read(out).map(|manifest| manifest.files).unwrap_or_default();
    let css = esbuild::css(&source("widget.css")?)?;
    let glue = hashed(out, "loyalty", "js", Role::Glue, script.as_bytes())?;
    let module = hashed(out, "loyalty", "wasm", Role::Wasm, wasm)?;
    let style = hashed(out, "widget", "css", Role::Css, css.as_bytes())?;
    let mut locales = BTreeMap::new();
    for language in languages()? {
        let text: Value = serde_json::from_str(&source(&format!("locales/{language}.json"))?)
            .with_context(|| format!("reading static/locales/{language}.json"))?;
        let name = format!("locales/{language}");
        locales.insert(language, hashed(out, &name, "json", Role::Locale, serde_json::to_string(&text)?.as_bytes())?);
    }

    let entry = |file: &File| json!([file.name, file.sha384]);
    let listed: BTreeMap<_, _> = locales.iter().map(|(language, file)| (language, entry(file))).collect();
    let files = json!({ "glue": entry(&glue), "wasm": entry(&module), "css": entry(&style), "locales": listed });
    let loader = esbuild::script(&source(LOADER)?, &files.to_string())?;
    let loader = File::write(out, LOADER, Role::Loader, loader.as_bytes())?;

    let tag = format!(
        r#"<script async src="https://YOUR-LOYALTY-HOST/{LOADER}" integrity="{}" crossorigin="anonymous" data-shop="YOUR-SHOP"></script>"#,
        loader.sha384
    );
    let files = [loader, glue, module, style].into_iter().chain(locales.into_values()).collect();
    let manifest = Manifest { tag, files };
    fs::write(out.join(manifest::NAME), serde_json::to_string_pretty(&manifest)? + "\n")?;
    remove_stale(out, &old, &manifest)
}

/// The languages there are catalogues for.
///
/// # Errors
/// If there is no folder of catalogues.
pub(crate) fn languages() -> Result<Vec<String>> {
    let folder = paths::root().join("static/locales");
    let mut languages = Vec::new();
    for file in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let name = file?.file_name().to_string_lossy().into_owned();
        languages.extend(name.strip_suffix(".json").map(str::to_owned));
    }
    languages.sort();
    Ok(languages)
}

fn source(name: &str) -> Result<String> {
    let file = paths::root().join("static").join(name);
    fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}

/// Writes a file whose name has the first ten digits of its content's SHA-256, so that it may be cached for ever.
fn hashed(out: &Path, name: &str, extension: &str, role: Role, bytes: &[u8]) -> Result<File> {
    let hash: String = Sha256::digest(bytes).iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    File::write(out, &format!("{name}.{hash}.{extension}"), role, bytes)
}

/// Removes what the build before left and this one has not; nothing that a build did not write.
fn remove_stale(out: &Path, old: &[File], new: &Manifest) -> Result<()> {
    for file in old.iter().filter(|file| new.files.iter().all(|kept| kept.name != file.name)) {
        for suffix in ["", ".br", ".gz"] {
            let path = out.join(format!("{}{suffix}", file.name));
            if path.exists() {
                fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
            }
        }
    }
    Ok(())
}
