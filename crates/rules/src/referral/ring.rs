//! Many accounts that belong to one person: what the verdicts let through, with facts drawn from what really happened before.

use super::verdict::{CLAIMS_A_DAY, CLAIMS_A_MONTH, Decision, Facts, judge};
use std::collections::{HashMap, HashSet};

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
const MONTH: i64 = 30 * DAY;

/// A shop's memory: what a server would know.
#[derive(Default)]
struct Shop {
    members: HashMap<usize, Member>,
    claims: Vec<(i64, String)>,
    ordered: HashSet<usize>,
    claimed: HashSet<usize>,
    rewarded: Vec<(i64, usize)>,
}

#[derive(Default)]
struct Member {
    devices: HashSet<String>,
    networks: HashSet<String>,
    referred_by: Option<usize>,
}

/// Where somebody is when they do something. A device is unknown where they did not consent to being recognised.
#[derive(Clone)]
struct Place {
    device: Option<String>,
    network: String,
}

impl Shop {
    /// A member opens the shop, to copy their link.
    fn visit(&mut self, member: usize, place: &Place) {
        let member = self.members.entry(member).or_default();
        member.devices.extend(place.device.clone());
        member.networks.insert(place.network.clone());
    }

    /// A friend comes by a member's link, takes the welcome, joins and orders. Whether the member is rewarded for it.
    fn refer(&mut self, referrer: usize, friend: usize, place: &Place, now: i64) -> bool {
        let facts = self.facts(referrer, friend, place, now);
        self.claims.push((now, place.network.clone()));
        self.claimed.insert(friend);
        let rewarded = judge(&facts).decision == Decision::Allow;
        if rewarded {
            self.rewarded.push((now, referrer));
        }
        self.visit(friend, place);
        self.ordered.insert(friend);
        self.members.entry(friend).or_default().referred_by.get_or_insert(referrer);
        rewarded
    }

    fn facts(&self, referrer: usize, friend: usize, place: &Place, now: i64) -> Facts {
        let member = self.members.get(&referrer);
        let since =
            |length| self.claims.iter().filter(|(at, network)| *network == place.network && now - at < length).count() as i64;
        Facts {
            same_member: referrer == friend,
            same_device: member.zip(place.device.as_ref()).is_some_and(|(member, device)| member.devices.contains(device)),
            same_network: member.is_some_and(|member| member.networks.contains(&place.network)),
            cycle: self.ancestors(referrer).contains(&friend),
            existing_customer: self.ordered.contains(&friend),
            already_claimed: self.claimed.contains(&friend),
            network_claims_day: since(DAY),
            network_claims_month: since(MONTH),
            referrals_month: self.rewarded.iter().filter(|(at, by)| *by == referrer && now - at < MONTH).count() as i64,
            monthly_limit: Some(30),
            ..Facts::default()
        }
    }

    fn ancestors(&self, member: usize) -> HashSet<usize> {
        let mut found = HashSet::new();
        let mut next = self.members.get(&member).and_then(|member| member.referred_by);
        while let Some(ancestor) = next.filter(|ancestor| found.insert(*ancestor)) {
            next = self.members.get(&ancestor).and_then(|member| member.referred_by);
        }
        found
    }
}

const RING: usize = 1000;

/// Each of a ring refers the next one, the last the first, one every `pause` ms. How many are rewarded.
fn ring(pause: i64, referrer_is_seen: bool, place: impl Fn(usize) -> Place) -> usize {
    let mut shop = Shop::default();
    let mut rewarded = 0;
    for referrer in 0..RING {
        let friend = (referrer + 1) % RING;
        if referrer_is_seen {
            shop.visit(referrer, &place(referrer));
        }
        let now = referrer as i64 * pause;
        rewarded += usize::from(shop.refer(referrer, friend, &place(friend), now));
    }
    rewarded
}

fn place(device: Option<usize>, network: usize) -> Place {
    Place { device: device.map(|device| format!("device {device}")), network: format!("network {network}") }
}

#[test]
fn a_ring_in_one_place_earns_at_most_one_reward() {
    for (name, pause, is_seen, at) in [
        ("one device and network", HOUR, true, (|_| place(Some(0), 0)) as fn(usize) -> Place),
        ("without consent to recognising devices", HOUR, true, |_| place(None, 0)),
        ("a new device for each", HOUR, true, |friend| place(Some(friend), 0)),
        ("a new network for each", HOUR, true, |friend| place(Some(0), friend)),
        ("one a month, so that no network is busy", MONTH, true, |_| place(None, 0)),
        ("links that were copied out of sight", HOUR, false, |_| place(None, 0)),
        ("copied out of sight, one a month, on one device", MONTH, false, |friend| place(Some(0), friend)),
    ] {
        let rewarded = ring(pause, is_seen, at);
        // A device alone is a reason to look, and looking is the merchant's: the rules give nothing unseen.
        assert!(rewarded <= 1, "{name}: {rewarded}");
    }
}

#[test]
fn people_who_have_nothing_in_common_are_all_rewarded_but_the_one_who_closes_the_ring() {
    assert_eq!(ring(HOUR, true, |friend| place(Some(friend), friend)), RING - 1);
}

#[test]
fn one_member_with_a_thousand_friends_from_one_network_is_soon_looked_at() {
    let mut shop = Shop::default();
    shop.visit(0, &place(Some(0), 0));
    let at = |friend| place(Some(friend), 1);
    let on_a_day = (1..=1000).filter(|friend| shop.refer(0, *friend, &at(*friend), *friend as i64 * 60_000)).count();
    assert_eq!(on_a_day as i64, CLAIMS_A_DAY);

    let mut shop = Shop::default();
    let in_a_month = (1..=60).filter(|friend| shop.refer(0, *friend, &at(*friend), *friend as i64 * 12 * HOUR)).count();
    assert_eq!(in_a_month as i64, CLAIMS_A_MONTH);
}

#[test]
fn many_links_in_one_network_are_counted_together() {
    let mut shop = Shop::default();
    let rewarded = (0..500).filter(|pair| shop.refer(2 * pair, 2 * pair + 1, &place(None, 7), *pair as i64 * 60_000)).count();
    assert_eq!(rewarded as i64, CLAIMS_A_DAY);
}
