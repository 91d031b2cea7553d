//! Which addresses the server connects to on a merchant's word: public ones, and no others. Otherwise a document could make it
//! ask its own network's machines, such as a cloud's metadata service.
//!
//! A name is resolved once for each connection, by [`PublicOnly`], and the connection is made to what was checked: a name
//! that answers with another address the next time gains nothing.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use url::Url;

/// Whether messages may be sent to an address as it is written: https, without a user's name or password, and no address of a
/// machine that is not public. `loopback` lets http and this machine pass, for development.
pub fn may_ask(url: &Url, loopback: bool) -> bool {
    let scheme = url.scheme() == "https" || (loopback && url.scheme() == "http");
    let address = match url.host() {
        // Checked once it is resolved.
        Some(url::Host::Domain(_)) => true,
        Some(url::Host::Ipv4(address)) => may_connect(address.into(), loopback),
        Some(url::Host::Ipv6(address)) => may_connect(address.into(), loopback),
        None => false,
    };
    scheme && address && url.username().is_empty() && url.password().is_none()
}

/// Whether an address may be connected to.
pub fn may_connect(address: IpAddr, loopback: bool) -> bool {
    is_public(address) || (loopback && address.is_loopback())
}

/// Whether an address is of the public internet, by the special-purpose registries of IANA (RFC 6890).
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    let special = matches!(
        (a, b, c),
        (0 | 10 | 127 | 224..=255, _, _)       // this network, private, loopback, multicast and reserved
            | (100, 64..=127, _)               // carriers' own (CGNAT)
            | (169, 254, _)                    // link-local
            | (172, 16..=31, _)                // private
            | (192, 168, _)                    // private
            | (192, 0, 0 | 2)                  // protocols, documentation
            | (192, 88, 99)                    // 6to4 relays
            | (198, 18..=19, _)                // benchmarks
            | (198, 51, 100) | (203, 0, 113) // documentation
    );
    !special
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    // Only 2000::/3 is given out. Outside of it are loopback, unique-local, link-local and multicast addresses, and those
    // that carry an IPv4 address to somewhere else: mapped (::ffff:0:0/96) and translated (NAT64, 64:ff9b::/96).
    let [a, b, ..] = address.segments();
    let special = matches!(
        (a, b),
        (0x2001, 0..=0x01ff)                   // protocols: Teredo, benchmarks, ORCHID
            | (0x2001, 0x0db8)                 // documentation
            | (0x2002, _)                      // 6to4
            | (0x3fff, 0..=0x0fff) // documentation
    );
    (0x2000..=0x3fff).contains(&a) && !special
}

/// Resolves names to the addresses among theirs that may be connected to.
#[derive(Clone, Copy, Debug)]
pub struct PublicOnly {
    /// Lets this machine's own addresses pass.
    pub loopback: bool,
}

/// A name has no address that may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to no public address")]
pub struct NotPublic;

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let loopback = self.loopback;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let checked: Vec<SocketAddr> = found.filter(|found| may_connect(found.ip(), loopback)).collect();
            if checked.is_empty() {
                return Err(NotPublic.into());
            }
            Ok(Box::new(checked.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_may_be_connected_to() {
        for (address, public) in [
            ("1.1.1.1", true),
            ("8.8.8.8", true),
            ("93.184.216.34", true),
            ("100.63.255.255", true),
            ("100.128.0.0", true),
            ("172.15.255.255", true),
            ("172.32.0.0", true),
            ("192.0.1.0", true),
            ("198.17.255.255", true),
            ("198.20.0.0", true),
            ("223.255.255.255", true),
            ("0.0.0.0", false),
            ("0.1.2.3", false),
            ("10.0.0.1", false),
            ("10.255.255.255", false),
            ("100.64.0.0", false),
            ("100.127.255.255", false),
            ("127.0.0.1", false),
            ("127.255.255.254", false),
            ("169.254.169.254", false),
            ("172.16.0.1", false),
            ("172.31.255.255", false),
            ("192.0.0.1", false),
            ("192.0.2.1", false),
            ("192.88.99.1", false),
            ("192.168.0.1", false),
            ("198.18.0.1", false),
            ("198.19.255.255", false),
            ("198.51.100.1", false),
            ("203.0.113.1", false),
            ("224.0.0.1", false),
            ("239.255.255.255", false),
            ("240.0.0.1", false),
            ("255.255.255.255", false),
            ("2606:4700:4700::1111", true),
            ("2a00:1450:4001:81b::200e", true),
            ("2001:200::1", true),
            ("3fff:1000::1", true),
            ("::", false),
            ("::1", false),
            ("::7f00:1", false),
            ("::ffff:1.1.1.1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:169.254.169.254", false),
            ("::ffff:0:127.0.0.1", false),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b::a9fe:a9fe", false),
            ("64:ff9b:1::1", false),
            ("100::1", false),
            ("2001::1", false),
            ("2001:2::1", false),
            ("2001:10::1", false),
            ("2001:db8::1", false),
            ("2002:7f00:1::1", false),
            ("3fff::1", false),
            ("5f00::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("fe80::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }

    #[test]
    fn addresses_are_read_as_the_client_will_read_them() {
        for (url, asked, asked_in_development) in [
            ("https://example.com/hooks", true, true),
            ("https://example.com:8443/hooks?shop=1", true, true),
            ("https://1.1.1.1/", true, true),
            ("https://[2606:4700:4700::1111]/", true, true),
            ("http://example.com/", false, true),
            ("http://127.0.0.1:9000/", false, true),
            ("https://localhost/", true, true),
            ("https://[::1]/", false, true),
            // One number, octal, hexadecimal and short forms are all 127.0.0.1.
            ("https://2130706433/", false, true),
            ("https://0177.0.0.1/", false, true),
            ("https://0x7f.1/", false, true),
            ("https://10.0.0.1/", false, false),
            ("https://169.254.169.254/latest/meta-data", false, false),
            ("https://[::ffff:10.0.0.1]/", false, false),
            ("https://[fd00::1]/", false, false),
            ("https://user@example.com/", false, false),
            ("https://user:password@example.com/", false, false),
            ("ftp://example.com/", false, false),
            ("file:///etc/passwd", false, false),
            ("unix:/run/socket", false, false),
        ] {
            let read = Url::parse(url).unwrap();
            assert_eq!(may_ask(&read, false), asked, "{url}");
            assert_eq!(may_ask(&read, true), asked_in_development, "{url} in development");
        }
    }

    #[tokio::test]
    async fn a_name_of_this_machine_leads_nowhere() {
        let resolve = async |loopback| PublicOnly { loopback }.resolve("localhost".parse().unwrap()).await.is_ok();
        assert!(!resolve(false).await);
        assert!(resolve(true).await);
    }
}
