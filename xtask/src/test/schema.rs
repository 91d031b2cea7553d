//! The API against its own OpenAPI document: Schemathesis with all its checks, over HTTP.

use std::env;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::tools::schemathesis;
use crate::{paths, run};

/// How long the server may take until it listens.
const START: Duration = Duration::from_secs(30);

/// Requests generated for an operation at most, unless `LOYALTY_SCHEMA_EXAMPLES` says otherwise.
const EXAMPLES: &str = "50";

/// Starts the backend with an empty database and the example document, and tries every operation of what it serves at
/// `/v1/openapi.json`. The requests are the same in every run.
///
/// # Errors
/// If an answer is not what the document says, or the server ends.
pub(crate) fn test() -> Result<()> {
    let mut cargo = Command::new("cargo");
    run::quietly("compiling the backend", cargo.args(["build", "--package", "loyalty-backend"]).current_dir(paths::root()))?;
    let work = paths::target().join("schema");
    // What an earlier run left would make this one another.
    let _ = std::fs::remove_dir_all(&work);
    std::fs::create_dir_all(&work)?;
    let document = paths::root().join("crates/backend/examples/demo-shop.json");
    let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?;
    let server = Running::start(address, &work, &document)?;
    let origin = format!("http://{address}");

    let folder = paths::root().join("xtask/schemathesis");
    let mut schemathesis = Command::new(schemathesis::program());
    schemathesis.arg("--config-file").arg(folder.join("schemathesis.toml"));
    schemathesis.args(["run", &format!("{origin}/v1/openapi.json"), "--generation-deterministic", "--max-examples"]);
    schemathesis.arg(env::var("LOYALTY_SCHEMA_EXAMPLES").unwrap_or_else(|_| EXAMPLES.into()));
    schemathesis.current_dir(&work).env("PYTHONPATH", &folder).env("SCHEMATHESIS_HOOKS", "hooks");
    schemathesis.env("LOYALTY_URL", &origin).env("LOYALTY_DOCUMENT", &document);
    let succeeded = run::watch(&mut schemathesis, |_| {})?;
    drop(server);
    ensure!(succeeded, "the API is not what its document says; see above (the server's log: {})", work.join("log").display());
    Ok(())
}

/// The backend while it is tried; dropped, it is stopped.
struct Running(Child);

impl Running {
    fn start(address: SocketAddr, work: &Path, document: &Path) -> Result<Self> {
        let log = std::fs::File::create(work.join("log"))?;
        let mut command = Command::new(paths::target().join("debug/loyalty-backend"));
        command.args(["serve", "--no-rate-limits", "--listen", &address.to_string(), "--database"]);
        command.arg(format!("sqlite:{}", work.join("loyalty.sqlite").display())).arg("--apply").arg(document);
        command.env_remove("DATABASE_URL").stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let mut running = Self(command.spawn().context("starting the backend")?);
        let started = Instant::now();
        while TcpStream::connect(address).is_err() {
            if let Some(status) = running.0.try_wait()? {
                bail!("the backend ended ({status}): {}", std::fs::read_to_string(work.join("log"))?);
            }
            ensure!(started.elapsed() < START, "the backend does not listen");
            sleep(Duration::from_millis(50));
        }
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, which the test has told by then.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
