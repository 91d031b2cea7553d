//! The process is killed after a change was committed and before its caller had the answer.

use crate::common::{self, Answer, TOKEN_KEY_1};
use serde_json::json;
use sqlx::Connection;
use std::net::TcpStream as BlockingStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// The real program as a process of its own; killed when dropped.
struct Process(Child);

impl Process {
    async fn start(database: &Path, port: u16) -> Self {
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/demo-shop.json");
        let child = Command::new(env!("CARGO_BIN_EXE_loyalty-backend"))
            .args(["serve", "--listen", &format!("127.0.0.1:{port}"), "--apply", example])
            .args(["--database", &format!("sqlite:{}", database.display())])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        let process = Self(child);
        let begun = Instant::now();
        while reqwest::get(format!("http://127.0.0.1:{port}/readyz")).await.is_err() {
            assert!(begun.elapsed() < Duration::from_secs(30), "the server did not start");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        process
    }

    /// SIGKILL: nothing of the process runs after this.
    fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn sign_in(origin: &str) -> String {
    let now = jiff::Timestamp::now().as_second();
    let claims = json!({ "sub": "ada", "aud": "demo", "iat": now, "exp": now + 300 });
    let body = json!({ "shop": "demo", "token": common::sign(&claims, "k1", TOKEN_KEY_1) }).to_string();
    let request = reqwest::Client::new().post(format!("{origin}/v1/sessions")).header("content-type", "application/json");
    let answer = Answer::of(request.body(body).send().await.unwrap()).await;
    format!("Bearer {}", answer.at("/token").as_str().unwrap())
}

async fn visit(origin: &str, session: &str, body: &str) -> Answer {
    let request = reqwest::Client::new().post(format!("{origin}/v1/me/actions"));
    let request = request.header("authorization", session).header("idempotency-key", "once");
    Answer::of(request.header("content-type", "application/json").body(body.to_owned()).send().await.unwrap()).await
}

/// How many answers the database holds.
async fn stored_answers(database: &Path) -> i64 {
    let url = format!("sqlite:{}", database.display());
    let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
    sqlx::query_scalar("SELECT COUNT(*) FROM answers").fetch_one(&mut connection).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_its_original_answer_after_a_crash() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("crash.db");
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let origin = format!("http://127.0.0.1:{port}");
    let process = Process::start(&database, port).await;
    let session = sign_in(&origin).await;

    // A caller who sends and never reads: the commit happens, the answer reaches nobody.
    let body = json!({ "rule": "ern_visit" }).to_string();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let request = format!(
        "POST /v1/me/actions HTTP/1.1\r\nhost: x\r\nauthorization: {session}\r\nidempotency-key: once\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.unwrap();
    let begun = Instant::now();
    while stored_answers(&database).await == 0 {
        assert!(begun.elapsed() < Duration::from_secs(10), "the change was not committed");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    process.kill();
    assert!(BlockingStream::connect(("127.0.0.1", port)).is_err(), "the process is gone");
    drop(stream);

    let _process = Process::start(&database, port).await;
    let first = visit(&origin, &session, &body).await;
    assert_eq!(first.status, 201, "the original answer, though a visit counts once a day: {}", first.text);
    assert_eq!(first.at("/account/balance/available"), 105);
    let second = visit(&origin, &session, &body).await;
    assert_eq!(second.text, first.text, "to the letter");
    let other = visit(&origin, &session, &json!({ "rule": "ern_share" }).to_string()).await;
    assert_eq!(other.problem(), (422, "idempotency_key_reused".into()));
    let audit = Command::new(env!("CARGO_BIN_EXE_loyalty-backend"))
        .args(["audit", "--database", &format!("sqlite:{}", database.display())])
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(audit.success());
}
