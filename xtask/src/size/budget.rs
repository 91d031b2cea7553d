//! The budgets: ceilings that fail a build, and goals beneath them.

use anyhow::{Context, Result};
use serde::Serialize;

use crate::dist::manifest::{Manifest, Role};

/// A sum of files, and what it may come to. Bytes, brotli.
#[derive(Debug, Serialize)]
pub(crate) struct Budget {
    /// What is summed.
    pub(crate) what: &'static str,
    /// What it comes to.
    pub(crate) is: usize,
    /// What it may not exceed.
    pub(crate) ceiling: usize,
    /// What it should not exceed.
    pub(crate) goal: usize,
}

impl Budget {
    /// How it stands, in a few words.
    pub(crate) fn verdict(&self) -> &'static str {
        match self.is {
            is if is > self.ceiling => "ABOVE THE CEILING",
            is if is > self.goal => "within the ceiling, above the goal",
            _ => "within the goal",
        }
    }
}

/// All budgets for the build of `manifest`.
///
/// # Errors
/// If the build lacks a file.
pub(crate) fn all(manifest: &Manifest) -> Result<Vec<Budget>> {
    let locales = manifest.files.iter().filter(|file| file.role == Role::Locale);
    let mut idle = locales.map(|file| file.brotli).max().context("the build has no locale")?;
    for role in [Role::Glue, Role::Wasm, Role::Css] {
        idle += manifest.the(role)?.brotli;
    }
    let loader = manifest.the(Role::Loader)?.brotli;
    Ok(vec![
        Budget { what: "embed.js: before the shopper touches anything", is: loader, ceiling: 1_500, goal: 1_000 },
        Budget { what: "launcher: glue, wasm, css, largest locale", is: idle, ceiling: 95_000, goal: 60_000 },
        Budget {
            what: "the same on a page with campaigns: what decides over them too",
            is: idle + manifest.weight_of("watch"),
            ceiling: 95_000,
            goal: 60_000,
        },
        Budget { what: "launcher + panel as it opens", is: idle + manifest.weight_of("panel"), ceiling: 95_000, goal: 60_000 },
    ])
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::dist::manifest::{File, Manifest, Role};

    fn file(role: Role, brotli: usize) -> File {
        File { name: String::new(), role, part: None, raw: 0, gzip: 0, brotli, sha384: String::new(), sha256: String::new() }
    }

    #[test]
    fn the_panel_counts_its_files_and_the_language_with_the_most_to_say() {
        let files = vec![
            file(Role::Loader, 1_501),
            file(Role::Glue, 1),
            file(Role::Wasm, 20),
            file(Role::Part, 60_000).of("quiz"),
            file(Role::Part, 7_000).of("panel"),
            file(Role::Part, 600).of("watch"),
            file(Role::Words, 40).of("panel"),
            file(Role::Words, 50).of("panel"),
            file(Role::Words, 900).of("quiz"),
            file(Role::Css, 300),
            file(Role::Locale, 4_000),
            file(Role::Locale, 5_000),
        ];
        let budgets = all(&Manifest { tag: String::new(), files, previous: Vec::new() }).unwrap();
        assert_eq!(budgets.iter().map(|budget| budget.is).collect::<Vec<_>>(), [1_501, 5_321, 5_921, 12_371]);
        assert_eq!(budgets[0].verdict(), "ABOVE THE CEILING");
        assert_eq!(budgets[1].verdict(), "within the goal");
    }

    #[test]
    fn a_build_without_a_module_is_not_measured() {
        let files = vec![file(Role::Loader, 1), file(Role::Locale, 1)];
        assert!(all(&Manifest { tag: String::new(), files, previous: Vec::new() }).is_err());
    }
}
