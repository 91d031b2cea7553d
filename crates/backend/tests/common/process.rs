//! The real program as a process of its own.

use super::{Answer, DEMO, TOKEN_KEY_1, sign};
use serde_json::json;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::NamedTempFile;

/// A serving process; killed when dropped.
pub(crate) struct Process {
    child: Child,
    _document: NamedTempFile,
}

impl Process {
    /// Serves the example programme from this database, and waits until it is ready.
    pub(crate) async fn start(database: &str, port: u16, log: Stdio) -> Self {
        let document = NamedTempFile::new().unwrap();
        std::fs::write(document.path(), DEMO).unwrap();
        let listen = format!("127.0.0.1:{port}");
        let mut command = program(&["serve", "--listen", &listen, "--database", database, "--log", "json", "--apply"]);
        let child = command.arg(document.path()).env("RUST_LOG", "debug").stdout(log).spawn().unwrap();
        let mut process = Self { child, _document: document };
        let begun = Instant::now();
        while reqwest::get(format!("http://127.0.0.1:{port}/readyz")).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server did not start");
            assert_eq!(process.child.try_wait().unwrap(), None, "the server ended");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        process
    }

    /// SIGKILL: nothing of the process runs after this.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM, as a service manager sends it. Says whether the process ended well.
    #[cfg(unix)]
    pub(crate) fn terminate(mut self) -> bool {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
        self.child.wait().unwrap().success()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with these arguments.
pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_loyalty-backend"));
    command.args(arguments);
    command
}

/// A port that nobody uses.
pub(crate) fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Signs Ada in and returns the session's `Authorization`.
pub(crate) async fn sign_in(origin: &str) -> String {
    let now = jiff::Timestamp::now().as_second();
    let claims = json!({ "sub": "ada", "aud": "demo", "iat": now, "exp": now + 300, "email": "ada@example.com" });
    let body = json!({ "shop": "demo", "token": sign(&claims, "k1", TOKEN_KEY_1) }).to_string();
    let request = reqwest::Client::new().post(format!("{origin}/v1/sessions")).header("content-type", "application/json");
    let answer = Answer::of(request.body(body).send().await.unwrap()).await;
    format!("Bearer {}", answer.at("/token").as_str().unwrap())
}
