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
    /// Where it exceeds its ceiling and that is known: what it may not exceed until it is back under it.
    pub(crate) owed: Option<usize>,
}

impl Budget {
    /// What fails a build that exceeds it.
    pub(crate) fn limit(&self) -> usize {
        self.owed.map_or(self.ceiling, |owed| owed.max(self.ceiling))
    }

    /// How it stands, in a few words.
    pub(crate) fn verdict(&self) -> &'static str {
        match self.is {
            is if is > self.limit() => "ABOVE THE CEILING",
            is if is > self.ceiling => "ABOVE THE CEILING, as is known",
            is if is > self.goal => "within the ceiling, above the goal",
            _ => "within the goal",
        }
    }
}

/// What the panel comes to since it has tiers, referrals, the album, the cart and every way to earn and to spend. It is owed:
/// the number may only be lowered, and goes when the panel is back under its ceiling.
const PANEL_OWED: usize = 108_500;

/// All budgets for the build of `manifest`.
///
/// # Errors
/// If the build lacks a file.
pub(crate) fn all(manifest: &Manifest) -> Result<Vec<Budget>> {
    let locales = manifest.files.iter().filter(|file| file.role == Role::Locale);
    let mut panel = locales.map(|file| file.brotli).max().context("the build has no locale")?;
    for role in [Role::Glue, Role::Wasm, Role::Css] {
        panel += manifest.the(role)?.brotli;
    }
    let loader = manifest.the(Role::Loader)?.brotli;
    Ok(vec![
        Budget { what: "embed.js: before the shopper touches anything", is: loader, ceiling: 1_500, goal: 1_000, owed: None },
        Budget {
            what: "launcher + panel: glue, wasm, css, largest locale",
            is: panel,
            ceiling: 95_000,
            goal: 60_000,
            owed: Some(PANEL_OWED),
        },
    ])
}

#[cfg(test)]
mod tests {
    use super::all;
    use crate::dist::manifest::{File, Manifest, Role};

    fn file(role: Role, brotli: usize) -> File {
        File { name: String::new(), role, raw: 0, gzip: 0, brotli, sha384: String::new(), sha256: String::new() }
    }

    #[test]
    fn the_panel_counts_its_files_and_the_largest_locale() {
        let files = vec![
            file(Role::Loader, 1_501),
            file(Role::Glue, 1),
            file(Role::Wasm, 20),
            file(Role::Css, 300),
            file(Role::Locale, 4_000),
            file(Role::Locale, 5_000),
        ];
        let budgets = all(&Manifest { tag: String::new(), files, previous: Vec::new() }).unwrap();
        assert_eq!(budgets.iter().map(|budget| budget.is).collect::<Vec<_>>(), [1_501, 5_321]);
        assert_eq!(budgets[0].verdict(), "ABOVE THE CEILING");
        assert_eq!(budgets[1].verdict(), "within the goal");
    }

    #[test]
    fn what_is_owed_is_told_and_may_not_grow() {
        let budget = |is, owed| super::Budget { what: "", is, ceiling: 100, goal: 50, owed };
        for (is, owed, limit, verdict) in [
            (101, None, 100, "ABOVE THE CEILING"),
            (101, Some(110), 110, "ABOVE THE CEILING, as is known"),
            (111, Some(110), 110, "ABOVE THE CEILING"),
            (100, Some(110), 110, "within the ceiling, above the goal"),
            (101, Some(90), 100, "ABOVE THE CEILING"),
        ] {
            let budget = budget(is, owed);
            assert_eq!((budget.limit(), budget.verdict()), (limit, verdict), "{is} {owed:?}");
        }
    }

    #[test]
    fn a_build_without_a_module_is_not_measured() {
        let files = vec![file(Role::Loader, 1), file(Role::Locale, 1)];
        assert!(all(&Manifest { tag: String::new(), files, previous: Vec::new() }).is_err());
    }
}
