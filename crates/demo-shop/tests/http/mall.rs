//! The shop before a real loyalty backend, each on a port of its own, and a browser's cookie jar.

use anyhow::{Context, Result};
use demo_shop::keys::Keys;
use demo_shop::shop_file::shop_file;
use demo_shop::{Config, DemoShop};
use loyalty_api::account::Account;
use loyalty_api::redemption::{Redemption, RedemptionReceipt};
use loyalty_api::session::Session;
use loyalty_backend::{Limits, Server};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A shop, its backend, and one browser.
pub(crate) struct Mall {
    pub(crate) backend: Server,
    pub(crate) shop: DemoShop,
    pub(crate) browser: Client,
}

/// Opens a shop without a past.
pub(crate) async fn open() -> Result<Mall> {
    open_with(false).await
}

/// Opens a shop, with the regular shoppers' past if asked.
pub(crate) async fn open_with(seed: bool) -> Result<Mall> {
    let backend = Server::start(config()).await?;
    let shop = start(&backend.origin(), seed).await?;
    publish(&backend, shop.shop_origin()).await?;
    Ok(Mall { backend, shop, browser: browser()? })
}

/// Opens a shop before whatever is, or is not, at `backend`.
pub(crate) async fn start(backend: &str, seed: bool) -> Result<DemoShop> {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let keys = Keys::from_document(&shop_file(&example(), &["http://127.0.0.1".to_owned()])?)?;
    DemoShop::start(Config {
        shop: any_port,
        loyalty: any_port,
        backend: backend.to_owned(),
        root: root(),
        keys,
        seed,
        orders: vec![],
    })
    .await
}

/// Starts an empty backend that knows the shop at this origin.
pub(crate) async fn start_backend(listen: SocketAddr, shop: &str) -> Result<Server> {
    let backend = Server::start(loyalty_backend::Config { listen, ..config() }).await?;
    publish(&backend, shop).await?;
    Ok(backend)
}

/// A backend that settles soon and may tell the shop at its address on this machine.
fn config() -> loyalty_backend::Config {
    loyalty_backend::Config {
        limits: Limits::generous(),
        sweep_every: Duration::from_millis(200),
        loopback_endpoints: true,
        ..loyalty_backend::Config::default()
    }
}

async fn publish(backend: &Server, shop: &str) -> Result<()> {
    backend.apply(&shop_file(&example(), &[shop.to_owned()])?.to_string()).await?;
    Ok(())
}

/// A browser that nobody has used yet.
pub(crate) fn browser() -> Result<Client> {
    Ok(Client::builder().no_proxy().cookie_store(true).build()?)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn example() -> PathBuf {
    root().join("crates/backend/examples/demo-shop.json")
}

impl Mall {
    /// Asks the shop's own API; the status and the answer.
    pub(crate) async fn ask(&self, method: Method, path: &str, body: Value) -> Result<(StatusCode, Value)> {
        let request = self.browser.request(method, format!("{}/shop/api/{path}", self.shop.shop_origin()));
        let request = if body.is_null() { request } else { request.json(&body) };
        let answer = request.send().await?;
        Ok((answer.status(), answer.json().await?))
    }

    /// Asks the shop's own API for what it must not refuse.
    pub(crate) async fn get_on(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let (status, answer) = self.ask(method, path, body).await?;
        anyhow::ensure!(status.is_success(), "{path}: {status} {answer}");
        Ok(answer)
    }

    /// Signs in.
    pub(crate) async fn sign_in(&self, shopper: &str) -> Result<()> {
        self.get_on(Method::POST, "login", json!({ "shopper": shopper })).await.map(drop)
    }

    /// Puts so many of a product into the cart.
    pub(crate) async fn add(&self, product: &str, quantity: i64) -> Result<Value> {
        self.get_on(Method::POST, "cart/lines", json!({ "product": product, "quantity": quantity })).await
    }

    /// Puts a code on the cart.
    pub(crate) async fn apply(&self, code: &str) -> Result<(StatusCode, Value)> {
        self.ask(Method::POST, "cart/code", json!({ "code": code })).await
    }

    /// Buys the cart.
    pub(crate) async fn buy(&self) -> Result<Value> {
        let address = json!({"name": "A B", "email": "a@example.com", "street": "C 1", "postcode": "2", "city": "D"});
        self.get_on(Method::POST, "checkout", address).await
    }

    /// Opens the loyalty session of whoever is signed in, by the loyalty origin, as the widget would.
    pub(crate) async fn loyalty(&self) -> Result<Session> {
        let token = self.browser.get(format!("{}/shop/api/token", self.shop.shop_origin())).send().await?.text().await?;
        let request = json!({ "shop": "demo", "token": token });
        let post = self.browser.post(format!("{}/v1/sessions", self.shop.loyalty_origin())).json(&request);
        Ok(post.header("origin", self.shop.shop_origin()).send().await?.error_for_status()?.json().await?)
    }

    /// What whoever is signed in has.
    pub(crate) async fn account(&self) -> Result<Account> {
        self.loyalty().await?.account.context("a guest has no account")
    }

    /// Holds points for a reward, by the loyalty origin, as the widget would.
    pub(crate) async fn redeem(&self, reward: &str, key: &str) -> Result<Redemption> {
        let session = self.loyalty().await?;
        let post = self.browser.post(format!("{}/v1/me/redemptions", self.shop.loyalty_origin())).bearer_auth(session.token);
        let answer = post.header("idempotency-key", key).json(&json!({ "reward": reward })).send().await?;
        let receipt: RedemptionReceipt = answer.error_for_status()?.json().await?;
        Ok(receipt.redemption)
    }

    /// Closes both.
    pub(crate) async fn close(self) -> Result<()> {
        self.shop.shutdown().await;
        self.backend.shutdown().await
    }
}
