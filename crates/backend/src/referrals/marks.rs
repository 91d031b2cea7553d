//! Keyed hashes of what people can be recognised by. What is stored of an e-mail address, an address, a device or a network
//! says nothing without the shop's secret, and nothing about another shop's people.

use crate::error::Result;
use crate::random;
use crate::store::{Connection, secrets};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use loyalty_rules::referral;
use sha2::Sha256;
use std::net::IpAddr;

/// Makes a shop's hashes and signatures.
#[derive(Clone)]
pub struct Marker(Vec<u8>);

/// What somebody can be recognised by, hashed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Their e-mail address.
    pub email: Option<Vec<u8>>,
    /// Where they have things sent.
    pub address: Option<Vec<u8>>,
    /// Their device, where they agreed to its id.
    pub device: Option<Vec<u8>>,
    /// The network they came from.
    pub network: Option<Vec<u8>>,
}

impl Marks {
    /// The kinds that are there: `(kind, mark)`.
    pub fn kinds(&self) -> impl Iterator<Item = (&'static str, &[u8])> {
        [("email", &self.email), ("address", &self.address), ("device", &self.device), ("network", &self.network)]
            .into_iter()
            .filter_map(|(kind, mark)| Some((kind, mark.as_deref()?)))
    }
}

impl Marker {
    /// The shop's marker; its secret is made where there is none yet.
    pub async fn load(connection: &mut Connection, shop: &str) -> Result<Self> {
        Ok(Self(secrets::get_or_insert(connection, shop, &random::secret()).await?))
    }

    /// The shop's marker, where it has one: without, nothing was marked.
    pub async fn read(connection: &mut Connection, shop: &str) -> Result<Option<Self>> {
        Ok(secrets::get(connection, shop).await?.map(Self))
    }

    /// The mark of an e-mail address, however it is written; nothing where it is none.
    pub fn email(&self, email: &str) -> Option<Vec<u8>> {
        referral::canonical_email(email).map(|email| self.mac("email", &email))
    }

    /// The mark of a postal address, however it is written; nothing where nothing is left of it.
    pub fn address(&self, address: &str) -> Option<Vec<u8>> {
        let address = referral::canonical_address(address);
        (!address.is_empty()).then(|| self.mac("address", &address))
    }

    /// The mark of a device's id.
    pub fn device(&self, device: &str) -> Vec<u8> {
        self.mac("device", device)
    }

    /// What guests on a device are known by.
    pub fn device_unit(&self, device: &str) -> String {
        Self::unit_of(&self.device(device))
    }

    /// What guests on the device of this mark are known by.
    pub fn unit_of(mark: &[u8]) -> String {
        format!("dev_{}", URL_SAFE_NO_PAD.encode(mark))
    }

    /// The mark of the network of an address.
    pub fn network(&self, address: IpAddr) -> Vec<u8> {
        self.mac("network", &referral::network_of(address))
    }

    /// A signature over the id of a click.
    pub fn click(&self, id: &str) -> Vec<u8> {
        self.mac("click", id)
    }

    /// The purpose is part of what is hashed: marks of one kind cannot be taken for another's.
    fn mac(&self, purpose: &str, text: &str) -> Vec<u8> {
        let mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.0).expect("HMAC takes keys of any length");
        mac.chain_update(purpose).chain_update([0]).chain_update(text).finalize().into_bytes().to_vec()
    }
}
