//! A PostgreSQL of one's own: made, started, stopped.

use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, fs};

use anyhow::{Context, Result, bail};

use super::backend::free_port;
use crate::demo::server::Server;
use crate::tools::postgres;
use crate::{paths, run};

/// How long it may take until it answers.
const START: Duration = Duration::from_secs(60);

/// A running PostgreSQL with its own settings, which are the defaults: every commit waits for the disk. Dropped, it is stopped.
pub(super) struct Postgres {
    port: u16,
    _server: Server,
}

impl Postgres {
    /// Makes a database in `folder` and starts it on a free port of loopback.
    ///
    /// # Errors
    /// If PostgreSQL is not installed, or does not start.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let programs = postgres::programs().context("PostgreSQL is missing: run `cargo xtask setup`")?;
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
        let user = User::for_servers()?;
        user.own(folder)?;
        let data = folder.join("data");
        let mut init = user.command(&programs.join("initdb"));
        init.args(["--username=loyalty", "--auth=trust", "--encoding=UTF8", "--locale=C", "--pgdata"]).arg(&data);
        run::output(init.current_dir(folder)).context("making the database")?;

        let port = free_port()?;
        let mut command = user.command(&programs.join("postgres"));
        command.arg("-D").arg(&data).args(["-p", &port.to_string(), "-c", "listen_addresses=127.0.0.1"]);
        command.args(["-c", "unix_socket_directories="]).current_dir(folder);
        let mut server = Server::start("PostgreSQL", command, folder.join("log"))?;
        let started = Instant::now();
        let port_text = port.to_string();
        let answers =
            || run::output(Command::new(programs.join("pg_isready")).args(["-h", "127.0.0.1", "-p", &port_text])).is_ok();
        while !answers() {
            server.check()?;
            if started.elapsed() > START {
                bail!("PostgreSQL did not answer within {} s", START.as_secs());
            }
            sleep(Duration::from_millis(100));
        }
        Ok(Self { port, _server: server })
    }

    /// Where the backend finds it.
    pub(super) fn url(&self) -> String {
        format!("postgres://loyalty@127.0.0.1:{}/postgres", self.port)
    }
}

/// Makes the folder for both databases, on one disk: where whoever runs PostgreSQL can get at it.
///
/// # Errors
/// If it cannot be made.
pub(super) fn databases() -> Result<PathBuf> {
    let folder = match User::for_servers()? {
        User(None) => paths::target().join("bench"),
        // Nobody else may look into root's home, where the target folder may be.
        User(Some(_)) => env::temp_dir().join(format!("loyalty-bench-{}", process::id())),
    };
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder)
}

/// Who runs PostgreSQL, which refuses to be run by root: then somebody without rights.
struct User(Option<u32>);

impl User {
    #[cfg(unix)]
    fn for_servers() -> Result<Self> {
        let id = |of: &[&str]| run::output(Command::new("id").arg("-u").args(of));
        if id(&[])?.trim() != "0" {
            return Ok(Self(None));
        }
        // Debian's package brings `postgres`; `nobody` is everywhere.
        let other =
            id(&["postgres"]).or_else(|_| id(&["nobody"])).context("root cannot run PostgreSQL, and there is nobody else")?;
        Ok(Self(Some(other.trim().parse()?)))
    }

    #[cfg(not(unix))]
    fn for_servers() -> Result<Self> {
        Ok(Self(None))
    }

    fn own(&self, folder: &Path) -> Result<()> {
        #[cfg(unix)]
        std::os::unix::fs::chown(folder, self.0, None).with_context(|| format!("giving {} away", folder.display()))?;
        Ok(())
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        #[cfg(unix)]
        if let Some(id) = self.0 {
            std::os::unix::process::CommandExt::uid(&mut command, id);
        }
        command
    }
}
