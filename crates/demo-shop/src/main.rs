//! `demo-shop serve` opens the preview shop, `demo-shop history` tells its backend the half year before, and `demo-shop
//! shop-file` prints the document that sets the backend up.

use anyhow::{Context, Result};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use clap::{Parser, Subcommand};
use demo_shop::catalogue::Catalogue;
use demo_shop::keys::Keys;
use demo_shop::loyalty::Loyalty;
use demo_shop::order::Order;
use demo_shop::routes::hooks;
use demo_shop::shop_file::shop_file;
use demo_shop::{Config, DemoShop, history};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

/// The document with the shop's keys, from the root of the repository.
const SHOP_FILE: &str = "crates/backend/examples/demo-shop.json";

/// The preview shop's server.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Opens the shop on a port of this machine, and the loyalty origin on the next.
    Serve {
        /// The shop's port; the loyalty origin takes the one after it.
        #[arg(long, default_value_t = 4400)]
        port: u16,
        /// The loyalty backend's origin.
        #[arg(long, default_value = "http://127.0.0.1:4402")]
        backend: String,
        /// The repository's root: index.html, static/shop and the example document.
        #[arg(long, default_value = ".")]
        root: PathBuf,
        /// The document the backend was set up with; the one in the repository unless given.
        #[arg(long)]
        shop_file: Option<PathBuf>,
        /// Leaves the regular shoppers without their past.
        #[arg(long)]
        no_seed: bool,
        /// The orders that `history` wrote: the past was told to the backend already.
        #[arg(long, conflicts_with = "no_seed")]
        orders: Option<PathBuf>,
    },
    /// Tells a backend whose clock begins in the past everything that happened since, up to now.
    History {
        /// The loyalty backend's origin.
        #[arg(long, default_value = "http://127.0.0.1:4402")]
        backend: String,
        /// The repository's root.
        #[arg(long, default_value = ".")]
        root: PathBuf,
        /// The document the backend was set up with; the one in the repository unless given.
        #[arg(long)]
        shop_file: Option<PathBuf>,
        /// Where to write the orders for `serve`.
        #[arg(long)]
        orders: PathBuf,
        /// The shop's port: nobody shops there yet, but what the programme tells the shop is taken.
        #[arg(long, default_value_t = 4400)]
        port: u16,
    },
    /// Prints what time it is for the backend, RFC 3339.
    Time {
        /// The loyalty backend's origin.
        #[arg(long, default_value = "http://127.0.0.1:4402")]
        backend: String,
        /// The repository's root.
        #[arg(long, default_value = ".")]
        root: PathBuf,
        /// The document the backend was set up with; the one in the repository unless given.
        #[arg(long)]
        shop_file: Option<PathBuf>,
    },
    /// Prints the loyalty backend's document for this shop's address.
    ShopFile {
        /// Where the page will be, such as http://127.0.0.1:4400; may be given more than once.
        #[arg(long, required = true)]
        shop_origin: Vec<String>,
        /// The repository's root.
        #[arg(long, default_value = ".")]
        root: PathBuf,
    },
}

#[tokio::main]
async fn main() -> Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match Arguments::parse().command {
        Command::Serve { port, backend, root, shop_file, no_seed, orders } => {
            let keys = Keys::read(&shop_file.unwrap_or_else(|| root.join(SHOP_FILE)))?;
            let seed = !no_seed && orders.is_none();
            let orders = orders.map(|file| read_orders(&file)).transpose()?.unwrap_or_default();
            let local = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            let next = if port == 0 { 0 } else { port.checked_add(1).context("there is no port after 65535")? };
            serve(Config { shop: local(port), loyalty: local(next), backend, root, keys, seed, orders }).await
        }
        Command::History { backend, root, shop_file, orders, port } => {
            let keys = Keys::read(&shop_file.unwrap_or_else(|| root.join(SHOP_FILE)))?;
            tell_history(Loyalty::new(&backend, keys)?, &root, &orders, port).await
        }
        Command::Time { backend, root, shop_file } => {
            let keys = Keys::read(&shop_file.unwrap_or_else(|| root.join(SHOP_FILE)))?;
            let time = Loyalty::new(&backend, keys)?.time().await?;
            println!("{}", time.unwrap_or_else(jiff::Timestamp::now));
            Ok(())
        }
        Command::ShopFile { shop_origin, root } => print_shop_file(&root, &shop_origin),
    }
}

async fn serve(config: Config) -> Result<()> {
    let shop = DemoShop::start(config).await?;
    tracing::info!("the shop is open at {}, its loyalty origin is {}", shop.shop_origin(), shop.loyalty_origin());
    stop_signal().await?;
    shop.shutdown().await;
    Ok(())
}

async fn tell_history(loyalty: Loyalty, root: &Path, orders: &Path, port: u16) -> Result<()> {
    let taker = Router::new().route(hooks::PATH, post(async || StatusCode::NO_CONTENT));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.with_context(|| format!("listening on port {port}"))?;
    let taking = tokio::spawn(axum::serve(listener, taker).into_future());
    let catalogue = Catalogue::read(&root.join("static/shop/products.json"))?;
    let mut told = -1;
    let told = history::tell(&loyalty, &catalogue, |day, days| {
        if day / 10 > told || day == days {
            told = day / 10;
            println!("day {day} of {days}");
        }
    });
    let text = serde_json::to_string(&told.await?)?;
    taking.abort();
    std::fs::write(orders, text).with_context(|| format!("writing {}", orders.display()))
}

fn read_orders(file: &Path) -> Result<Vec<Order>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} has no orders", file.display()))
}

fn print_shop_file(root: &Path, origins: &[String]) -> Result<()> {
    println!("{}", serde_json::to_string_pretty(&shop_file(&root.join(SHOP_FILE), origins)?)?);
    Ok(())
}

#[cfg(unix)]
async fn stop_signal() -> Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result?,
        _ = terminate.recv() => {}
    }
    Ok(())
}

#[cfg(not(unix))]
async fn stop_signal() -> Result<()> {
    Ok(tokio::signal::ctrl_c().await?)
}
