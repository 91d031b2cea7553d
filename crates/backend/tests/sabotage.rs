//! Stores that break what is promised of requests that are repeated or come at once: each must be found out. Those that
//! miscount points are in [`crate::ledger`].

use crate::common::database::{On, on_both};
use crate::common::{DAY, Shop};
use loyalty_backend::ledger::book::{Account, Book};
use loyalty_backend::ledger::hold;
use loyalty_backend::store::Store;
use loyalty_backend::store::redemptions::{self, RedemptionRow};
use serde_json::json;

on_both!(a_store_that_forgets_keys_is_found_out, a_store_that_checks_before_it_locks_is_found_out);

async fn a_store_that_forgets_keys_is_found_out() {
    let (shop, session) = shop_with(1_000).await;
    assert!(has_one_effect(&shop, &session, "kept").await);
    let forget = On::current().either(
        "CREATE TRIGGER forget AFTER UPDATE ON answers BEGIN DELETE FROM answers WHERE key = NEW.key; END",
        "CREATE FUNCTION forget() RETURNS TRIGGER LANGUAGE plpgsql AS
             $$ BEGIN DELETE FROM answers WHERE key = NEW.key; RETURN NULL; END $$;
         CREATE TRIGGER forget AFTER UPDATE ON answers FOR EACH ROW EXECUTE FUNCTION forget()",
    );
    sqlx::raw_sql(forget).execute(&mut shop.database.connect().await).await.unwrap();
    assert!(!has_one_effect(&shop, &session, "forgotten").await, "nobody noticed that keys are forgotten");
}

/// Whether a claim that is sent twice with one key is one claim, with one answer.
async fn has_one_effect(shop: &Shop, session: &str, key: &str) -> bool {
    let held = shop.balance(session).await.2;
    let claim = async || shop.change_with_key(session, "/v1/me/redemptions", json!({ "reward": "rwd_5_off" }), key).await;
    let (first, second) = (claim().await, claim().await);
    assert_eq!(first.status, 201, "{}", first.text);
    first.text == second.text && shop.balance(session).await.2 == held + 500
}

async fn a_store_that_checks_before_it_locks_is_found_out() {
    // 400 for the order and 100 for signing up: enough for one reward of 500.
    let (shop, session) = shop_with(80).await;
    let me = shop.me(&session).await.at("/customer/id");
    let store = Store::open_existing(&shop.database.url).await.unwrap();
    let mut seen = Book::read(&mut store.read().await.unwrap(), "demo", me.as_str().unwrap()).await.unwrap();
    let (claim, _) = shop.claim(&session, "rwd_5_off").await;
    shop.audit().await;

    // What was seen before says that the points are there; they are not any more.
    let mut write = store.write().await.unwrap();
    let first = redemptions::get(write.connection(), &claim).await.unwrap().unwrap();
    let second = RedemptionRow { id: "rdm_second".into(), code: "0000-0000-0000-0000".into(), ..first };
    assert!(seen.balance(Account::Available) >= second.points);
    hold::hold(write.connection(), &mut seen, &second).await.unwrap();
    write.commit().await.unwrap();
    let findings = shop.server.audit().await.unwrap();
    let rules: Vec<&str> = findings.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&"a held redemption's points came from lots"), "{rules:?}");
    assert!(rules.contains(&"available points are below zero only where the shop allows it"), "{rules:?}");
}

/// A shop, and a shopper with 5 points for each of these euros and 100 for signing up.
async fn shop_with(euros: i64) -> (Shop, String) {
    let shop = Shop::open().await;
    shop.pays("1", Some("ada"), euros, &[]).await;
    shop.clock.advance(14 * DAY);
    let session = shop.sign_in("ada").await;
    (shop, session)
}
