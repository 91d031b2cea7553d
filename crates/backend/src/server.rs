//! A running server.

use crate::config::Config;
use crate::deliveries::deliver;
use crate::deliveries::send::Sender;
use crate::http::{self, App};
use crate::ledger::audit::{self, Finding};
use crate::programme::programmes::{self, ApplyError};
use crate::store::Store;
use crate::sweep::sweep;
use anyhow::Context;
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long open requests have to end at shutdown.
const DRAIN: Duration = Duration::from_secs(10);

/// A running server. It goes on until [`Server::shutdown`] or the end of the runtime.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    app: App,
    stop: watch::Sender<bool>,
    serving: JoinHandle<std::io::Result<()>>,
    sweeping: JoinHandle<()>,
    delivering: JoinHandle<()>,
}

impl Server {
    /// Opens the database, brings its tables up to date, publishes the configuration's documents, binds the address and
    /// serves. A document with mistakes is an [`ApplyError`] inside the error.
    pub async fn start(config: Config) -> anyhow::Result<Self> {
        let store = Store::open(&config.database).await.with_context(|| format!("cannot open {}", config.database))?;
        for document in &config.documents {
            programmes::apply(&store, document, config.clock.now_ms()).await?;
        }
        let listener = TcpListener::bind(config.listen).await.with_context(|| format!("cannot listen on {}", config.listen))?;
        let address = listener.local_addr()?;
        let sender = Sender::new(config.delivery_timeout, config.loopback_endpoints).context("cannot send messages")?;
        let app = App::new(store, config);
        let (stop, stopped) = watch::channel(false);
        let service = http::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        let mut serving_stopped = stopped.clone();
        let serving = axum::serve(listener, service).with_graceful_shutdown(async move {
            let _ = serving_stopped.wait_for(|stopped| *stopped).await;
        });
        let sweeping = tokio::spawn(sweep_until(stopped.clone(), app.clone()));
        let delivering = tokio::spawn(deliver_until(stopped, app.clone(), sender));
        Ok(Self { address, app, stop, serving: tokio::spawn(serving.into_future()), sweeping, delivering })
    }

    /// Where it is reached, such as `http://127.0.0.1:4402`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Publishes a programme document. Returns its version.
    pub async fn apply(&self, document: &str) -> Result<i64, ApplyError> {
        programmes::apply(&self.app.store, document, self.app.now()).await
    }

    /// Checks every rule of the ledger. No findings: all of them hold.
    pub async fn audit(&self) -> anyhow::Result<Vec<Finding>> {
        audit::check(&self.app.store, &self.app.programmes).await
    }

    /// Takes no more requests, lets those under way end, and closes the database.
    pub async fn shutdown(self) -> anyhow::Result<()> {
        let _ = self.stop.send(true);
        match tokio::time::timeout(DRAIN, self.serving).await {
            Ok(ended) => ended??,
            Err(_) => tracing::warn!("requests that did not end in time were dropped"),
        }
        self.sweeping.await?;
        self.delivering.await?;
        self.app.store.close().await;
        Ok(())
    }
}

async fn sweep_until(mut stopped: watch::Receiver<bool>, app: App) {
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => return,
            () = tokio::time::sleep(app.config.sweep_every) => {}
        }
        if let Err(error) = sweep(&app.store, &app.programmes, app.now(), || *stopped.borrow()).await {
            tracing::error!(%error, cause = ?std::error::Error::source(&error), "sweeping failed; it is tried again");
        }
    }
}

async fn deliver_until(mut stopped: watch::Receiver<bool>, app: App, sender: Sender) {
    loop {
        tokio::select! {
            _ = stopped.wait_for(|stopped| *stopped) => return,
            () = tokio::time::sleep(app.config.deliver_every) => {}
        }
        if let Err(error) = deliver(&app.store, &app.programmes, &sender, app.now()).await {
            tracing::error!(%error, cause = ?std::error::Error::source(&error), "delivering failed; it is tried again");
        }
    }
}
