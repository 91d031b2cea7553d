//! The other side of the page that hears: gives it work, takes what it heard.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

/// A small HTTP server for one page.
pub(super) struct Server {
    address: String,
    waiting: Receiver<(TcpStream, Value)>,
    heard: Receiver<Value>,
}

/// The page, where it waits for work.
pub(super) struct Ready {
    stream: TcpStream,
    page: Page,
}

/// The page's measures.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Page {
    /// How far below the screen's top it begins.
    pub(super) top: i32,
    pub(super) width: i32,
    pub(super) height: i32,
    /// The browser's.
    pub(super) version: String,
}

/// How long the browser may take to open the page.
const PATIENCE: Duration = Duration::from_secs(60);

impl Server {
    /// Serves this page on a free port.
    pub(super) fn start(html: String) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = format!("http://{}/", listener.local_addr()?);
        let (ready, waiting) = channel();
        let (told, heard) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Whatever a browser asks besides is not answered: it is our only caller and goes on without.
                if let Ok((path, body)) = read(&stream) {
                    let _ = match path.as_str() {
                        "/" => write(&stream, "text/html", &html),
                        "/next" => ready.send((stream, body)).map_err(|_| std::io::Error::other("nobody waits")),
                        "/heard" => {
                            let _ = told.send(body);
                            write(&stream, "application/json", "{}")
                        }
                        _ => write(&stream, "text/plain", ""),
                    };
                }
            }
        });
        Ok(Self { address, waiting, heard })
    }

    /// The page's address.
    pub(super) fn address(&self) -> String {
        self.address.clone()
    }

    /// Waits until the page asks for work.
    pub(super) fn next(&self) -> Result<Ready> {
        let (stream, page) = self.waiting.recv_timeout(PATIENCE).context("the page did not open")?;
        Ok(Ready { stream, page: serde_json::from_value(page)? })
    }

    /// Waits for what the page heard.
    pub(super) fn heard(&self, patience: Duration) -> Result<Value> {
        self.heard.recv_timeout(patience).context("the page did not tell what it heard")
    }
}

impl Ready {
    /// Gives the page work.
    pub(super) fn answer(self, job: &Value) -> Result<Page> {
        write(&self.stream, "application/json", &job.to_string())?;
        Ok(self.page)
    }
}

fn read(stream: &TcpStream) -> Result<(String, Value)> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let (name, value) = header.split_once(':').unwrap_or_default();
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        }
        if header.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = if body.is_empty() { Value::Null } else { serde_json::from_slice(&body)? };
    Ok((path, body))
}

fn write(mut stream: &TcpStream, kind: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}; charset=utf-8\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}
