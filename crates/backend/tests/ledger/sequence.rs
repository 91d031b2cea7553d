//! One random sequence of everything that moves points, on the real store and on the model beside it.

use super::broken::Broken;
use crate::common;
use crate::model::{ClaimState, DAY, MINUTE, Model, Terms};
use loyalty_api::order::{Order, OrderEvent, OrderEventKind};
use loyalty_api::redemption::RedemptionRequest;
use loyalty_backend::ledger::audit::audit;
use loyalty_backend::ledger::book::{Account, Book};
use loyalty_backend::ledger::settle::settle;
use loyalty_backend::programme::programmes::parse;
use loyalty_backend::programme::{Programme, Programmes};
use loyalty_backend::store::{Connection, Store, awards, customers::CustomerRow, lots, programmes, redemptions as claims};
use loyalty_backend::{account, actions, members, orders, redemptions};
use serde_json::json;

/// Operations between two comparisons.
const STRIDE: usize = 50;
const MEMBERS: usize = 2;

/// Runs one sequence; a broken store is broken first. Returns how many operations it had.
pub(super) async fn run(store: &Store, seed: u64, broken: Option<&Broken>) -> usize {
    let mut random = Random(seed);
    let terms = Terms {
        pending_days: random.pick(&[0, 1, 14]),
        expiry_days: random.pick(&[None, Some(1), Some(30), Some(365)]),
        hold_minutes: random.pick(&[1, 60, 60 * 24 * 10]),
        allow_debt: random.below(2) == 0,
    };
    let parsed = parse(&document(terms)).unwrap();
    let mut write = store.write().await.unwrap();
    let connection = write.connection();
    if let Some(broken) = broken {
        broken.apply(connection).await;
    }
    let stored = serde_json::to_string(&parsed).unwrap();
    programmes::insert(connection, "demo", 1, &stored, 0).await.unwrap();
    Book::open_programme(connection, "demo").await.unwrap();
    let mut people = Vec::new();
    for member in 0..MEMBERS {
        people.push(members::find_or_join(connection, "demo", &format!("m{member}"), common::START).await.unwrap());
    }
    let mut run = Run {
        connection,
        programme: Programme { version: 1, document: parsed },
        members: people,
        model: Model::new(terms, MEMBERS),
        codes: Vec::new(),
        now: common::START,
    };
    let steps = 50 + random.below(101);
    for step in 1..=steps {
        run.step(&mut random).await;
        if step % STRIDE == 0 || step == steps {
            run.compare().await;
        }
    }
    run.compare_accounts().await;
    run.compare_claims().await;
    assert_eq!(audit(run.connection, &Programmes::default()).await.unwrap(), []);
    steps
}

/// One sequence on the store, inside one transaction that is rolled back, and on the model.
struct Run<'a> {
    connection: &'a mut Connection,
    programme: Programme,
    members: Vec<CustomerRow>,
    model: Model,
    codes: Vec<(String, String)>,
    now: i64,
}

impl Run<'_> {
    async fn step(&mut self, random: &mut Random) {
        let member = random.below(MEMBERS);
        match random.below(12) {
            0 | 1 => self.now += random.pick(&[1, MINUTE, 30 * MINUTE, DAY, 5 * DAY, 20 * DAY]),
            2 | 3 => {
                let points = random.pick(&[10, 20]);
                let rule = format!("ern_visit_{points}");
                let completion = actions::Completion { rule: &rule, consent: false, locale: "en" };
                let customer = &self.members[member];
                actions::complete(self.connection, &self.programme, customer, completion, self.now).await.unwrap();
                self.model.action(member, points, self.now);
            }
            4 | 5 => self.claim(member, random.pick(&[7, 30, 90])).await,
            6 if !self.codes.is_empty() => {
                let claim = random.below(self.codes.len());
                let owner = self.members[self.model.claims[claim].member].clone();
                let done = redemptions::cancel(self.connection, &owner, &self.codes[claim].0, self.now).await.is_ok();
                assert_eq!(done, self.model.undo(claim, self.now), "undoing");
            }
            7 => {
                let (order, units) = (random.below(10) as u32, random.pick(&[0, 1, 33, 50, 1_000]));
                self.change(order, OrderEventKind::Refunded, Some(units)).await;
                self.model.refund(order, units, self.now);
            }
            8 if random.below(3) == 0 => {
                let order = random.below(10) as u32;
                self.change(order, OrderEventKind::Cancelled, None).await;
                self.model.cancel(order, self.now);
            }
            _ => self.pay(member, random).await,
        }
    }

    async fn claim(&mut self, member: usize, points: i64) {
        let request = RedemptionRequest { reward: format!("rwd_{points}"), points: None, cart: None };
        let claimed = redemptions::claim(self.connection, &self.programme, &self.members[member], &request, self.now).await.ok();
        assert_eq!(claimed.is_some(), self.model.claim(member, points, self.now), "claiming {points}");
        self.codes.extend(claimed.map(|row| (row.id, row.code)));
    }

    async fn pay(&mut self, member: usize, random: &mut Random) {
        let (order, units) = (random.below(10) as u32, random.pick(&[0, 1, 40, 100, 137]));
        let paid_at = self.now - random.pick(&[-DAY, 0, 0, MINUTE, 3 * DAY, 40 * DAY]);
        let mut used = Vec::new();
        while !self.codes.is_empty() && random.below(2) == 0 {
            used.push(random.below(self.codes.len()));
        }
        let codes = used.iter().map(|claim| self.codes[*claim].1.clone()).collect();
        let change = orders::Change::Paid(details(order, Some(member), units, paid_at, codes));
        orders::apply(self.connection, &self.programme, &format!("o{order}"), change, self.now).await.unwrap();
        self.model.pay(order, member, units, paid_at, &used, self.now);
    }

    async fn change(&mut self, order: u32, kind: OrderEventKind, refunded: Option<i64>) {
        let data = Order { refunded, ..details(order, None, 0, self.now, vec![]) };
        let (id, change) = orders::read(OrderEvent { r#type: kind, data }).unwrap();
        orders::apply(self.connection, &self.programme, &id, change, self.now).await.unwrap();
    }

    /// What the store has of every member is what the model has.
    async fn compare(&mut self) {
        for (index, member) in self.members.iter().enumerate() {
            let mut book = Book::load(self.connection, "demo", &member.id).await.unwrap();
            settle(self.connection, &mut book, self.now).await.unwrap();
            self.model.settle(index, self.now);
            let lifetime = awards::lifetime(self.connection, &member.id).await.unwrap();
            let [available, pending, held] = [Account::Available, Account::Pending, Account::Held].map(|kind| book.balance(kind));
            assert_eq!((available, pending, held, lifetime), self.model.balance(index), "balance of member {index}");
            let expiry = lots::next_expiry(self.connection, &member.id).await.unwrap();
            assert_eq!(expiry, self.model.next_expiry(index), "next expiry of member {index}");
        }
    }

    /// So is what members are told.
    async fn compare_accounts(&mut self) {
        for (index, member) in self.members.iter().enumerate() {
            let balance = account::read(self.connection, &self.programme, member, "en", self.now).await.unwrap().balance;
            let told = (balance.available, balance.pending, balance.held, balance.lifetime);
            assert_eq!(told, self.model.balance(index), "balance told to member {index}");
        }
    }

    async fn compare_claims(&mut self) {
        for (index, (id, _)) in self.codes.iter().enumerate() {
            let real = claims::get(self.connection, id).await.unwrap().unwrap().state;
            let expected = match self.model.claims[index].state {
                ClaimState::Held => "held",
                ClaimState::Used => "used",
                ClaimState::Cancelled => "cancelled",
                ClaimState::Expired => "expired",
            };
            assert_eq!(real, expected, "claim {index}");
        }
    }
}

fn details(order: u32, member: Option<usize>, units: i64, paid_at: i64, codes: Vec<String>) -> Order {
    let line = json!({ "product": "x", "collections": [], "tags": [], "unit_price": units, "quantity": 1, "discount": 0 });
    let cart = serde_json::from_value(json!({ "currency": "EUR", "lines": [line], "discount": 0 })).unwrap();
    let paid_at = jiff::Timestamp::from_millisecond(paid_at).unwrap().to_string();
    Order {
        id: format!("o{order}"),
        customer: member.map(|member| format!("m{member}")),
        cart,
        codes,
        refunded: None,
        paid_at,
        email: None,
        address: None,
    }
}

/// The example programme with a point for each cent, actions without end and rewards of odd prices.
fn document(terms: Terms) -> String {
    let mut document: serde_json::Value = serde_json::from_str(common::DEMO).unwrap();
    document["pending_days"] = terms.pending_days.into();
    document["expiry_days"] = terms.expiry_days.into();
    document["hold_minutes"] = terms.hold_minutes.into();
    document["allow_debt"] = terms.allow_debt.into();
    let purchase =
        json!({ "points": 1, "per": 1, "rounding": "floor", "minimum_order": null, "excluded": [], "multipliers": [] });
    let visit = |points: i64| {
        json!({ "id": format!("ern_visit_{points}"), "kind": "visit", "title": { "en": "Visit" }, "points": points,
                "limit": { "count": 1000, "days": 1 } })
    };
    document["earning"] = json!([
        { "id": "ern_purchase", "kind": "purchase", "title": { "en": "Buy" }, "purchase": purchase }, visit(10), visit(20)
    ]);
    let reward = |points: i64| {
        json!({ "id": format!("rwd_{points}"), "title": { "en": "Off" }, "points": points,
                "value": { "kind": "free_shipping" }, "minimum_order": null, "limit_per_customer": null })
    };
    document["rewards"] = json!([reward(7), reward(30), reward(90)]);
    document.to_string()
}

/// A small generator of our own (SplitMix64), so that a seed means the same sequence for ever.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}
