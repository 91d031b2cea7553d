//! What a shop needs to start.

use crate::keys::Keys;
use crate::order::Order;
use std::net::SocketAddr;
use std::path::PathBuf;

/// What a shop needs to start. Port 0 lets the system choose one.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the shop listens.
    pub shop: SocketAddr,
    /// Where the loyalty origin (the proxy before the backend) listens.
    pub loyalty: SocketAddr,
    /// The loyalty backend's origin, such as `http://127.0.0.1:4402`.
    pub backend: String,
    /// The folder with `index.html` and `static/shop`.
    pub root: PathBuf,
    /// What the shop and the programme share.
    pub keys: Keys,
    /// Whether to give the regular shoppers their past.
    pub seed: bool,
    /// Orders of members that were told to the backend before, for the shop's own book.
    pub orders: Vec<Order>,
}
