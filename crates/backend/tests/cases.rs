//! Orders, refunds, cancellations, time-outs and webhooks in any sequence, with the exact balances and entries they come to.

use crate::common::database::on_both;
use crate::common::{self, DAY, HOUR, Shop};
use std::time::Duration;

on_both!(
    every_case_comes_to_its_balance,
    a_webhook_for_someone_new_makes_them_a_member_and_points_wait,
    an_order_of_long_ago_is_as_old_as_it_says,
    webhooks_that_are_doubled_reordered_or_late_come_to_the_same,
);

/// One thing that happens. Amounts are euros; the programme gives 5 points for each, 100 for signing up.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pay(&'static str, i64),
    /// Pays with the code of the last claim.
    PayWithCode(&'static str, i64),
    PayAsGuestWithCode(&'static str),
    /// Euros paid back so far in all.
    Refund(&'static str, i64),
    Cancel(&'static str),
    Claim(&'static str),
    Undo,
    /// The same undo, refused because an order used the reward.
    UndoUsed,
    Wait(Duration),
}
use Step::*;

/// `(name, allow_debt, steps, (available, pending, held, lifetime), state of the last claim, every entry)`.
type Case = (&'static str, bool, &'static [Step], (i64, i64, i64, i64), &'static str, &'static str);

const PENDING: Duration = Duration::from_secs(14 * 86_400);
const YEAR: Duration = Duration::from_secs(365 * 86_400);
const MONTH: Duration = Duration::from_secs(30 * 86_400);

const CASES: &[Case] = &[
    ("nothing but signing up", false, &[], (100, 0, 0, 100), "", "issued>available 100"),
    ("an order is pending", false, &[Pay("1", 20)], (100, 100, 0, 100), "", "issued>available 100, issued>pending 100"),
    (
        "a minute before approval",
        false,
        &[Pay("1", 20), Wait(Duration::from_secs(14 * 86_400 - 60))],
        (100, 100, 0, 100),
        "",
        "issued>available 100, issued>pending 100",
    ),
    (
        "approved on time",
        false,
        &[Pay("1", 20), Wait(PENDING)],
        (200, 0, 0, 200),
        "",
        "issued>available 100, issued>pending 100, pending>available 100",
    ),
    (
        "the same order twice",
        false,
        &[Pay("1", 20), Pay("1", 20)],
        (100, 100, 0, 100),
        "",
        "issued>available 100, issued>pending 100",
    ),
    (
        "the same order twice, another cart",
        false,
        &[Pay("1", 20), Pay("1", 50)],
        (100, 100, 0, 100),
        "",
        "issued>available 100, issued>pending 100",
    ),
    (
        "two orders",
        false,
        &[Pay("1", 20), Pay("2", 30)],
        (100, 250, 0, 100),
        "",
        "issued>available 100, issued>pending 100, issued>pending 150",
    ),
    ("nothing for nothing", false, &[Pay("1", 0)], (100, 0, 0, 100), "", "issued>available 100"),
    (
        "half refunded while pending",
        false,
        &[Pay("1", 20), Refund("1", 10)],
        (100, 50, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 50",
    ),
    (
        "half refunded while pending, then approved",
        false,
        &[Pay("1", 20), Refund("1", 10), Wait(PENDING)],
        (150, 0, 0, 150),
        "",
        "issued>available 100, issued>pending 100, pending>issued 50, pending>available 50",
    ),
    (
        "wholly refunded while pending",
        false,
        &[Pay("1", 20), Refund("1", 20)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "wholly refunded stays void",
        false,
        &[Pay("1", 20), Refund("1", 20), Wait(PENDING)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "refunded in thirds adds up",
        false,
        &[Pay("1", 20), Refund("1", 6), Refund("1", 13), Refund("1", 20)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 30, pending>issued 35, pending>issued 35",
    ),
    (
        "a third, rounded to the nearest",
        false,
        &[Pay("1", 3), Refund("1", 1)],
        (100, 10, 0, 100),
        "",
        "issued>available 100, issued>pending 15, pending>issued 5",
    ),
    (
        "more refunded than was paid",
        false,
        &[Pay("1", 20), Refund("1", 900)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "the same refund twice",
        false,
        &[Pay("1", 20), Refund("1", 10), Refund("1", 10)],
        (100, 50, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 50",
    ),
    (
        "refunds in the wrong order",
        false,
        &[Pay("1", 20), Refund("1", 15), Refund("1", 5)],
        (100, 25, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 75",
    ),
    (
        "a refund before its order",
        false,
        &[Refund("1", 10), Pay("1", 20)],
        (100, 50, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 50",
    ),
    (
        "a whole refund before its order",
        false,
        &[Refund("1", 20), Pay("1", 20), Wait(PENDING)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "a refund of another order",
        false,
        &[Pay("1", 20), Refund("2", 20)],
        (100, 100, 0, 100),
        "",
        "issued>available 100, issued>pending 100",
    ),
    (
        "refunded after approval",
        false,
        &[Pay("1", 20), Wait(PENDING), Refund("1", 10)],
        (150, 0, 0, 150),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>issued 50",
    ),
    (
        "part before and part after approval",
        false,
        &[Pay("1", 20), Refund("1", 5), Wait(PENDING), Refund("1", 20)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 25, pending>available 75, available>issued 75",
    ),
    (
        "cancelled while pending",
        false,
        &[Pay("1", 20), Cancel("1")],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "cancelled after approval",
        false,
        &[Pay("1", 20), Wait(PENDING), Cancel("1")],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>issued 100",
    ),
    (
        "cancelled twice",
        false,
        &[Pay("1", 20), Cancel("1"), Cancel("1")],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "cancelled after half was refunded",
        false,
        &[Pay("1", 20), Refund("1", 10), Cancel("1")],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 50, pending>issued 50",
    ),
    (
        "refunded after it was cancelled",
        false,
        &[Pay("1", 20), Cancel("1"), Refund("1", 20)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "cancelled before its order",
        false,
        &[Cancel("1"), Pay("1", 20), Wait(PENDING)],
        (100, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>issued 100",
    ),
    (
        "held",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping")],
        (0, 0, 300, 300),
        "held",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300",
    ),
    (
        "undone",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Undo],
        (300, 0, 0, 300),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300",
    ),
    (
        "undone twice",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Undo, Undo],
        (300, 0, 0, 300),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300",
    ),
    (
        "timed out",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Wait(HOUR)],
        (300, 0, 0, 300),
        "expired",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300",
    ),
    (
        "used",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 10)],
        (0, 50, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 50, held>redeemed 300",
    ),
    (
        "used in two orders counts once",
        false,
        &[Pay("1", 80), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 10), PayWithCode("3", 10)],
        (200, 100, 0, 500),
        "used",
        "issued>available 100, issued>pending 400, pending>available 400, available>held 300, issued>pending 50, held>redeemed 300, issued>pending 50",
    ),
    (
        "used, the order told twice",
        false,
        &[Pay("1", 80), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 10), PayWithCode("2", 10)],
        (200, 50, 0, 500),
        "used",
        "issued>available 100, issued>pending 400, pending>available 400, available>held 300, issued>pending 50, held>redeemed 300",
    ),
    (
        "used by a guest's order",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayAsGuestWithCode("2")],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300",
    ),
    (
        "used, then undone is refused",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 0), UndoUsed],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300",
    ),
    (
        "used after the time-out, points still there",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Wait(HOUR), PayWithCode("2", 0)],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>held 300, held>redeemed 300",
    ),
    (
        "used after it was undone, points still there",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Undo, PayWithCode("2", 0)],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>held 300, held>redeemed 300",
    ),
    (
        "used after the time-out, points gone",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Wait(HOUR), Cancel("1"), PayWithCode("2", 0)],
        (100, 0, 0, 100),
        "expired",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>issued 200",
    ),
    (
        "the order that used it was cancelled",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 10), Cancel("2")],
        (300, 0, 0, 300),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 50, held>redeemed 300, redeemed>available 300, pending>issued 50",
    ),
    (
        "a code whose order was cancelled is dead",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 0), Cancel("2"), PayWithCode("3", 0)],
        (300, 0, 0, 300),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300, redeemed>available 300",
    ),
    (
        "cancelled before it was paid with a code",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Cancel("2"), PayWithCode("2", 10)],
        (0, 0, 300, 300),
        "held",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 50, pending>issued 50",
    ),
    (
        "a refund of the order that used it leaves it used",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 10), Refund("2", 10)],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 50, held>redeemed 300, pending>issued 50",
    ),
    (
        "refunded after the points were spent: the programme bears it",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 0), Refund("1", 40)],
        (0, 0, 0, 100),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300, adjusted>issued 200",
    ),
    (
        "refunded after the points were spent: a debt where the shop allows it",
        true,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 0), Refund("1", 40)],
        (-200, 0, 0, 100),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300, available>issued 200",
    ),
    (
        "a debt is paid out of what comes in",
        true,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), PayWithCode("2", 50), Refund("1", 40), Wait(PENDING)],
        (50, 0, 0, 350),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 250, held>redeemed 300, available>issued 200, pending>available 250",
    ),
    (
        // The programme once bore the refund because the points were held, and the undo then gave them back: free points.
        "refunded while held: the claim is released to pay for it",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Refund("1", 40)],
        (100, 0, 0, 100),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>issued 200",
    ),
    (
        "refunded while held, then undone: there is nothing left to undo",
        false,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Refund("1", 40), Undo],
        (100, 0, 0, 100),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>issued 200",
    ),
    (
        "refunded while held, with enough beside it: the claim stays",
        false,
        &[Pay("1", 80), Wait(PENDING), Claim("rwd_free_shipping"), Refund("1", 40)],
        (0, 0, 300, 300),
        "held",
        "issued>available 100, issued>pending 400, pending>available 400, available>held 300, available>issued 200",
    ),
    (
        "refunded while two claims are held: the newest is released, as many as are needed",
        false,
        &[Pay("1", 120), Wait(PENDING), Claim("rwd_free_shipping"), Claim("rwd_free_shipping"), Refund("1", 60)],
        (100, 0, 300, 400),
        "cancelled",
        "issued>available 100, issued>pending 600, pending>available 600, available>held 300, available>held 300, held>available 300, available>issued 300",
    ),
    (
        "refunded while two claims are held, and both are needed",
        false,
        &[Pay("1", 120), Wait(PENDING), Claim("rwd_free_shipping"), Claim("rwd_free_shipping"), Refund("1", 120)],
        (100, 0, 0, 100),
        "cancelled",
        "issued>available 100, issued>pending 600, pending>available 600, available>held 300, available>held 300, held>available 300, held>available 300, available>issued 600",
    ),
    (
        "refunded while held, in a shop that allows debts: the claim stays",
        true,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Refund("1", 40)],
        (-200, 0, 300, 100),
        "held",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, available>issued 200",
    ),
    (
        // The award was once taken back before its order's code was: the programme bore it, and the code's points came on top.
        "an order is cancelled after its points were spent: they are taken out of what its code gives back",
        false,
        &[
            Pay("1", 40),
            Wait(PENDING),
            Claim("rwd_free_shipping"),
            PayWithCode("2", 60),
            Wait(PENDING),
            Claim("rwd_free_shipping"),
            PayWithCode("3", 0),
            Cancel("2"),
        ],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, issued>pending 300, held>redeemed 300, pending>available 300, available>held 300, held>redeemed 300, redeemed>available 300, available>issued 300",
    ),
    (
        "refunded while held, then undone: the debt is paid",
        true,
        &[Pay("1", 40), Wait(PENDING), Claim("rwd_free_shipping"), Refund("1", 40), Undo],
        (100, 0, 0, 100),
        "cancelled",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, available>issued 200, held>available 300",
    ),
    ("points run out after a year", false, &[Wait(YEAR)], (0, 0, 0, 100), "", "issued>available 100, available>expired 100"),
    (
        "an hour before they run out",
        false,
        &[Wait(Duration::from_secs(365 * 86_400 - 3_600))],
        (100, 0, 0, 100),
        "",
        "issued>available 100",
    ),
    (
        "an order's year begins with its approval",
        false,
        &[Pay("1", 20), Wait(YEAR)],
        (100, 0, 0, 200),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>expired 100",
    ),
    (
        "and ends",
        false,
        &[Pay("1", 20), Wait(YEAR), Wait(PENDING)],
        (0, 0, 0, 200),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>expired 100, available>expired 100",
    ),
    (
        "the soonest to run out is spent first",
        false,
        &[Pay("1", 40), Wait(MONTH), Claim("rwd_free_shipping"), PayWithCode("2", 0), Wait(Duration::from_secs(335 * 86_400))],
        (0, 0, 0, 300),
        "used",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>redeemed 300",
    ),
    (
        "a hold outlives its points, which then run out",
        false,
        &[Pay("1", 40), Wait(Duration::from_secs(365 * 86_400 - 1_800)), Claim("rwd_free_shipping"), Wait(HOUR)],
        (200, 0, 0, 300),
        "expired",
        "issued>available 100, issued>pending 200, pending>available 200, available>held 300, held>available 300, available>expired 100",
    ),
    (
        "a refund of points that ran out",
        false,
        &[Pay("1", 20), Wait(YEAR), Wait(PENDING), Refund("1", 20)],
        (0, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>expired 100, available>expired 100, expired>issued 100",
    ),
    (
        // They were once taken a second time, out of another order's points.
        "a refund of points that ran out leaves later ones alone",
        false,
        &[Pay("1", 20), Wait(YEAR), Wait(PENDING), Pay("2", 20), Wait(PENDING), Refund("1", 20)],
        (100, 0, 0, 200),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>expired 100, available>expired 100, issued>pending 100, pending>available 100, expired>issued 100",
    ),
    (
        "a refund of points that ran out makes no debt",
        true,
        &[Pay("1", 20), Wait(YEAR), Wait(PENDING), Refund("1", 10), Refund("1", 20)],
        (0, 0, 0, 100),
        "",
        "issued>available 100, issued>pending 100, pending>available 100, available>expired 100, available>expired 100, expired>issued 50, expired>issued 50",
    ),
    (
        "a refund of points of which some ran out and some were spent",
        true,
        &[
            Pay("1", 80),
            Wait(PENDING),
            Claim("rwd_free_shipping"),
            PayWithCode("2", 0),
            Wait(YEAR),
            Wait(PENDING),
            Refund("1", 80),
        ],
        (-200, 0, 0, 100),
        "used",
        "issued>available 100, issued>pending 400, pending>available 400, available>held 300, held>redeemed 300, available>expired 200, available>issued 200, expired>issued 200",
    ),
];

async fn every_case_comes_to_its_balance() {
    for (name, allow_debt, steps, balance, state, entries) in CASES {
        let shop = Shop::with(|document| document["allow_debt"] = (*allow_debt).into(), |_| {}).await;
        let session = shop.sign_in("ada").await;
        let mut claim = None;
        for step in *steps {
            take(&shop, &mut claim, *step).await;
        }
        // Sessions end after half an hour: come back.
        drop(session);
        let session = shop.sign_in("ada").await;
        assert_eq!(shop.balance(&session).await, *balance, "{name}: {steps:?}");
        let redemptions = shop.me(&session).await.at("/redemptions");
        let last = redemptions.pointer("/0/state").map_or("", |state| state.as_str().unwrap());
        assert_eq!(last, *state, "{name}");
        assert_eq!(shop.entries().await, *entries, "{name}");
        shop.audit().await;
        shop.server.shutdown().await.unwrap();
    }
    println!("{} cases", CASES.len());
}

async fn take(shop: &Shop, claim: &mut Option<(String, String)>, step: Step) {
    let code = || claim.as_ref().map(|(_, code)| code.clone()).unwrap();
    match step {
        Pay(order, euros) => shop.pays(order, Some("ada"), euros, &[]).await,
        PayWithCode(order, euros) => shop.pays(order, Some("ada"), euros, &[&code(), "SUMMER10"]).await,
        PayAsGuestWithCode(order) => shop.pays(order, None, 30, &[&code().to_lowercase()]).await,
        Refund(order, euros) => shop.refunds(order, euros * 100).await,
        Cancel(order) => shop.cancels(order).await,
        Claim(reward) => *claim = Some(shop.claim(&shop.sign_in("ada").await, reward).await),
        Undo | UndoUsed => {
            let path = format!("/v1/me/redemptions/{}/cancel", claim.as_ref().unwrap().0);
            let answer = shop.change(&shop.sign_in("ada").await, &path, serde_json::json!({})).await;
            let expected = if matches!(step, Undo) { 200 } else { 409 };
            assert_eq!(answer.status, expected, "{}", answer.text);
        }
        Wait(time) => shop.clock.advance(time),
    }
}

async fn a_webhook_for_someone_new_makes_them_a_member_and_points_wait() {
    let shop = Shop::open().await;
    shop.pays("1", Some("new"), 20, &[]).await;
    shop.clock.advance(20 * DAY);
    let session = shop.sign_in("new").await;
    assert_eq!(shop.balance(&session).await, (200, 0, 0, 200), "the order's points, and those for signing up");
    let session = shop.sign_in("new").await;
    assert_eq!(shop.balance(&session).await, (200, 0, 0, 200), "signing up counts once");
    shop.audit().await;
}

async fn an_order_of_long_ago_is_as_old_as_it_says() {
    let shop = Shop::open().await;
    for (order, paid_at) in [("1", "2025-05-01T12:00:00Z"), ("2", "2025-12-01T12:00:00Z"), ("3", "2026-05-25T12:00:00Z")] {
        let mut data = shop.order(order, Some("old"), 2_000, &[]);
        data["paid_at"] = paid_at.into();
        assert_eq!(shop.webhook(&common::event("order.paid", &data)).await.status, 204);
    }
    let session = shop.sign_in("old").await;
    assert_eq!(shop.balance(&session).await, (200, 100, 0, 300), "one ran out, one counts, one is pending; and signing up");
    let me = shop.me(&session).await;
    assert_eq!(me.at("/balance/next_expiry/at"), "2026-12-15T12:00:00Z");
    assert_eq!(me.at("/balance/next_approval/at"), "2026-06-08T12:00:00Z");
    shop.audit().await;
}

async fn webhooks_that_are_doubled_reordered_or_late_come_to_the_same() {
    let shop = Shop::open().await;
    for (number, sequence) in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].into_iter().enumerate() {
        let (order, shopper) = (format!("order-{number}"), format!("shopper-{number}"));
        let mut data = shop.order(&order, Some(&shopper), 2_000, &[]);
        for message in sequence {
            let told = [("order.paid", None), ("order.refunded", Some(500)), ("order.refunded", Some(1_300))];
            let (kind, refunded) = told[message];
            data["refunded"] = refunded.into();
            let event = common::event(kind, &data);
            // The same message twice, and the same news in another message.
            for id in [format!("{order}-{message}"), format!("{order}-{message}"), format!("{order}-{message}-again")] {
                assert_eq!(shop.webhook_with_id(&event, &id).await.status, 204);
            }
            shop.clock.advance(6 * DAY);
        }
        // 100 points for 20 euros, of which 13 were paid back, and 100 for signing up.
        let balance = shop.balance(&shop.sign_in(&shopper).await).await;
        assert_eq!(balance, (135, 0, 0, 135), "{sequence:?}");
    }
    shop.audit().await;
}
