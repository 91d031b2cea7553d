//! A real PostgreSQL server for the tests that need one: started by the first of them, ended with the program.

use sqlx::{AnyConnection, Connection};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The server. Its keeper ends it, and removes its folder, when the pipe to this program closes: that is when this program
/// is gone, however it went.
struct Postgres {
    folder: PathBuf,
    _keeper: Child,
}

static SERVER: OnceLock<Postgres> = OnceLock::new();
static TEMPLATE: OnceCell<String> = OnceCell::const_new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// Makes a database, with the backend's tables, that nobody else uses.
pub(crate) async fn new_database() -> String {
    url(&create(TEMPLATE.get_or_init(make_template).await).await)
}

/// Makes a database without tables that nobody else uses.
pub(crate) async fn empty_database() -> String {
    url(&create("template0").await)
}

/// A database with the tables alone, for others to be copied from: its name.
async fn make_template() -> String {
    let name = create("template0").await;
    let store = loyalty_backend::store::Store::open(&url(&name)).await.unwrap();
    // A template must not be in use.
    store.close().await;
    name
}

/// Makes a database that nobody else uses: its name.
async fn create(template: &str) -> String {
    let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::SeqCst));
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(&url("postgres")).await.unwrap();
    sqlx::query(&format!("CREATE DATABASE {name} TEMPLATE {template}")).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    name
}

/// A database of the server, by its socket: no port, so none that somebody else has.
fn url(database: &str) -> String {
    let server = SERVER.get_or_init(Postgres::start);
    format!("postgres://postgres@localhost/{database}?host={}", server.folder.display())
}

impl Postgres {
    fn start() -> Self {
        let programs = programs();
        let folder = TempDir::with_prefix("loyalty-postgres-").unwrap().keep();
        let data = folder.join("data");
        let user = unprivileged_user();
        if let Some((name, _)) = &user {
            assert!(Command::new("chown").arg(name).arg(&folder).status().unwrap().success(), "chown {name}");
        }
        let mut initdb = as_user(user.as_ref(), &programs.join("initdb"));
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"]);
        let made = initdb.arg(&data).current_dir(&folder).output().unwrap();
        assert!(made.status.success(), "initdb failed: {}", String::from_utf8_lossy(&made.stderr));
        let mut server = as_user(user.as_ref(), &programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-h", "", "-k"]).arg(&folder);
        // Many connections, and little kept for recovering an hour later.
        server.args([
            "-c",
            "max_connections=300",
            "-c",
            "wal_level=minimal",
            "-c",
            "max_wal_senders=0",
            "-c",
            "max_wal_size=128MB",
        ]);
        let keeper = keep(&server, &folder);
        await_start(&folder.join("log"));
        Self { folder, _keeper: keeper }
    }
}

/// Starts the server below a shell that ends it as soon as its own input ends, whatever signals the whole group is sent.
fn keep(server: &Command, folder: &Path) -> Child {
    let script = r#"trap "" INT TERM HUP; folder=$1; shift; "$@" >"$folder/log" 2>&1 </dev/null & server=$!
        cat >/dev/null; kill -QUIT "$server"; wait "$server"; rm -rf "$folder""#;
    let mut keeper = Command::new("sh");
    keeper.args(["-c", script, "keeper"]).arg(folder).arg(server.get_program()).args(server.get_args());
    keeper.current_dir(folder).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Waits until the server says so itself: it listens before it answers.
fn await_start(log: &Path) {
    let begun = Instant::now();
    loop {
        let said = std::fs::read_to_string(log).unwrap_or_default();
        if said.contains("ready to accept connections") {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "PostgreSQL did not start: {said}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// The folder of PostgreSQL's programs: that of `initdb` on PATH, or the newest that Debian's packages put aside.
fn programs() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut versions: Vec<PathBuf> = debian.map(|version| version.path().join("bin")).collect();
    versions.sort_by_key(|bin| bin.parent().and_then(|version| version.file_name()?.to_str()?.parse::<u32>().ok()));
    let mut places = std::env::split_paths(&path).chain(versions.into_iter().rev());
    let found = places.find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file());
    found.expect("PostgreSQL is missing, and these tests need a real one: `cargo xtask setup`, or `apt-get install postgresql`")
}

/// Whom to run the server as, and their group: it refuses to be root's.
fn unprivileged_user() -> Option<(String, String)> {
    let id = |arguments: &[&str]| {
        let output = Command::new("id").args(arguments).output().unwrap();
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if id(&["-u"])? != "0" {
        return None;
    }
    ["postgres", "nobody"].into_iter().find_map(|name| Some((name.to_owned(), id(&["-g", name])?)))
}

fn as_user(user: Option<&(String, String)>, program: &Path) -> Command {
    let Some((name, group)) = user else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.args(["--reuid", name, "--regid", group, "--clear-groups"]).arg(program);
    command
}
