//! One spelling for the network that a request came from.

use std::net::{IpAddr, Ipv6Addr};

/// The network of an address: one IPv4 address, or the 64 bits that are a household's in IPv6 (RFC 6177), whose other 64 change
/// with every device and day. An IPv4 address in IPv6's clothes is the IPv4 address.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [first, second, third, fourth, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(first, second, third, fourth, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_ipv4_address_or_64_bits() {
        for (address, expected) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
            ("::1", "::/64"),
        ] {
            assert_eq!(network_of(address.parse().unwrap()), expected, "{address}");
        }
    }
}
