//! The real program as a process of its own.

use super::{Answer, DEMO, TOKEN_KEY_1, sign};
use serde_json::json;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A serving process; killed when dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Serves the example programme from this database, and waits until it is ready.
    pub(crate) async fn start(database: &Path, port: u16, log: Stdio) -> Self {
        let example = database.with_extension("json");
        std::fs::write(&example, DEMO).unwrap();
        let (listen, url) = (format!("127.0.0.1:{port}"), format!("sqlite:{}", database.display()));
        let mut command = program(&["serve", "--listen", &listen, "--database", &url, "--log", "json", "--apply"]);
        let mut process = Self(command.arg(example).env("RUST_LOG", "debug").stdout(log).spawn().unwrap());
        let begun = Instant::now();
        while reqwest::get(format!("http://127.0.0.1:{port}/readyz")).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server did not start");
            assert_eq!(process.0.try_wait().unwrap(), None, "the server ended");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        process
    }

    /// SIGKILL: nothing of the process runs after this.
    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// SIGTERM, as a service manager sends it. Says whether the process ended well.
    #[cfg(unix)]
    pub(crate) fn terminate(mut self) -> bool {
        assert!(Command::new("kill").args(["-TERM", &self.0.id().to_string()]).status().unwrap().success());
        self.0.wait().unwrap().success()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
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
