//! The demo's past: half a year that a new database is told once, and the time that it has got to.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use jiff::{SignedDuration, Timestamp, Unit};

use crate::run;

/// How long ago it begins.
const DAYS: i64 = 190;

/// What is kept between two runs of the demo.
pub(crate) struct Past {
    /// The backend's database.
    pub(crate) database: PathBuf,
    /// Orders of the past, for the shop's own book: written when all of it is told.
    pub(crate) orders: PathBuf,
    /// What time it was for the backend when it was stopped.
    time: PathBuf,
}

impl Past {
    /// The past kept in a folder.
    pub(crate) fn of(folder: &Path) -> Self {
        Self { database: folder.join("loyalty.sqlite"), orders: folder.join("orders.json"), time: folder.join("time") }
    }

    /// The time at which the backend begins: half a year ago with a new database, and otherwise where it was stopped, or now if
    /// that is later.
    ///
    /// # Errors
    /// If what is kept cannot be read or removed.
    pub(crate) fn begin(&self, fresh: bool) -> Result<Timestamp> {
        // A history that was told half is told anew.
        if fresh || !self.is_told() {
            for file in [&self.orders, &self.time] {
                remove(file)?;
            }
            // SQLite keeps up to two files beside the database.
            for suffix in ["", "-shm", "-wal"] {
                remove(&self.database.with_extension(format!("sqlite{suffix}")))?;
            }
            let begin = Timestamp::now().checked_sub(SignedDuration::from_hours(DAYS * 24))?;
            return Ok(begin.round(Unit::Hour)?);
        }
        let kept = fs::read_to_string(&self.time).ok().and_then(|time| time.trim().parse().ok());
        Ok(kept.map_or_else(Timestamp::now, |kept: Timestamp| kept.max(Timestamp::now())))
    }

    /// Whether the database has its past.
    pub(crate) fn is_told(&self) -> bool {
        self.orders.is_file()
    }

    /// Tells the past by the shop's program; its command without what is of this file.
    ///
    /// # Errors
    /// If the backend refuses something.
    pub(crate) fn tell(&self, shop: &mut Command) -> Result<()> {
        run::quietly("telling", shop.arg("--orders").arg(&self.orders))
    }

    /// Keeps the backend's time for the next run.
    ///
    /// # Errors
    /// If the backend does not tell it, or the file cannot be written.
    pub(crate) fn keep_time(&self, shop: &mut Command) -> Result<()> {
        let now = run::output(shop)?;
        fs::write(&self.time, now).with_context(|| format!("writing {}", self.time.display()))
    }
}

fn remove(file: &Path) -> Result<()> {
    if file.exists() {
        fs::remove_file(file).with_context(|| format!("removing {}", file.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::env::temp_dir;
    use std::fs;
    use std::process::{Command, id};

    use jiff::{SignedDuration, Timestamp};

    use super::Past;

    #[test]
    fn a_new_database_begins_in_the_past_and_one_with_a_past_where_it_was_stopped() {
        let folder = temp_dir().join(format!("xtask-past-{}", id()));
        fs::create_dir_all(&folder).unwrap();
        let past = Past::of(&folder);
        let half_a_year = SignedDuration::from_hours(189 * 24);
        fs::write(&past.database, "told half").unwrap();
        assert!(past.begin(false).unwrap() < Timestamp::now() - half_a_year);
        assert!(!past.database.exists(), "what was told half is removed");

        fs::write(&past.orders, "[]").unwrap();
        let now = past.begin(false).unwrap();
        assert!(Timestamp::now().duration_since(now) < SignedDuration::from_mins(1), "nobody moved the clock: {now}");
        past.keep_time(Command::new("echo").arg("2999-01-01T00:00:00Z")).unwrap();
        assert_eq!(past.begin(false).unwrap().to_string(), "2999-01-01T00:00:00Z", "a later time is gone on from");
        assert!(past.begin(true).unwrap() < Timestamp::now() - half_a_year, "--fresh begins again");
        assert!(!past.is_told());
        fs::remove_dir_all(folder).unwrap();
    }
}
