//! Starting and stopping the shop.

use crate::catalogue::Catalogue;
use crate::config::Config;
use crate::link::{Link, LinkListener};
use crate::loyalty::Loyalty;
use crate::shop::{Owner, Shop};
use crate::{proxy, routes, seed};
use anyhow::{Context, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Answers under way get so long to end when the shop stops.
const FAREWELL: Duration = Duration::from_secs(2);

/// A running shop with its loyalty origin. Dropping it stops both at once; [`DemoShop::shutdown`] lets answers end.
#[derive(Debug)]
#[must_use = "the shop closes when this is dropped"]
pub struct DemoShop {
    shop_origin: String,
    loyalty_origin: String,
    stop: watch::Sender<bool>,
    servers: Vec<JoinHandle<std::io::Result<()>>>,
    seeding: Option<JoinHandle<()>>,
}

impl DemoShop {
    /// Opens the shop. The backend need not be there yet.
    pub async fn start(config: Config) -> Result<Self> {
        let catalogue = Catalogue::read(&config.root.join("static/shop/products.json"))?;
        let loyalty = Loyalty::new(&config.backend, config.keys.clone())?;
        let (shop_listener, shop_origin) = listen(config.shop).await?;
        let (loyalty_listener, loyalty_origin) = listen(config.loyalty).await?;
        let shop = Arc::new(Shop::new(config.root, catalogue, config.keys, loyalty, loyalty_origin.clone()));
        for order in config.orders {
            shop.enter(Owner::of(&order), order);
        }
        // A preview's backend may be of another time; one that is not there yet is asked again when its clock is moved.
        if let Err(error) = shop.loyalty.time().await {
            tracing::debug!("the backend does not tell the time: {error:#}");
        }

        let (stop, stopped) = watch::channel(false);
        let proxy = proxy::router(&config.backend, Arc::clone(&shop.trouble))?;
        let servers = vec![
            tokio::spawn({
                let stopped = until(stopped.clone());
                let router = routes::router(&shop);
                async move { axum::serve(shop_listener, router).with_graceful_shutdown(stopped).await }
            }),
            tokio::spawn(async move {
                let service = proxy.into_make_service_with_connect_info::<Link>();
                axum::serve(LinkListener(loyalty_listener), service).with_graceful_shutdown(until(stopped)).await
            }),
        ];
        let seeding = config.seed.then(|| tokio::spawn(seed::seed(shop)));
        Ok(Self { shop_origin, loyalty_origin, stop, servers, seeding })
    }

    /// Where shoppers go, such as `http://127.0.0.1:4400`.
    pub fn shop_origin(&self) -> &str {
        &self.shop_origin
    }

    /// Where the page gets the widget and its API from.
    pub fn loyalty_origin(&self) -> &str {
        &self.loyalty_origin
    }

    /// Waits until the regular shoppers have their past. At once where none was asked for.
    pub async fn seeded(&mut self) {
        if let Some(seeding) = self.seeding.take() {
            // It only fails by being stopped, and then there is nothing to wait for.
            let _ = seeding.await;
        }
    }

    /// Closes the shop: no new connections, two seconds for answers under way.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        for server in &mut self.servers {
            if tokio::time::timeout(FAREWELL, &mut *server).await.is_err() {
                server.abort();
            }
        }
    }
}

impl Drop for DemoShop {
    fn drop(&mut self) {
        self.servers.iter().for_each(JoinHandle::abort);
        if let Some(seeding) = &self.seeding {
            seeding.abort();
        }
    }
}

async fn listen(address: SocketAddr) -> Result<(TcpListener, String)> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("listening on {address}"))?;
    let origin = format!("http://{}", listener.local_addr()?);
    Ok((listener, origin))
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that the shop was dropped, which is a stop as well.
    let _ = stopped.wait_for(|stopped| *stopped).await;
}
