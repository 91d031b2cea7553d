//! Everything but the browser: backend, preview shop and clock, all real, all of one test.

use crate::front::Front;
use crate::paths;
use anyhow::Result;
use demo_shop::catalogue::Catalogue;
use demo_shop::keys::Keys;
use demo_shop::loyalty::Loyalty;
use demo_shop::shop_file::shop_file;
use demo_shop::trouble::Trouble;
use demo_shop::{Config, DemoShop, history};
use jiff::{SignedDuration, Timestamp, Unit};
use loyalty_backend::{Clock, Limits, Server};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

/// A backend on a database of its own, a shop before it, and the front that the browser goes to.
#[derive(Debug)]
pub struct World {
    backend: Server,
    shop: DemoShop,
    front: Front,
    http: reqwest::Client,
    /// Removes the database when the world ends.
    _folder: TempDir,
}

impl World {
    /// Opens a world: without members, or with the regular shoppers' past. The programme's document is changed before it is
    /// published.
    pub async fn open(seed: bool, change: impl FnOnce(&mut Value)) -> Result<Self> {
        Self::open_at(Timestamp::now(), seed, change).await
    }

    /// Opens a world that has lived through half a year, everybody in it.
    pub async fn open_with_history(change: impl FnOnce(&mut Value)) -> Result<Self> {
        let begin = Timestamp::now().checked_sub(SignedDuration::from_hours(190 * 24))?.round(Unit::Hour)?;
        let world = Self::open_at(begin, false, change).await?;
        let loyalty = Loyalty::new(&world.backend.origin(), keys()?)?;
        let catalogue = Catalogue::read(&paths::root().join("static/shop/products.json"))?;
        history::tell(&loyalty, &catalogue, |_, _| {}).await?;
        // The shop's clock was left behind.
        world.advance(Duration::ZERO).await?;
        Ok(world)
    }

    async fn open_at(begin: Timestamp, seed: bool, change: impl FnOnce(&mut Value)) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        // It goes on by itself, as the shop's does, and only forward.
        let clock = Clock::going_from(begin.as_millisecond());
        let backend = Server::start(loyalty_backend::Config {
            database: format!("sqlite:{}", folder.path().join("loyalty.db").display()),
            assets: Some(paths::dist()),
            limits: Limits::generous(),
            sweep_every: Duration::from_millis(100),
            trust_forwarded_for: true,
            loopback_endpoints: true,
            clock: clock.clone(),
            ..loyalty_backend::Config::default()
        })
        .await?;
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let keys = keys()?;
        let config = Config {
            shop: any_port,
            loyalty: any_port,
            backend: backend.origin(),
            root: paths::root(),
            keys: keys.clone(),
            seed,
            orders: Vec::new(),
        };
        let mut shop = DemoShop::start(config).await?;
        let front = Front::open(shop.shop_origin(), shop.loyalty_origin(), keys, clock).await?;
        let mut document = shop_file(&example(), &[front.origin().to_owned()])?;
        change(&mut document);
        backend.apply(&document.to_string()).await?;
        shop.seeded().await;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { backend, shop, front, http, _folder: folder })
    }

    /// Where the browser goes.
    pub fn origin(&self) -> &str {
        self.front.origin()
    }

    /// Where the widget and its API come from.
    pub fn loyalty_origin(&self) -> &str {
        self.shop.loyalty_origin()
    }

    /// What the front saw and can do.
    pub fn front(&self) -> &Front {
        &self.front
    }

    /// Has time pass, as the merchant's desk does.
    pub async fn advance(&self, by: Duration) -> Result<()> {
        let address = format!("{}/shop/api/clock", self.shop.shop_origin());
        self.http.post(address).json(&json!({ "seconds": by.as_secs() })).send().await?.error_for_status()?;
        Ok(())
    }

    /// A report as the merchant reads it, over the last 30 days.
    pub async fn report(&self, name: &str) -> Result<Value> {
        let keys = keys()?;
        let address = format!("{}/v1/shops/{}/reports/{name}", self.backend.origin(), keys.shop);
        Ok(self.http.get(address).bearer_auth(&keys.secret_key).send().await?.error_for_status()?.json().await?)
    }

    /// Has the loyalty API in trouble from now on, or well again.
    pub async fn trouble(&self, mode: Trouble) -> Result<()> {
        let address = format!("{}/shop/api/trouble", self.shop.shop_origin());
        self.http.post(address).json(&json!({ "mode": mode })).send().await?.error_for_status()?;
        Ok(())
    }

    /// Closes everything. The ledger's rules must hold at the end of every test.
    pub async fn close(self) -> Result<()> {
        let findings = self.backend.audit().await?;
        self.shop.shutdown().await;
        self.backend.shutdown().await?;
        anyhow::ensure!(findings.is_empty(), "the ledger's rules do not hold: {findings:?}");
        Ok(())
    }
}

fn example() -> PathBuf {
    paths::root().join("crates/backend/examples/demo-shop.json")
}

fn keys() -> Result<Keys> {
    // The shop's own file has the key that it is told what happens with.
    Keys::from_document(&shop_file(&example(), &["http://127.0.0.1".to_owned()])?)
}
