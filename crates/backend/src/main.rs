//! `loyalty-backend`: serves, publishes programmes, audits.

use anyhow::Context;
use clap::{Args, Parser, Subcommand, ValueEnum};
#[cfg(feature = "demo-clock")]
use jiff::Timestamp;
use loyalty_backend::ledger::audit;
use loyalty_backend::programme::Programmes;
use loyalty_backend::programme::programmes::{self, ApplyError};
use loyalty_backend::store::Store;
use loyalty_backend::{Clock, Config, Limits, Server};
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tracing_subscriber::EnvFilter;

/// The reference loyalty backend.
#[derive(Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the API, and the widget's files.
    Serve(Serve),
    /// Says what is wrong with a programme document. Needs no database.
    Check {
        /// The document, JSON.
        document: PathBuf,
    },
    /// Publishes a programme document, or says what is wrong with it.
    Apply {
        /// The document, JSON.
        document: PathBuf,
        #[command(flatten)]
        database: Database,
    },
    /// Checks that every movement of points adds up.
    Audit {
        /// `sqlite:PATH` or `postgres://…` of a database that is there.
        #[arg(long, env = "DATABASE_URL", default_value = "sqlite:loyalty.db")]
        database: String,
    },
    /// Prints the OpenAPI document.
    Openapi,
}

#[derive(Args)]
struct Database {
    /// `sqlite:PATH`, made if it is not there, or `postgres://user:password@host/name`.
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:loyalty.db")]
    database: String,
}

#[derive(Args)]
struct Serve {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:4402")]
    listen: SocketAddr,
    #[command(flatten)]
    database: Database,
    /// The folder of built files to serve at `/`.
    #[arg(long)]
    assets: Option<PathBuf>,
    /// Publishes this programme document first.
    #[arg(long)]
    apply: Option<PathBuf>,
    /// An origin allowed besides those of the documents, for previews on other ports; may be repeated.
    #[arg(long = "allow-origin", value_name = "ORIGIN")]
    extra_origins: Vec<String>,
    /// Count callers by the last X-Forwarded-For address: only behind a proxy that sets it.
    #[arg(long)]
    trust_forwarded_for: bool,
    /// Lift the rate limits, for previews where one machine is every shopper.
    #[arg(long)]
    no_rate_limits: bool,
    /// The time to begin at, RFC 3339; it can be moved on from there.
    #[cfg(feature = "demo-clock")]
    #[arg(long, value_name = "TIME")]
    clock_start: Option<Timestamp>,
    /// Let messages go by http and to this machine: for previews, where the shop runs beside the server.
    #[arg(long)]
    loopback_endpoints: bool,
    /// How log lines look.
    #[arg(long, value_enum, default_value_t = LogFormat::Text)]
    log: LogFormat,
}

#[derive(Clone, Copy, ValueEnum)]
enum LogFormat {
    Text,
    Json,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Serve(options) => serve(options).await,
        Command::Check { document } => check(&document),
        Command::Apply { document, database } => apply(&document, &database.database).await,
        Command::Audit { database } => {
            let store = Store::open_existing(&database).await?;
            let findings = audit::check(&store, &Programmes::default()).await?;
            for finding in &findings {
                println!("Broken: {} (see {}).", finding.rule, finding.id);
            }
            anyhow::ensure!(findings.is_empty(), "the ledger does not add up");
            println!("Every movement of points adds up.");
            Ok(())
        }
        Command::Openapi => {
            println!("{}", loyalty_backend::http::openapi::document().to_pretty_json()?);
            Ok(())
        }
    }
}

async fn serve(options: Serve) -> anyhow::Result<()> {
    start_logging(options.log);
    let documents = options.apply.as_deref().map(read).transpose()?;
    let config = Config {
        listen: options.listen,
        database: options.database.database,
        documents: documents.into_iter().collect(),
        assets: options.assets,
        extra_origins: options.extra_origins,
        trust_forwarded_for: options.trust_forwarded_for,
        loopback_endpoints: options.loopback_endpoints,
        limits: if options.no_rate_limits { Limits::generous() } else { Limits::default() },
        #[cfg(feature = "demo-clock")]
        clock: options.clock_start.map_or_else(Clock::system, |start| Clock::going_from(start.as_millisecond())),
        ..Config::default()
    };
    let server = Server::start(config).await.map_err(tell_mistakes)?;
    tracing::info!(origin = server.origin(), "listening");
    stop_signal().await?;
    tracing::info!("stopping");
    server.shutdown().await
}

fn check(document: &Path) -> anyhow::Result<()> {
    programmes::parse(&read(document)?).map_err(|mistakes| {
        for mistake in &mistakes {
            println!("{mistake}");
        }
        anyhow::anyhow!("the document has {} mistake(s)", mistakes.len())
    })?;
    println!("no mistakes");
    Ok(())
}

async fn apply(document: &Path, database: &str) -> anyhow::Result<()> {
    let json = read(document)?;
    let store = Store::open(database).await?;
    let version = programmes::apply(&store, &json, Clock::system().now_ms()).await;
    let version = version.map_err(|error| tell_mistakes(error.into()))?;
    println!("{} is published as version {version}.", document.display());
    store.close().await;
    Ok(())
}

fn read(document: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(document).with_context(|| format!("cannot read {}", document.display()))
}

/// Prints a document's mistakes, one a line.
fn tell_mistakes(error: anyhow::Error) -> anyhow::Error {
    let Some(ApplyError::Mistakes(mistakes)) = error.downcast_ref() else { return error };
    for mistake in mistakes {
        eprintln!("{mistake}");
    }
    anyhow::anyhow!("the document has {} mistake(s); nothing was changed", mistakes.len())
}

fn start_logging(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logging = tracing_subscriber::fmt().with_env_filter(filter).with_target(false).with_ansi(std::io::stdout().is_terminal());
    match format {
        LogFormat::Text => logging.init(),
        LogFormat::Json => logging.json().init(),
    }
}

/// Waits for Ctrl-C or, where there are such signals, SIGTERM.
async fn stop_signal() -> anyhow::Result<()> {
    #[cfg(unix)]
    {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
        tokio::select! {
            ended = tokio::signal::ctrl_c() => ended?,
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await?;
    Ok(())
}
