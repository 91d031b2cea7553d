//! The program as its operator meets it: arguments, log, signals.

use crate::common::process::{Process, free_port, program, sign_in};
use crate::common::{DEMO, SECRET_KEY};
use std::fs::{self, File};
use std::process::Output;

fn run(arguments: &[&str]) -> (bool, String) {
    let Output { status, stdout, stderr } = program(arguments).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap())
}

#[test]
fn applying_a_document_names_each_mistake_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let database = format!("sqlite:{}", path("a.db"));
    fs::write(path("good.json"), DEMO).unwrap();
    fs::write(path("bad.json"), DEMO.replace("\"points\": 500", "\"points\": 0").replace("#1f5f4a", "green")).unwrap();
    let apply = |name: &str| run(&["apply", &path(name), "--database", &database]);
    let (ok, text) = apply("bad.json");
    assert!(!ok, "{text}");
    assert!(text.contains("rewards[0].points: must be from 1 to 1000000, and is 0."), "{text}");
    assert!(text.contains("theme.accent: must be a colour such as #1f5f4a."), "{text}");
    assert!(text.contains("has 2 mistake(s); nothing was changed"), "{text}");
    let (ok, text) = apply("good.json");
    assert!(ok && text.contains("version 1"), "{text}");
    let (ok, text) = apply("good.json");
    assert!(ok && text.contains("version 1"), "the same document is the same version: {text}");
    assert!(!apply("bad.json").0);
    fs::write(path("better.json"), DEMO.replace("\"points\": 500", "\"points\": 450")).unwrap();
    let (ok, text) = apply("better.json");
    assert!(ok && text.contains("version 2"), "{text}");
    assert!(run(&["audit", "--database", &database]).0);
}

#[test]
fn checking_a_document_needs_no_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let whole = include_str!("../examples/demo-shop.json");
    fs::write(path("good.json"), whole).unwrap();
    fs::write(path("bad.json"), whole.replace("\"threshold\": 40000", "\"threshold\": 1").replace("#1f5f4a", "green")).unwrap();
    assert_eq!(run(&["check", &path("good.json")]), (true, "no mistakes\n".into()));
    let (ok, text) = run(&["check", &path("bad.json")]);
    assert!(!ok, "{text}");
    assert!(text.contains("theme.accent: must be a colour such as #1f5f4a.\n"), "{text}");
    assert!(text.contains("vip.tiers[2].threshold: must be more than that of the tier below.\n"), "{text}");
    assert!(text.contains("2 mistake(s)"), "{text}");
    assert!(!run(&["check", &path("nowhere.json")]).0);
}

#[test]
fn a_database_or_document_that_is_not_there_is_told() {
    let (ok, text) = run(&["apply", "/nowhere/shop.json", "--database", "sqlite::memory:"]);
    assert!(!ok && text.contains("cannot read /nowhere/shop.json"), "{text}");
    let (ok, text) = run(&["serve", "--listen", "127.0.0.1:0", "--database", "sqlite:/nowhere/a.db"]);
    assert!(!ok && text.contains("cannot open sqlite:/nowhere/a.db"), "{text}");
    // A mistyped path was once made into an empty database, of which all is well.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mistyped.db");
    let (ok, text) = run(&["audit", "--database", &format!("sqlite:{}", file.display())]);
    assert!(!ok && text.contains("there is no database at sqlite:") && text.contains("mistyped.db"), "{text}");
    assert!(!file.exists());
}

#[cfg(unix)]
#[tokio::test]
async fn the_log_tells_of_requests_and_of_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (database, log) = (folder.path().join("log.db"), folder.path().join("log.txt"));
    let port = free_port();
    let process = Process::start(&format!("sqlite:{}", database.display()), port, File::create(&log).unwrap().into()).await;
    let origin = format!("http://127.0.0.1:{port}");
    let session = sign_in(&origin).await;
    let client = reqwest::Client::new();
    let code = "7QQQ-7QQQ-7QQQ-7QQQ";
    let lookup = client.get(format!("{origin}/v1/shops/demo/codes/{code}?email=eve@example.com"));
    assert_eq!(lookup.header("authorization", format!("Bearer {SECRET_KEY}")).send().await.unwrap().status(), 404);
    let me = client.get(format!("{origin}/v1/me?secret=query")).header("authorization", &session);
    assert_eq!(me.send().await.unwrap().status(), 200);
    assert!(process.terminate(), "a service manager's signal ends it well");
    let text = fs::read_to_string(log).unwrap();
    for expected in ["/v1/me", "/v1/shops/{shop}/codes/{code}", "\"status\":404", "\"ms\":", "\"method\":\"GET\"", "stopping"] {
        assert!(text.contains(expected), "{expected} in {text}");
    }
    let token = session.strip_prefix("Bearer ").unwrap();
    for secret in [token, SECRET_KEY, code, "example.com", "secret=query", "eyJ"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
