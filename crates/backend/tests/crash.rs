//! The process is killed after a change was committed and before its caller had the answer.

use crate::common::Answer;
use crate::common::database::{Database, on_both};
use crate::common::process::{Process, free_port, program, sign_in};
use serde_json::json;
use std::net::TcpStream as BlockingStream;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

on_both!(a_repeated_request_gets_its_original_answer_after_a_crash);

async fn visit(origin: &str, session: &str, body: &str) -> Answer {
    let request = reqwest::Client::new().post(format!("{origin}/v1/me/actions"));
    let request = request.header("authorization", session).header("idempotency-key", "once");
    Answer::of(request.header("content-type", "application/json").body(body.to_owned()).send().await.unwrap()).await
}

/// How many answers the database holds.
async fn stored_answers(database: &Database) -> i64 {
    sqlx::query_scalar("SELECT COUNT(*) FROM answers").fetch_one(&mut database.connect().await).await.unwrap()
}

async fn a_repeated_request_gets_its_original_answer_after_a_crash() {
    let database = Database::new().await;
    let port = free_port();
    let origin = format!("http://127.0.0.1:{port}");
    let process = Process::start(&database.url, port, Stdio::null()).await;
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

    let _process = Process::start(&database.url, port, Stdio::null()).await;
    let first = visit(&origin, &session, &body).await;
    assert_eq!(first.status, 201, "the original answer, though a visit counts once a day: {}", first.text);
    assert_eq!(first.at("/account/balance/available"), 105);
    let second = visit(&origin, &session, &body).await;
    assert_eq!(second.text, first.text, "to the letter");
    let other = visit(&origin, &session, &json!({ "rule": "ern_share" }).to_string()).await;
    assert_eq!(other.problem(), (422, "idempotency_key_reused".into()));
    let audit = program(&["audit", "--database", &database.url]);
    let audit = { audit }.stdout(Stdio::null()).status().unwrap();
    assert!(audit.success());
}
