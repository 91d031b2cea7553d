//! How a server runs.

use crate::clock::Clock;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

/// How a server runs. Start from [`Config::default`] and change what differs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen; port 0 takes a free one.
    pub listen: SocketAddr,
    /// `sqlite:PATH` (made if it is not there), `sqlite::memory:` or `postgres://user:password@host/name`.
    pub database: String,
    /// Programme documents (JSON) to publish before the first request is taken.
    pub documents: Vec<String>,
    /// The folder of built files to serve at `/`, if any.
    pub assets: Option<PathBuf>,
    /// Origins allowed besides those of each shop's document, for previews on other ports.
    pub extra_origins: Vec<String>,
    /// Take a caller's address from the last `X-Forwarded-For`: only behind a proxy that sets it.
    pub trust_forwarded_for: bool,
    /// How many requests are let through.
    pub limits: Limits,
    /// How often holds, pending points and expiries that fell due are settled without anyone asking.
    pub sweep_every: Duration,
    /// How often messages to the merchants' own addresses are looked for and sent.
    pub deliver_every: Duration,
    /// The longest a merchant's address may take to answer.
    pub delivery_timeout: Duration,
    /// Let messages go by http and to this machine: for previews, where the shop runs beside the server.
    pub loopback_endpoints: bool,
    /// The longest a request may take.
    pub request_timeout: Duration,
    /// The time.
    pub clock: Clock,
}

impl Default for Config {
    /// A free port, a database in memory, no assets, the usual limits, the system's clock.
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            database: "sqlite::memory:".into(),
            documents: Vec::new(),
            assets: None,
            extra_origins: Vec::new(),
            trust_forwarded_for: false,
            limits: Limits::default(),
            sweep_every: Duration::from_secs(30),
            deliver_every: Duration::from_secs(1),
            delivery_timeout: Duration::from_secs(15),
            loopback_endpoints: false,
            request_timeout: Duration::from_secs(15),
            clock: Clock::system(),
        }
    }
}

/// Requests let through, by whom they are counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// For each member, over all of their sessions.
    pub shopper: Rate,
    /// For each address.
    pub address: Rate,
    /// For each shop.
    pub shop: Rate,
    /// Wrong reward codes, for each shop.
    pub wrong_codes: Rate,
    /// Friends' clicks and claims, for each network.
    pub friends: Rate,
    /// What campaigns give to guests, for each network.
    pub guests: Rate,
    /// Events of pages, for each network; each event counts.
    pub events: Rate,
}

/// A bucket that holds `burst` requests and is refilled at `per_second`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// At once.
    pub burst: u32,
    /// In the long run; more than 0.
    pub per_second: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            shopper: Rate { burst: 60, per_second: 5.0 },
            address: Rate { burst: 240, per_second: 20.0 },
            shop: Rate { burst: 4_000, per_second: 1_000.0 },
            wrong_codes: Rate { burst: 30, per_second: 0.5 },
            friends: Rate { burst: 40, per_second: 0.2 },
            guests: Rate { burst: 40, per_second: 0.2 },
            events: Rate { burst: 3_000, per_second: 30.0 },
        }
    }
}

impl Limits {
    /// Limits that nobody meets, for previews and tests where one machine is every shopper.
    pub fn generous() -> Self {
        let rate = Rate { burst: 1_000_000, per_second: 1_000_000.0 };
        Self { shopper: rate, address: rate, shop: rate, wrong_codes: rate, friends: rate, guests: rate, events: rate }
    }
}
