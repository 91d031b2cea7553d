//! Addresses for people who would otherwise all be one machine: a programme tells friends from one household by them.

use std::net::Ipv4Addr;

/// An address of this name's own, from a range that is nobody's (198.18.0.0/15, RFC 2544). The same name has the same one.
pub fn address(name: &str) -> Ipv4Addr {
    // FNV-1a: any mixing would do.
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let [.., second, third, fourth] = (hash >> 7).to_be_bytes();
    Ipv4Addr::new(198, 18 | (second & 1), third, fourth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::CROWD;
    use std::collections::HashSet;

    #[test]
    fn everybody_has_an_address_that_is_nobodys() {
        let homes: HashSet<String> = CROWD.iter().map(|who| format!("{}, {}", who.street, who.city)).collect();
        let addresses: HashSet<Ipv4Addr> = homes.iter().map(|home| address(home)).collect();
        assert_eq!(addresses.len(), homes.len(), "two homes of the crowd have one address");
        assert!(addresses.iter().all(|address| address.octets()[0] == 198 && address.octets()[1] & !1 == 18));
    }
}
