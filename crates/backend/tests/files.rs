//! The widget's built files.

use crate::common::Shop;
use std::fs;

async fn shop() -> (Shop, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let dist = folder.path().join("dist");
    fs::create_dir_all(dist.join("locales")).unwrap();
    fs::write(folder.path().join("secret.txt"), "outside").unwrap();
    fs::write(dist.join("embed.js"), "// loader").unwrap();
    fs::write(dist.join("glue-1a2b.js"), "// plain").unwrap();
    fs::write(dist.join("glue-1a2b.js.br"), "brotli").unwrap();
    fs::write(dist.join("glue-1a2b.js.gz"), "gzip").unwrap();
    fs::write(dist.join("widget-3c4d.wasm"), "\0asm").unwrap();
    fs::write(dist.join("locales/pl-5e6f.json"), "{}").unwrap();
    fs::write(dist.join("index.html"), "<!doctype html>").unwrap();
    let files: Vec<_> =
        [("embed.js", "loader"), ("glue-1a2b.js", "glue"), ("widget-3c4d.wasm", "wasm"), ("locales/pl-5e6f.json", "locale")]
            .map(|(name, role)| serde_json::json!({ "name": name, "role": role, "raw": 1 }))
            .into();
    fs::write(dist.join("manifest.json"), serde_json::json!({ "tag": "", "files": files }).to_string()).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path().join("secret.txt"), dist.join("link.txt")).unwrap();
    (Shop::with(|_| {}, |config| config.assets = Some(dist)).await, folder)
}

const FOREVER: &str = "public, max-age=31536000, immutable";
const SOON: &str = "public, max-age=300, stale-while-revalidate=86400";

#[tokio::test]
async fn files_have_their_type_and_their_time() {
    let (shop, _folder) = shop().await;
    for (path, mime, caching) in [
        ("/embed.js", "text/javascript; charset=utf-8", SOON),
        ("/glue-1a2b.js", "text/javascript; charset=utf-8", FOREVER),
        ("/widget-3c4d.wasm", "application/wasm", FOREVER),
        ("/locales/pl-5e6f.json", "application/json", FOREVER),
        ("/manifest.json", "application/json", "no-cache"),
        ("/", "text/html; charset=utf-8", "no-cache"),
    ] {
        let answer = shop.get(path, &[]).await;
        assert_eq!(
            (answer.status, answer.header("content-type"), answer.header("cache-control")),
            (200, mime, caching),
            "{path}"
        );
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("vary"), "Accept-Encoding", "{path}");
        assert_eq!(shop.get(path, &[("if-none-match", answer.header("etag"))]).await.status, 304, "{path}");
    }
}

#[tokio::test]
async fn the_best_accepted_encoding_is_served() {
    let (shop, _folder) = shop().await;
    for (accepted, encoding, text) in [
        ("gzip, deflate, br, zstd", "br", "brotli"),
        ("gzip", "gzip", "gzip"),
        ("gzip, br;q=0", "gzip", "gzip"),
        ("identity", "", "// plain"),
    ] {
        let answer = shop.get("/glue-1a2b.js", &[("accept-encoding", accepted)]).await;
        assert_eq!((answer.header("content-encoding"), answer.text.as_str()), (encoding, text), "{accepted}");
        assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
    }
    assert_eq!(shop.get("/embed.js", &[("accept-encoding", "br")]).await.text, "// loader", "no sibling, no encoding");
}

/// A client library would tidy such paths up before it sent them.
async fn raw(shop: &Shop, path: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let address = shop.server.origin().replace("http://", "");
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let (shop, _folder) = shop().await;
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/locales/../../secret.txt",
        "//etc/passwd",
        "/locales/..\\..\\secret.txt",
        "/link.txt",
        "/locales",
        "/embed.js%00",
    ] {
        let answer = raw(&shop, path).await;
        assert!(answer.starts_with("HTTP/1.1 404") || answer.starts_with("HTTP/1.1 400"), "{path}: {answer}");
        assert!(!answer.contains("outside") && !answer.contains("root:"), "{path}");
    }
    assert!(raw(&shop, "/embed.js").await.starts_with("HTTP/1.1 200"), "the way of asking works");
}
