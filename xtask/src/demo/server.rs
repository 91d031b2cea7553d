//! A server of the demo: started, watched, stopped.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How long a server may take until it answers.
const START: Duration = Duration::from_secs(60);

/// How long a server may take to end when asked to.
const STOP: Duration = Duration::from_secs(10);

/// A running server; dropped, it is stopped.
pub(crate) struct Server {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Server {
    /// Starts `command`, with what it prints going to `log`.
    ///
    /// # Errors
    /// If it cannot be started.
    pub(crate) fn start(name: &'static str, mut command: Command, log: PathBuf) -> Result<Self> {
        let file = File::create(&log).with_context(|| format!("making {}", log.display()))?;
        command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        // Why it ended is what it says; where in its code would push that out of the last words.
        command.env("RUST_LIB_BACKTRACE", "0");
        // In a group of its own: Ctrl-C reaches this program alone, which then stops the servers in their order.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().with_context(|| format!("starting {name}"))?;
        Ok(Self { name, child, log })
    }

    /// Waits until `path` answers with success, or the user no longer wants it.
    ///
    /// # Errors
    /// If the server ends, or takes too long.
    pub(crate) fn wait_until_ready(&mut self, port: u16, path: &str, asked_to_stop: &AtomicBool) -> Result<()> {
        let started = Instant::now();
        while !answers(port, path) && !asked_to_stop.load(Ordering::SeqCst) {
            self.check()?;
            if started.elapsed() > START {
                bail!("{} did not answer within {} s; its last words:\n{}", self.name, START.as_secs(), self.last_words());
            }
            sleep(Duration::from_millis(100));
        }
        Ok(())
    }

    /// Sees whether it still runs.
    ///
    /// # Errors
    /// If it has ended, with what it said last.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.child.try_wait().with_context(|| format!("looking after {}", self.name))? {
            None => Ok(()),
            Some(status) => bail!("{} ended ({status}); its last words:\n{}", self.name, self.last_words()),
        }
    }

    /// Asks it to end and waits; a server that does not is killed.
    pub(crate) fn stop(self) {
        drop(self);
    }

    fn last_words(&self) -> String {
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(12)..].join("\n")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if cfg!(unix) {
            // Its own id only. If `kill` cannot be run, the wait below ends in a kill.
            let _ = Command::new("kill").args(["-INT", &self.child.id().to_string()]).stderr(Stdio::null()).status();
            let asked = Instant::now();
            while asked.elapsed() < STOP {
                if !matches!(self.child.try_wait(), Ok(None)) {
                    return;
                }
                sleep(Duration::from_millis(50));
            }
        }
        // It may have ended meanwhile; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether a GET of `path` is answered with success.
fn answers(port: u16, path: &str) -> bool {
    let get = || -> std::io::Result<bool> {
        let timeout = Duration::from_secs(2);
        let mut stream = TcpStream::connect_timeout(&SocketAddr::from(([127, 0, 0, 1], port)), timeout)?;
        stream.set_read_timeout(Some(timeout))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(head.ends_with(b" 200"))
    };
    get().unwrap_or(false)
}

#[cfg(all(test, unix))]
mod tests {
    use std::env::temp_dir;
    use std::process::{Command, id};

    use super::Server;

    #[test]
    fn a_server_that_ends_is_told_with_its_last_words() {
        let log = temp_dir().join(format!("xtask-server-{}.log", id()));
        let mut command = Command::new("sh");
        command.args(["-c", "echo the database is locked; exit 3"]);
        let mut server = Server::start("the backend", command, log.clone()).unwrap();
        server.child.wait().unwrap();
        let told = server.check().unwrap_err().to_string();
        std::fs::remove_file(log).unwrap();
        assert!(told.contains("the backend ended") && told.contains("the database is locked"), "{told}");
    }
}
