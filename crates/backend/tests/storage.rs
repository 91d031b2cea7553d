//! What the database itself refuses, what the audit finds, and what the log of entries is good for.

use crate::common::database::{On, on_both};
use crate::common::{DAY, Shop, postgres};
use loyalty_backend::ledger::replay::replay;
use loyalty_backend::programme::Programmes;
use loyalty_backend::store::Store;
use sqlx::AnyConnection;
use std::time::Duration;

on_both!(
    entries_and_transactions_cannot_be_changed,
    the_audit_finds_what_somebody_changed_by_hand,
    guests_leave_no_row,
    what_counts_once_counts_once_however_much_was_done_since,
    one_member_who_cannot_be_settled_does_not_keep_others_waiting,
    replaying_the_entries_gives_the_same_balances,
    a_request_that_takes_too_long_is_given_up_and_leaves_no_trace,
);

/// A shop in which something of every kind has happened, and a connection past it.
async fn shop_with_history() -> (Shop, AnyConnection) {
    let shop = Shop::with(|_| {}, |config| config.request_timeout = Duration::from_millis(1_000)).await;
    shop.pays("1", Some("ada"), 200, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    shop.claim(&session, "rwd_5_off").await;
    shop.pays("2", Some("eve"), 20, &[]).await;
    let connection = shop.database.connect().await;
    (shop, connection)
}

async fn entries_and_transactions_cannot_be_changed() {
    let (shop, mut database) = shop_with_history().await;
    for statement in [
        "UPDATE entries SET points = points + 1",
        "DELETE FROM entries",
        "UPDATE transactions SET points = 0",
        "DELETE FROM transactions",
    ] {
        let error = sqlx::query(statement).execute(&mut database).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{statement}: {error}");
    }
    let on = On::current();
    for (statement, reason) in [
        ("UPDATE awards SET reversed = points + 1", "never_more_than_was_awarded"),
        ("UPDATE accounts SET balance = -1 WHERE kind = 'held'", "never_negative"),
        ("UPDATE lots SET remaining = points + 1", "remaining"),
        ("UPDATE accounts SET balance = 9223372036854775807 + 1", on.either("REAL", "out of range")),
        (
            "INSERT INTO entries (source, debit, credit, points, at) VALUES ('x', 1, 2, 0, 0)",
            on.either("points > 0", "entries_points_check"),
        ),
        (
            "INSERT INTO entries (source, debit, credit, points, at) VALUES ('x', 1, 1, 5, 0)",
            on.either("debit <> credit", "two_accounts"),
        ),
        (
            "INSERT INTO entries (source, debit, credit, points, at) VALUES ('x', 1, 999, 5, 0)",
            on.either("FOREIGN KEY", "entries_credit_fkey"),
        ),
    ] {
        let error = sqlx::query(statement).execute(&mut database).await.unwrap_err().to_string();
        assert!(error.contains(reason), "{statement}: {error}");
    }
    if on == On::Postgres {
        let error = sqlx::query("TRUNCATE entries").execute(&mut database).await.unwrap_err().to_string();
        assert!(error.contains("append-only"), "{error}");
    }
    shop.audit().await;
}

async fn the_audit_finds_what_somebody_changed_by_hand() {
    let (shop, mut database) = shop_with_history().await;
    shop.audit().await;
    for (change, undo, rule) in [
        (
            "UPDATE lots SET remaining = remaining - 1 WHERE remaining > 1",
            "UPDATE lots SET remaining = remaining + 1 WHERE remaining > 0",
            "open lots add up to the available points",
        ),
        (
            "UPDATE accounts SET balance = balance + 1 WHERE kind = 'held'",
            "UPDATE accounts SET balance = balance - 1 WHERE kind = 'held'",
            "a member's balance is what its entries add up to",
        ),
        (
            "UPDATE accounts SET balance = 1 WHERE kind = 'issued'",
            "UPDATE accounts SET balance = 0 WHERE kind = 'issued'",
            "no balance is kept of the programme's accounts",
        ),
        (
            "UPDATE awards SET state = 'approved' WHERE state = 'pending'",
            "UPDATE awards SET state = 'pending' WHERE order_id = '2'",
            "pending awards add up to the pending points",
        ),
        (
            "UPDATE redemptions SET state = 'expired'",
            "UPDATE redemptions SET state = 'held'",
            "held redemptions add up to the held points",
        ),
        (
            "UPDATE redemptions SET state = 'used'",
            "UPDATE redemptions SET state = 'held'",
            "used redemptions add up to the redeemed points",
        ),
        (
            "UPDATE lots SET expired = 1 WHERE id = 1",
            "UPDATE lots SET expired = 0",
            "what lots lost to time adds up to the expired points",
        ),
        (
            "UPDATE lot_uses SET points = points - 1",
            "UPDATE lot_uses SET points = points + 1",
            "a held redemption's points came from lots",
        ),
    ] {
        sqlx::query(change).execute(&mut database).await.unwrap();
        let findings = shop.server.audit().await.unwrap();
        assert!(findings.iter().any(|finding| finding.rule == rule), "{change}: {findings:?}");
        sqlx::query(undo).execute(&mut database).await.unwrap();
        shop.audit().await;
    }
}

async fn guests_leave_no_row() {
    let (shop, mut database) = shop_with_history().await;
    let count = "SELECT COUNT(*) FROM sessions";
    let before: i64 = sqlx::query_scalar(count).fetch_one(&mut database).await.unwrap();
    for _ in 0..3 {
        assert_eq!(shop.exchange(None).await.status, 201);
    }
    let after: i64 = sqlx::query_scalar(count).fetch_one(&mut database).await.unwrap();
    assert_eq!(after, before, "anybody could once fill the database");
}

// The newest 2,000 completions of all rules were read, and a rule done before them looked as if it never was.
async fn what_counts_once_counts_once_however_much_was_done_since() {
    let (shop, mut database) = shop_with_history().await;
    let session = shop.sign_in("ada").await;
    let follow = serde_json::json!({ "rule": "ern_instagram" });
    assert_eq!(shop.change(&session, "/v1/me/actions", follow.clone()).await.status, 201);
    sqlx::query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)
         INSERT INTO transactions (id, shop, customer, kind, points, at, event, rule, rule_version)
         SELECT 'txn_' || i, 'demo', c.id, 'earn', 0, 1780315200000 + 99999999999 + i, 'visit:' || i, 'ern_visit', 1
         FROM n, customers c WHERE c.merchant_id = 'ada'",
    )
    .execute(&mut database)
    .await
    .unwrap();
    let again = shop.change(&session, "/v1/me/actions", follow).await;
    assert_eq!(again.problem(), (409, "earning_limit_reached".into()));
}

async fn one_member_who_cannot_be_settled_does_not_keep_others_waiting() {
    let (shop, mut database) = shop_with_history().await;
    for name in ["bob", "cid", "dan"] {
        shop.pays(&format!("of-{name}"), Some(name), 20, &[]).await;
    }
    let break_bobs = On::current().either(
        "CREATE TRIGGER broken BEFORE UPDATE OF state ON awards WHEN NEW.order_id = 'of-bob'
         BEGIN SELECT RAISE(ABORT, 'broken'); END",
        "CREATE FUNCTION break() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
         CREATE TRIGGER broken BEFORE UPDATE OF state ON awards FOR EACH ROW WHEN (NEW.order_id = 'of-bob')
         EXECUTE FUNCTION break()",
    );
    sqlx::raw_sql(break_bobs).execute(&mut database).await.unwrap();
    shop.clock.advance(15 * DAY);
    let store = Store::open_existing(&shop.database.url).await.unwrap();
    let pending = "SELECT order_id FROM awards WHERE state = 'pending' ORDER BY order_id";
    loyalty_backend::sweep::sweep(&store, &Programmes::default(), shop.clock.now_ms(), || true).await.unwrap();
    let waiting: Vec<String> = sqlx::query_scalar(pending).fetch_all(&mut database).await.unwrap();
    assert_eq!(waiting, ["2", "of-bob", "of-cid", "of-dan"], "a server that stops does not sweep on");
    loyalty_backend::sweep::sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    let waiting: Vec<String> = sqlx::query_scalar(pending).fetch_all(&mut database).await.unwrap();
    assert_eq!(waiting, ["of-bob"], "the sweep once ended with the first who failed, each time anew");
    let mend = On::current().either("DROP TRIGGER broken", "DROP TRIGGER broken ON awards");
    sqlx::query(mend).execute(&mut database).await.unwrap();
    loyalty_backend::sweep::sweep(&store, &Programmes::default(), shop.clock.now_ms(), || false).await.unwrap();
    shop.audit().await;
}

#[cfg(unix)]
#[test]
fn the_database_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    On::Sqlite.run(async {
        let (shop, _database) = shop_with_history().await;
        for file in std::fs::read_dir(shop.database.folder.as_ref().unwrap().path()).unwrap() {
            let file = file.unwrap();
            let mode = file.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}: documents with the shop's keys are in it", file.file_name());
        }
    });
}

async fn replaying_the_entries_gives_the_same_balances() {
    let (shop, mut database) = shop_with_history().await;
    shop.refunds("1", 5_000).await;
    shop.cancels("2").await;
    let balances = "SELECT COUNT(*) FROM accounts WHERE balance <> 0";
    let count: i64 = sqlx::query_scalar(balances).fetch_one(&mut database).await.unwrap();
    assert!(count >= 2, "there is something to replay: {count}");
    let empty = Store::open("sqlite::memory:").await.unwrap();
    assert_eq!(replay(&mut database, &empty).await.unwrap(), []);
    sqlx::query("UPDATE accounts SET balance = balance + 1 WHERE kind = 'held'").execute(&mut database).await.unwrap();
    let empty = Store::open("sqlite::memory:").await.unwrap();
    let findings = replay(&mut database, &empty).await.unwrap();
    assert!(findings.iter().all(|finding| finding.rule == "replaying the entries gives the same balances"), "{findings:?}");
    assert_eq!(findings.len(), 2, "Ada's and Eve's");
}

async fn a_request_that_takes_too_long_is_given_up_and_leaves_no_trace() {
    let (shop, mut database) = shop_with_history().await;
    let session = shop.sign_in("ada").await;
    let lock = On::current().either("BEGIN IMMEDIATE", "BEGIN; SELECT id FROM customers FOR UPDATE");
    sqlx::raw_sql(lock).execute(&mut database).await.unwrap();
    let body = serde_json::json!({ "rule": "ern_visit" });
    let late = shop.change_with_key(&session, "/v1/me/actions", body.clone(), "late").await;
    assert_eq!((late.problem(), late.header("retry-after")), ((503, "timeout".into()), "1"));
    sqlx::query("ROLLBACK").execute(&mut database).await.unwrap();
    let mut again = shop.change_with_key(&session, "/v1/me/actions", body.clone(), "late").await;
    for _ in 0..20 {
        // The connection that waited for the lock needs a moment to find that nobody wants it any more.
        if again.status == 201 {
            break;
        }
        again = shop.change_with_key(&session, "/v1/me/actions", body.clone(), "late").await;
    }
    assert_eq!(again.status, 201, "{}", again.text);
    shop.audit().await;
}

#[test]
fn replicas_may_start_at_once_on_an_empty_database() {
    On::Postgres.run(async {
        let url = postgres::empty_database().await;
        let (one, other) = tokio::join!(Store::open(&url), Store::open(&url));
        for store in [one.unwrap(), other.unwrap()] {
            store.ping().await.unwrap();
            store.close().await;
        }
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_start_at_once_on_a_new_file_make_its_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("new.sqlite").display());
    let opening: Vec<_> = (0..8)
        .map(|_| {
            tokio::spawn({
                let url = url.clone();
                async move { Store::open(&url).await }
            })
        })
        .collect();
    for one in opening {
        one.await.unwrap().unwrap().ping().await.unwrap();
    }
}
