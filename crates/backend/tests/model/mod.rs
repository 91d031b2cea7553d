//! An independent account of what should happen to points: plain lists in memory, recomputed the slow way. It shares no
//! code with the backend.

use std::collections::BTreeMap;

pub(crate) const DAY: i64 = 86_400_000;
pub(crate) const MINUTE: i64 = 60_000;

/// What a programme decides, as far as sequences depend on it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    pub(crate) pending_days: i64,
    pub(crate) expiry_days: Option<i64>,
    pub(crate) hold_minutes: i64,
    pub(crate) allow_debt: bool,
}

#[derive(Clone, Debug)]
struct Lot {
    award: usize,
    left: i64,
    ends: Option<i64>,
    /// What time took of it and no refund has asked for yet.
    lost: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AwardState {
    Pending,
    Counts,
    Void,
}

#[derive(Clone, Debug)]
struct Award {
    member: usize,
    points: i64,
    taken_back: i64,
    counts_at: i64,
    state: AwardState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClaimState {
    Held,
    Used,
    Cancelled,
    Expired,
}

#[derive(Clone, Debug)]
pub(crate) struct Claim {
    pub(crate) member: usize,
    points: i64,
    pub(crate) state: ClaimState,
    until: i64,
    from: Vec<(usize, i64)>,
    order: Option<u32>,
}

#[derive(Clone, Debug, Default)]
struct Order {
    paid: Option<(usize, i64, Option<usize>)>,
    refunded: i64,
    cancelled: bool,
    codes: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
struct Member {
    available: i64,
    lots: Vec<usize>,
}

/// Every member's points.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    terms: Terms,
    members: Vec<Member>,
    lots: Vec<Lot>,
    awards: Vec<Award>,
    pub(crate) claims: Vec<Claim>,
    orders: BTreeMap<u32, Order>,
}

impl Model {
    pub(crate) fn new(terms: Terms, members: usize) -> Self {
        let members = vec![Member::default(); members];
        Self { terms, members, lots: vec![], awards: vec![], claims: vec![], orders: BTreeMap::new() }
    }

    /// `(available, pending, held, lifetime)`.
    pub(crate) fn balance(&self, member: usize) -> (i64, i64, i64, i64) {
        let awards = |state| {
            let of = self.awards.iter().filter(move |award| award.member == member && award.state == state);
            of.map(|award| award.points - award.taken_back).sum::<i64>()
        };
        let held = self.claims.iter().filter(|claim| claim.member == member && claim.state == ClaimState::Held);
        let held = held.map(|claim| claim.points).sum();
        (self.members[member].available, awards(AwardState::Pending), held, awards(AwardState::Counts))
    }

    /// The first points to run out: `(points, at)`.
    pub(crate) fn next_expiry(&self, member: usize) -> Option<(i64, i64)> {
        let open = self.members[member].lots.iter().map(|lot| &self.lots[*lot]).filter(|lot| lot.left > 0);
        let mut by_end = BTreeMap::new();
        for lot in open {
            if let Some(ends) = lot.ends {
                *by_end.entry(ends).or_insert(0) += lot.left;
            }
        }
        by_end.into_iter().next().map(|(at, points)| (points, at))
    }

    /// Lets time pass for one member until nothing is due.
    pub(crate) fn settle(&mut self, member: usize, now: i64) {
        loop {
            let mut due: Vec<(i64, u8, usize)> = Vec::new();
            for (index, award) in self.awards.iter().enumerate() {
                if award.member == member && award.state == AwardState::Pending {
                    due.push((award.counts_at, 1, index));
                }
            }
            for (index, claim) in self.claims.iter().enumerate() {
                if claim.member == member && claim.state == ClaimState::Held {
                    due.push((claim.until, 2, index));
                }
            }
            for lot in &self.members[member].lots {
                if let (Some(ends), true) = (self.lots[*lot].ends, self.lots[*lot].left > 0) {
                    due.push((ends, 3, *lot));
                }
            }
            match due.into_iter().filter(|(at, ..)| *at <= now).min() {
                None => return,
                Some((_, 1, award)) => {
                    self.awards[award].state = AwardState::Counts;
                    self.receive(award);
                }
                Some((_, 2, claim)) => {
                    self.claims[claim].state = ClaimState::Expired;
                    self.give_back(claim);
                }
                Some((_, _, lot)) => {
                    self.members[member].available -= self.lots[lot].left;
                    self.lots[lot].lost += self.lots[lot].left;
                    self.lots[lot].left = 0;
                }
            }
        }
    }

    pub(crate) fn action(&mut self, member: usize, points: i64, now: i64) {
        self.settle(member, now);
        let counts = AwardState::Counts;
        self.awards.push(Award { member, points, taken_back: 0, counts_at: now, state: counts });
        self.receive(self.awards.len() - 1);
    }

    /// Claims a reward of this price; says whether that was possible.
    pub(crate) fn claim(&mut self, member: usize, points: i64, now: i64) -> bool {
        self.settle(member, now);
        if self.members[member].available < points {
            return false;
        }
        let until = now + self.terms.hold_minutes * MINUTE;
        self.claims.push(Claim { member, points, state: ClaimState::Held, until, from: vec![], order: None });
        self.reserve(self.claims.len() - 1);
        true
    }

    /// Undoes a claim; says whether that was possible.
    pub(crate) fn undo(&mut self, claim: usize, now: i64) -> bool {
        let member = self.claims[claim].member;
        self.settle(member, now);
        if self.claims[claim].state == ClaimState::Held {
            self.claims[claim].state = ClaimState::Cancelled;
            self.give_back(claim);
            self.settle(member, now);
        }
        self.claims[claim].state != ClaimState::Used
    }

    /// An order of so many minor units, a point each, is paid.
    pub(crate) fn pay(&mut self, order: u32, member: usize, units: i64, paid_at: i64, codes: &[usize], now: i64) {
        if self.orders.entry(order).or_default().paid.is_none() {
            let paid_at = paid_at.min(now);
            self.settle(member, now);
            let mut award = None;
            if units > 0 {
                let counts_at = paid_at + self.terms.pending_days * DAY;
                let pending = self.terms.pending_days > 0;
                let state = if pending { AwardState::Pending } else { AwardState::Counts };
                self.awards.push(Award { member, points: units, taken_back: 0, counts_at, state });
                award = Some(self.awards.len() - 1);
                if !pending {
                    self.receive(self.awards.len() - 1);
                }
                self.settle(member, now);
            }
            self.orders.entry(order).or_default().paid = Some((member, units, award));
        }
        for claim in codes {
            self.use_code(order, *claim, now);
        }
        self.take_back(order, now);
    }

    pub(crate) fn refund(&mut self, order: u32, units_so_far: i64, now: i64) {
        let order_now = self.orders.entry(order).or_default();
        order_now.refunded = order_now.refunded.max(units_so_far);
        self.take_back(order, now);
    }

    pub(crate) fn cancel(&mut self, order: u32, now: i64) {
        self.orders.entry(order).or_default().cancelled = true;
        self.take_back(order, now);
    }

    fn use_code(&mut self, order: u32, claim: usize, now: i64) {
        if self.orders[&order].codes.contains(&claim) {
            return;
        }
        self.orders.entry(order).or_default().codes.push(claim);
        let member = self.claims[claim].member;
        self.settle(member, now);
        if self.orders[&order].cancelled || self.claims[claim].order.is_some() {
            return;
        }
        if self.claims[claim].state != ClaimState::Held {
            if self.members[member].available < self.claims[claim].points {
                return;
            }
            self.reserve(claim);
        }
        self.claims[claim].state = ClaimState::Used;
        self.claims[claim].order = Some(order);
    }

    fn take_back(&mut self, order: u32, now: i64) {
        let known = self.orders[&order].clone();
        if known.cancelled {
            // What the order's codes cost comes back first, so that the award can be taken out of it.
            for claim in 0..self.claims.len() {
                if self.claims[claim].state == ClaimState::Used && self.claims[claim].order == Some(order) {
                    self.call_off(claim, now);
                }
            }
        }
        if let Some((member, units, Some(award))) = known.paid {
            self.settle(member, now);
            // A point for each unit: what was paid back is what is taken back.
            let target = if known.cancelled { units } else { known.refunded.min(units) };
            let due = target - self.awards[award].taken_back;
            if due > 0 {
                self.awards[award].taken_back = target;
                if self.awards[award].state == AwardState::Pending {
                    if target == self.awards[award].points {
                        self.awards[award].state = AwardState::Void;
                    }
                } else {
                    self.claw_back(award, due, now);
                }
            }
        }
    }

    /// Takes so many points of an award that counts: first what time took of it, then what its owner has. Without debts,
    /// claims are called off one by one, the last first, until there is enough or none is left.
    fn claw_back(&mut self, award: usize, due: i64, now: i64) {
        let member = self.awards[award].member;
        let lost = |model: &Self| model.lots.iter().filter(|lot| lot.award == award).map(|lot| lot.lost).sum::<i64>().min(due);
        if !self.terms.allow_debt {
            for claim in (0..self.claims.len()).rev() {
                let is_held = self.claims[claim].member == member && self.claims[claim].state == ClaimState::Held;
                if is_held && self.members[member].available < due - lost(self) {
                    self.call_off(claim, now);
                }
            }
        }
        let gone = lost(self);
        let mut forgiven = gone;
        for lot in self.lots.iter_mut().filter(|lot| lot.award == award) {
            let part = lot.lost.min(forgiven);
            lot.lost -= part;
            forgiven -= part;
        }
        let there = self.members[member].available.max(0);
        let taken = if self.terms.allow_debt { due - gone } else { (due - gone).min(there) };
        self.drain(member, taken.min(there), Some(award));
        self.members[member].available -= taken;
    }

    fn call_off(&mut self, claim: usize, now: i64) {
        let member = self.claims[claim].member;
        self.settle(member, now);
        self.claims[claim].state = ClaimState::Cancelled;
        self.give_back(claim);
        self.settle(member, now);
    }

    fn receive(&mut self, award: usize) {
        let Award { member, points, taken_back, counts_at, .. } = self.awards[award];
        let net = points - taken_back;
        self.members[member].available += net;
        let left = net.min(self.members[member].available.max(0));
        let ends = self.terms.expiry_days.map(|days| counts_at + days * DAY);
        self.lots.push(Lot { award, left, ends, lost: 0 });
        let lot = self.lots.len() - 1;
        self.members[member].lots.push(lot);
    }

    fn reserve(&mut self, claim: usize) {
        let (member, points) = (self.claims[claim].member, self.claims[claim].points);
        self.claims[claim].from = self.drain(member, points, None);
        self.members[member].available -= points;
    }

    fn give_back(&mut self, claim: usize) {
        let Claim { member, points, .. } = self.claims[claim];
        self.members[member].available += points;
        // All of it goes back to its lots; then a debt is paid again, out of these lots, what ends first before the rest.
        let mut from = std::mem::take(&mut self.claims[claim].from);
        for (lot, points) in &from {
            self.lots[*lot].left += points;
        }
        let open: i64 = self.members[member].lots.iter().map(|lot| self.lots[*lot].left).sum();
        let mut owed = open - self.members[member].available.max(0);
        from.sort_by_key(|(lot, _)| (self.lots[*lot].ends.unwrap_or(i64::MAX), *lot));
        for (lot, points) in from {
            let part = owed.min(points);
            self.lots[lot].left -= part;
            owed -= part;
        }
    }

    /// Takes points from open lots: those of `first`, then what ends first.
    fn drain(&mut self, member: usize, points: i64, first: Option<usize>) -> Vec<(usize, i64)> {
        let mut lots = self.members[member].lots.clone();
        lots.sort_by_key(|lot| {
            let Lot { award, ends, .. } = self.lots[*lot];
            (Some(award) != first, ends.unwrap_or(i64::MAX), *lot)
        });
        let mut left = points;
        let mut taken = Vec::new();
        for lot in lots {
            let part = self.lots[lot].left.min(left);
            if part > 0 {
                self.lots[lot].left -= part;
                left -= part;
                taken.push((lot, part));
            }
        }
        assert_eq!(left, 0, "the model's lots hold less than its balance");
        taken
    }
}
