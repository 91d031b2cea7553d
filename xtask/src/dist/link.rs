//! The linker of the release build: the real one, told to export less.
//!
//! wasm-streams, which Leptos's server functions bring along, exports classes that nothing here calls. An exported function is
//! in the module's function table, and what the table holds no later step can drop: about 3 kB after compression. So this
//! program stands in for the linker, leaves those exports out, and calls the real one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs};

use anyhow::{Context, Result};

use crate::paths;

/// What rustc is told that its linker is called. By name and not by path, so that two clones give the same module.
pub(crate) const NAME: &str = "loyalty-linker";

/// Tells the stand-in where the real linker is.
const REAL: &str = "LOYALTY_LINKER";

/// What is in the names of the exports that nobody wants.
const UNWANTED: &str = "intounderlying";

/// Makes `cargo` find the stand-in, and the stand-in the real linker.
///
/// # Errors
/// If this program cannot be copied to where it will be found.
pub(crate) fn stand_in(cargo: &mut Command, real: &Path) -> Result<()> {
    let folder = paths::work().join("linker");
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    let place = folder.join(NAME).with_extension(env::consts::EXE_EXTENSION);
    fs::copy(env::current_exe()?, &place).with_context(|| format!("writing {}", place.display()))?;
    let path = paths::search_path();
    let path = env::join_paths(std::iter::once(folder).chain(env::split_paths(&path)))?;
    cargo.env("PATH", path).env(REAL, real);
    Ok(())
}

/// Links, where rustc has called this program for that.
pub(crate) fn called() -> Option<ExitCode> {
    let mut arguments = env::args_os();
    let name = PathBuf::from(arguments.next()?);
    if name.file_stem()? != NAME {
        return None;
    }
    let real = env::var_os(REAL)?;
    let status = Command::new(&real).args(wanted(arguments)).status();
    Some(match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("could not start the linker {}: {error}", real.display());
            ExitCode::FAILURE
        }
    })
}

/// The linker's arguments without the exports that nobody wants: `--export NAME`, and `--export=NAME`.
fn wanted(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut kept: Vec<OsString> = Vec::new();
    for argument in arguments {
        let text = argument.to_string_lossy().to_lowercase();
        let named = kept.last().is_some_and(|before| before == "--export");
        if text.contains(UNWANTED) && (named || text.starts_with("--export=")) {
            if named {
                kept.pop();
            }
            continue;
        }
        kept.push(argument);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::wanted;

    #[test]
    fn only_unwanted_exports_are_left_out() {
        let given = [
            "-flavor",
            "wasm",
            "--export",
            "start",
            "--export",
            "__wbg_intounderlyingsink_free",
            "--export=intoUnderlyingSource_pull",
            "--export=command",
            "intounderlying.o",
            "-o",
            "widget.wasm",
        ];
        let kept = ["-flavor", "wasm", "--export", "start", "--export=command", "intounderlying.o", "-o", "widget.wasm"];
        assert_eq!(wanted(given.into_iter().map(Into::into)), kept);
    }
}
