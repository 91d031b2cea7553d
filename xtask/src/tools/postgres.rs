//! PostgreSQL, which the backend's tests and its load test start for themselves.

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, bail};

use super::Tool;
use super::install::{Install, has_apt};
use crate::paths;

/// The server and what makes its databases.
pub(crate) const TOOL: Tool = Tool {
    name: "PostgreSQL",
    purpose: "the backend is tested on it as on SQLite",
    minutes: 1,
    is_here: || programs().is_some(),
    install,
};

/// Where PostgreSQL's programs are: on PATH, or where Debian puts those of a server, of the newest version.
pub(crate) fn programs() -> Option<PathBuf> {
    let on_path = paths::program("postgres").and_then(|program| Some(fs::canonicalize(program).ok()?.parent()?.to_owned()));
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path());
    let number = |folder: &PathBuf| folder.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok());
    let of_debian = versions.filter(|folder| folder.join("bin/postgres").is_file()).max_by_key(number);
    let folder = on_path.or_else(|| of_debian.map(|folder| folder.join("bin")))?;
    folder.join("initdb").is_file().then_some(folder)
}

fn install() -> Result<Install> {
    if has_apt() {
        return Ok(Install::Apt(&["postgresql"]));
    }
    bail!("install PostgreSQL's server so that `postgres` and `initdb` are on PATH, then run this again")
}
