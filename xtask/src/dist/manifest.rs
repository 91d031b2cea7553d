//! `manifest.json`: the inventory of a build.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256, Sha384};

use super::compress;

/// The manifest's file.
pub(crate) const NAME: &str = "manifest.json";

/// What a build consists of.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// The script tag a merchant pastes; the host and the shop are theirs to fill in.
    pub(crate) tag: String,
    /// Every file, without its compressed siblings.
    pub(crate) files: Vec<File>,
    /// The names of files that are there for pages which the build before still serves.
    #[serde(default)]
    pub(crate) previous: Vec<String>,
}

/// One file of a build. Sizes in bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct File {
    /// Its path in the folder.
    pub(crate) name: String,
    /// What it is for.
    pub(crate) role: Role,
    /// Of which part it is, where it is loaded when it is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) part: Option<String>,
    /// As it is.
    pub(crate) raw: usize,
    /// With gzip.
    pub(crate) gzip: usize,
    /// With brotli.
    pub(crate) brotli: usize,
    /// As an `integrity` attribute has it.
    pub(crate) sha384: String,
    /// The same with the shorter hash: the loader carries two of these, and hashes do not compress.
    #[serde(skip)]
    pub(crate) sha256: String,
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    /// The script tag's file, the only one whose name never changes.
    Loader,
    /// The JavaScript beside the module.
    Glue,
    /// The module.
    Wasm,
    /// The modules and stylesheets of a part that is loaded when it is wanted.
    Part,
    /// The widget's stylesheet.
    Css,
    /// A language's messages.
    Locale,
    /// What a part says in a language.
    Words,
}

impl Manifest {
    /// Reads the manifest of the build in `folder`.
    ///
    /// # Errors
    /// If there is none, or none that can be read.
    pub(crate) fn read(folder: &Path) -> Result<Self> {
        let file = folder.join(NAME);
        let text = fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
        serde_json::from_str(&text).with_context(|| format!("reading {}", file.display()))
    }

    /// What a page loads for a part in the language with the most to say, in bytes of brotli; not what the part comes with.
    pub(crate) fn weight_of(&self, part: &str) -> usize {
        let of = |role| self.files.iter().filter(move |file| file.role == role && file.part.as_deref() == Some(part));
        let words = of(Role::Words).map(|file| file.brotli).max().unwrap_or_default();
        of(Role::Part).map(|file| file.brotli).sum::<usize>() + words
    }

    /// Of the names in this build, those that `newer` keeps for pages opened before it. Building the same once more keeps what
    /// was kept.
    pub(crate) fn kept_by(&self, newer: &[File]) -> Vec<String> {
        let is_newer = |name: &String| newer.iter().any(|file| file.name == *name);
        let replaced: Vec<_> = self.files.iter().map(|file| file.name.clone()).filter(|name| !is_newer(name)).collect();
        if replaced.is_empty() { self.previous.iter().filter(|name| !is_newer(name)).cloned().collect() } else { replaced }
    }

    /// Of the names in this build, those that `newer` has no use for.
    pub(crate) fn stale(&self, newer: &Self) -> Vec<&str> {
        let wanted: Vec<_> = newer.names().collect();
        self.names().filter(|name| !wanted.contains(name)).collect()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.name.as_str()).chain(self.previous.iter().map(String::as_str))
    }

    /// The one file of a role that only one file has.
    ///
    /// # Errors
    /// If the build has none.
    pub(crate) fn the(&self, role: Role) -> Result<&File> {
        self.files.iter().find(|file| file.role == role).with_context(|| format!("the build has no file of role {role:?}"))
    }
}

impl File {
    /// The same as a file of a part.
    pub(crate) fn of(self, part: &str) -> Self {
        Self { part: Some(part.to_owned()), ..self }
    }

    /// Writes `bytes` to `folder`/`name`, and its `.br` and `.gz` beside it.
    ///
    /// # Errors
    /// If a file cannot be written.
    pub(crate) fn write(folder: &Path, name: &str, role: Role, bytes: &[u8]) -> Result<Self> {
        let (brotli, gzip) = (compress::brotli(bytes)?, compress::gzip(bytes)?);
        for (suffix, content) in [("", bytes), (".br", &brotli), (".gz", &gzip)] {
            let path = folder.join(format!("{name}{suffix}"));
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
        }
        let (raw, gzip, brotli) = (bytes.len(), gzip.len(), brotli.len());
        Ok(Self {
            name: name.to_owned(),
            role,
            part: None,
            raw,
            gzip,
            brotli,
            sha384: integrity(bytes),
            sha256: short_integrity(bytes),
        })
    }
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::{File, Manifest, Role, integrity};

    fn build(names: &[&str], before: Option<&Manifest>) -> Manifest {
        let file = |name: &&str| File {
            name: (*name).to_owned(),
            role: Role::Css,
            part: None,
            raw: 0,
            gzip: 0,
            brotli: 0,
            sha384: String::new(),
            sha256: String::new(),
        };
        let files: Vec<_> = names.iter().map(file).collect();
        let previous = before.map(|before| before.kept_by(&files)).unwrap_or_default();
        Manifest { tag: String::new(), files, previous }
    }

    #[test]
    fn the_files_of_one_build_before_are_kept() {
        let first = build(&["embed.js", "one.css"], None);
        let second = build(&["embed.js", "two.css"], Some(&first));
        assert_eq!((second.previous.as_slice(), first.stale(&second)), (&["one.css".to_owned()][..], vec![]));
        let again = build(&["embed.js", "two.css"], Some(&second));
        assert_eq!((again.previous.as_slice(), second.stale(&again)), (&["one.css".to_owned()][..], vec![]));
        let third = build(&["embed.js", "three.css"], Some(&again));
        assert_eq!((third.previous.as_slice(), again.stale(&third)), (&["two.css".to_owned()][..], vec!["one.css"]));
        let back = build(&["embed.js", "two.css"], Some(&third));
        assert_eq!((back.previous.as_slice(), third.stale(&back)), (&["three.css".to_owned()][..], vec![]));
    }

    #[test]
    fn integrity_is_what_browsers_compare_with() {
        // The example of the Subresource Integrity specification: `alert('Hello, world.');`.
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(integrity(b"alert('Hello, world.');"), expected);
    }
}
