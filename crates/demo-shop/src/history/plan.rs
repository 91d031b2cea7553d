//! Who did what, hour by hour: the same every time.

use super::crowd::CROWD;
use super::deed::{Act, Deed, Referred, Trust, Wish};
use super::opinion;
use crate::catalogue::Catalogue;
use crate::regulars::{PAST, Past, RECENT};
use crate::shopper::{self, Shopper};
use fastrand::Rng;
use loyalty_api::referral::Channel;

/// Any number: it makes the history this one and no other.
const SEED: u64 = 1_847;
/// Hours of a day in which people shop. Few, because the clock is moved to each of them.
const OPEN: [i64; 2] = [9, 18];

/// Everything that happened in the `days` before now, in its order.
pub fn plan(catalogue: &Catalogue, days: i64) -> Vec<Deed> {
    let mut plan = Plan { days, catalogue, rng: Rng::with_seed(SEED), deeds: Vec::new() };
    plan.regulars();
    for (index, who) in CROWD.iter().enumerate() {
        if !FRIENDS.contains(&who.id) {
            plan.life(who, HABITS[index % HABITS.len()]);
        }
    }
    plan.guests();
    plan.kindness();
    plan.friends();
    plan.opinions();
    plan.in_order()
}

/// What took Tomasz close to the highest tier: he furnished a tea room.
const SPREE: &[Past] = &[
    Past { id: "F-1211", customer: "tomasz", days_ago: 131, items: &[("dune-cups", 3), ("alder-teapot", 2)] },
    Past { id: "F-1288", customer: "tomasz", days_ago: 92, items: &[("meadow-plate", 4), ("morning-mist", 3)] },
    Past { id: "F-1323", customer: "tomasz", days_ago: 71, items: &[("fern-mug", 4), ("oak-tray", 2)] },
];

/// How somebody shops.
#[derive(Clone, Copy)]
struct Habit {
    /// Days between orders; nothing: none, or only one.
    every: Option<i64>,
    /// Orders at least this one time.
    buys: bool,
    /// Days between visits.
    visits: i64,
    /// Chance, in a hundred, that points go into an order.
    spends: u8,
}

const REGULAR: Habit = Habit { every: Some(19), buys: true, visits: 13, spends: 45 };
const OCCASIONAL: Habit = Habit { every: Some(46), buys: true, visits: 26, spends: 35 };
const ONCE: Habit = Habit { every: None, buys: true, visits: 60, spends: 0 };
const LOOKER: Habit = Habit { every: None, buys: false, visits: 36, spends: 0 };
const HABITS: &[Habit] = &[REGULAR, OCCASIONAL, ONCE, OCCASIONAL, REGULAR, LOOKER, OCCASIONAL, ONCE];

/// They join by a friend's link.
const FRIENDS: &[&str] = &["zofia", "yara", "ines"];

struct Plan<'a> {
    days: i64,
    catalogue: &'a Catalogue,
    rng: Rng,
    deeds: Vec<Deed>,
}

impl Plan<'_> {
    fn note(&mut self, hour: i64, who: &'static Shopper, act: Act) {
        self.deeds.push(Deed { hour, who: Some(who), act });
    }

    /// Some hour of a day.
    fn on(&mut self, day: i64) -> i64 {
        day * 24 + OPEN[self.rng.usize(0..OPEN.len())]
    }

    fn chance(&mut self, in_a_hundred: u8) -> bool {
        self.rng.u8(0..100) < in_a_hundred
    }

    /// One to four kinds of what can be bought, tea more than anything.
    fn basket(&mut self) -> Vec<(String, i64)> {
        let shelf: Vec<_> = self.catalogue.products.iter().filter(|product| product.stock > 0).collect();
        let mut items: Vec<(String, i64)> = Vec::new();
        for _ in 0..1 + self.rng.usize(0..4) {
            let product = shelf[self.rng.usize(0..shelf.len())];
            let tea = product.collections.iter().any(|collection| collection == "tea");
            if items.iter().all(|(id, _)| *id != product.id) {
                items.push((product.id.clone(), if tea { 1 + self.rng.i64(0..3) } else { 1 }));
            }
        }
        items
    }

    /// The well-known three, as far as this history goes back; what was before is told as it was, at its beginning.
    fn regulars(&mut self) {
        let days = self.days;
        for past in PAST.iter().filter(|past| past.days_ago < days) {
            self.regular(past, None);
        }
        for past in SPREE {
            self.regular(past, None);
        }
        self.regular(&RECENT, Some(Wish::Fixed));
        for (name, days_ago, act) in [
            ("layla", 150, Act::Earn(Trust::Visit)),
            ("layla", 149, Act::TellBirthday("--03-21".into())),
            ("layla", 58, Act::Earn(Trust::Newsletter)),
            ("tomasz", 161, Act::Join),
            ("tomasz", 140, Act::Earn(Trust::Follow)),
            ("tomasz", 100, Act::Earn(Trust::Newsletter)),
            ("tomasz", 72, Act::Review { number: "R-101".into() }),
            ("tomasz", 40, Act::Earn(Trust::Share)),
            ("tomasz", 38, Act::ChangeMind),
            ("tomasz", 12, Act::Earn(Trust::Visit)),
            ("tomasz", 3, Act::Share(Channel::Email)),
        ] {
            if let Some(who) = shopper::find(name) {
                self.note((days - days_ago) * 24 + 9, who, act);
            }
        }
    }

    fn regular(&mut self, past: &Past, with: Option<Wish>) {
        let items = past.items.iter().map(|(id, quantity)| ((*id).to_owned(), *quantity)).collect();
        if let Some(who) = shopper::find(past.customer) {
            self.note((self.days - past.days_ago) * 24 + 9, who, Act::Buy { order: past.id.into(), items, with });
        }
    }

    /// One member's half year.
    fn life(&mut self, who: &'static Shopper, habit: Habit) {
        let latest = if habit.every.is_some() { self.days / 3 } else { self.days - 10 };
        let joined = self.rng.i64(0..latest.max(1));
        let hour = self.on(joined);
        self.note(hour, who, Act::Join);
        for (likely, after, trust) in [(40, 1, Trust::Follow), (45, 2, Trust::Newsletter), (15, 9, Trust::Share)] {
            if self.chance(likely) && joined + after < self.days {
                let hour = self.on(joined + after);
                self.note(hour, who, Act::Earn(trust));
            }
        }
        if self.chance(50) {
            let birthday = format!("--{:02}-{:02}", self.rng.u8(1..=12), self.rng.u8(1..=28));
            let hour = self.on(joined);
            self.note(hour, who, Act::TellBirthday(birthday));
        }
        if self.chance(12) && joined + 8 < self.days {
            for day in 0..7 {
                self.note((joined + day + 1) * 24 + 9, who, Act::Earn(Trust::Streak));
            }
        }
        let mut day = joined + 1 + self.rng.i64(0..habit.visits);
        while day < self.days {
            let hour = self.on(day);
            self.note(hour, who, Act::Earn(Trust::Visit));
            day += 1 + self.rng.i64(habit.visits / 2..habit.visits * 2);
        }
        let mut day = joined + self.rng.i64(0..5);
        while habit.buys && day < self.days {
            self.buys(who, day, habit.spends);
            let Some(every) = habit.every else { break };
            day += self.rng.i64(every / 2..every * 3 / 2);
        }
    }

    /// One order, and what became of it.
    fn buys(&mut self, who: &'static Shopper, day: i64, spends: u8) {
        const WISHES: [Wish; 5] = [Wish::Fixed, Wish::Shipping, Wish::Percentage, Wish::Variable, Wish::Product];
        let hour = self.on(day);
        let order = self.number();
        let items = self.basket();
        let lines = items.len();
        let with = self.chance(spends).then(|| WISHES[self.rng.usize(0..WISHES.len())]);
        self.note(hour, who, Act::Buy { order: order.clone(), items, with });
        if self.chance(3) {
            return self.note(hour + 9, who, Act::Cancel { order });
        }
        let later = 5 + self.rng.i64(0..9);
        if self.chance(8) && day + later < self.days {
            // Half of those who send something back send back everything.
            let all = self.chance(50);
            let coming = if all { (0..lines).collect() } else { vec![self.rng.usize(0..lines)] };
            return self.note(hour + later * 24, who, Act::Return { order, lines: coming });
        }
        if self.chance(22) && day + 11 < self.days {
            self.note(hour + 11 * 24, who, Act::Review { number: order.replace('F', "R") });
        }
        let taste = self.rng.u8(0..100);
        if spends > 0 && day + 20 < self.days {
            let act = match taste {
                0..5 => Act::ChangeMind,
                5..9 => Act::Forget,
                9..13 => Act::Take(Wish::GiftCard),
                13..16 => Act::Take(Wish::Credit),
                _ => return,
            };
            self.note(hour + 20 * 24, who, act);
        }
    }

    /// Orders of people without an account.
    fn guests(&mut self) {
        for _ in 0..40 {
            let day = self.rng.i64(0..self.days);
            let hour = self.on(day);
            let (order, items) = (self.number(), self.basket());
            self.deeds.push(Deed { hour, who: None, act: Act::Buy { order, items, with: None } });
        }
    }

    /// What the shop gave, or took, by hand.
    fn kindness(&mut self) {
        for (id, days_ago, points, reason) in [
            ("ada", 70, 150, "Sorry for the chipped mug"),
            ("jonas", 44, 100, "Thank you for your patience"),
            ("mila", 20, -40, "Counted twice"),
        ] {
            if let Some(who) = shopper::find(id) {
                self.note((self.days - days_ago) * 24 + 9, who, Act::Adjust { points, reason });
            }
        }
    }

    /// A referral of each kind: completed, pending, under review, blocked, and a link that was only looked at.
    fn friends(&mut self) {
        for (id, days_ago, channel, friend, email) in [
            ("ada", 60, Channel::WhatsApp, Some("zofia"), "zofia@example.org"),
            ("tomasz", 6, Channel::WhatsApp, Some("yara"), "yara@example.org"),
            ("hugo", 8, Channel::Email, Some("ines"), "ines@example.org"),
            ("amir", 19, Channel::Facebook, Some("amir"), "amir.too@example.org"),
            ("tomasz", 2, Channel::Email, None, ""),
        ] {
            let Some(who) = shopper::find(id) else { continue };
            let friend = friend.and_then(shopper::find);
            let (order, items) = (self.number(), vec![("alder-teapot".to_owned(), 1), ("ember-chai".to_owned(), 2)]);
            let refer = Referred { channel, friend, email: email.into(), order, items };
            self.note((self.days - days_ago) * 24 + 18, who, Act::Refer(refer));
        }
        // Whoever came by a friend's link comes back.
        if let Some(zofia) = shopper::find("zofia") {
            self.buys(zofia, self.days - 30, 0);
        }
    }

    /// What members answer: some say how an order was, some look for a tea soon after they joined.
    fn opinions(&mut self) {
        for index in 0..self.deeds.len() {
            let Deed { hour, who: Some(who), act } = self.deeds[index].clone() else { continue };
            match act {
                Act::Buy { order, .. } if self.chance(30) => {
                    let (quiz, answers) = (opinion::AFTER_ORDER, opinion::of_order(&mut self.rng));
                    let submission = format!("after-order-{order}");
                    self.note(hour + 6 * 24, who, Act::Answer { quiz, submission, answers });
                }
                Act::Join if CROWD.iter().any(|other| other.id == who.id) && self.chance(35) => {
                    let (quiz, answers) = (opinion::FIND_TEA, opinion::of_tea(&mut self.rng));
                    let submission = format!("find-tea-of-{}-{hour}", who.id);
                    self.note(hour + 2 * 24, who, Act::Answer { quiz, submission, answers });
                }
                _ => {}
            }
        }
    }

    /// A number for the next order, which is the next deed.
    fn number(&mut self) -> String {
        format!("F-{}", 2_000 + self.deeds.len())
    }

    /// The deeds as they happened, up to now.
    fn in_order(mut self) -> Vec<Deed> {
        self.deeds.retain(|deed| deed.hour < self.days * 24);
        self.deeds.sort_by_key(|deed| deed.hour);
        self.deeds
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;
    use std::path::Path;

    fn catalogue() -> Catalogue {
        Catalogue::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../static/shop/products.json")).unwrap()
    }

    #[test]
    fn it_is_the_same_every_time_and_in_order() {
        let deeds = plan(&catalogue(), 190);
        assert_eq!(deeds, plan(&catalogue(), 190));
        assert!(deeds.is_sorted_by_key(|deed| deed.hour));
        assert!(deeds.iter().all(|deed| (0..190 * 24).contains(&deed.hour)));
    }

    #[test]
    fn everything_that_can_happen_happens() {
        let deeds = plan(&catalogue(), 190);
        let members: HashSet<_> = deeds.iter().filter_map(|deed| Some(deed.who?.id)).collect();
        assert!((40..=60).contains(&members.len()), "{} members", members.len());
        let count = |test: fn(&Act) -> bool| deeds.iter().filter(|deed| test(&deed.act)).count();
        for (what, least, found) in [
            ("orders", 150, count(|act| matches!(act, Act::Buy { .. }))),
            ("orders with a reward", 20, count(|act| matches!(act, Act::Buy { with: Some(_), .. }))),
            ("guests' orders", 30, deeds.iter().filter(|deed| deed.who.is_none()).count()),
            ("returns", 5, count(|act| matches!(act, Act::Return { .. }))),
            ("cancellations", 1, count(|act| matches!(act, Act::Cancel { .. }))),
            ("reviews", 10, count(|act| matches!(act, Act::Review { .. }))),
            ("rewards given back", 1, count(|act| *act == Act::ChangeMind)),
            ("rewards that ran out of time", 1, count(|act| *act == Act::Forget)),
            ("rewards kept as codes", 2, count(|act| matches!(act, Act::Take(_)))),
            ("visits", 100, count(|act| *act == Act::Earn(Trust::Visit))),
            ("days of streaks", 7, count(|act| *act == Act::Earn(Trust::Streak))),
            ("birthdays", 10, count(|act| matches!(act, Act::TellBirthday(_)))),
            ("referrals", 5, count(|act| matches!(act, Act::Refer(_)))),
            ("opinions of orders", 30, count(|act| matches!(act, Act::Answer { quiz: opinion::AFTER_ORDER, .. }))),
            ("searches for a tea", 8, count(|act| matches!(act, Act::Answer { quiz: opinion::FIND_TEA, .. }))),
        ] {
            assert!(found >= least, "only {found} {what}");
        }
        let mut orders = HashSet::new();
        for deed in &deeds {
            match &deed.act {
                Act::Buy { order, .. } | Act::Refer(Referred { order, .. }) => {
                    assert!(orders.insert(order.clone()), "two orders {order}");
                }
                Act::Return { order, .. } | Act::Cancel { order } => assert!(orders.contains(order), "{order} is not placed yet"),
                _ => {}
            }
        }
    }
}
