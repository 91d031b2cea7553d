//! Stores that are broken in one way each: what the comparison with the model, or the audit, must find out.

use loyalty_backend::store::Connection;

/// A store that is broken by a trigger. Its parts are the same text for both databases.
#[derive(Debug)]
pub(super) struct Broken {
    /// What is wrong, as the end of a sentence.
    pub(super) wrong: &'static str,
    /// The guard that has to go first: a trigger and its table.
    without: Option<(&'static str, &'static str)>,
    after: &'static str,
    when: &'static str,
    then: &'static str,
}

const fn broken(wrong: &'static str, after: &'static str, when: &'static str, then: &'static str) -> Broken {
    Broken { wrong, without: None, after, when, then }
}

pub(super) const ALL: [Broken; 15] = [
    broken("lots never run out", "INSERT ON lots", "1 = 1", "UPDATE lots SET expires_at = NULL WHERE id = NEW.id"),
    broken(
        "points that ran out are taken back a second time",
        "UPDATE OF expired ON lots",
        "NEW.reversed < NEW.expired",
        "UPDATE lots SET reversed = expired WHERE id = NEW.id",
    ),
    broken(
        "points that were spent run out as well",
        "UPDATE OF remaining ON lots",
        "NEW.remaining = 0 AND OLD.remaining > 0 AND NEW.expired = OLD.expired",
        "UPDATE lots SET remaining = 1 WHERE id = NEW.id",
    ),
    broken(
        "points count a day late",
        "INSERT ON awards",
        "NEW.state = 'pending'",
        "UPDATE awards SET approves_at = approves_at + 86400000 WHERE id = NEW.id",
    ),
    broken(
        "refunds are rounded up",
        "UPDATE OF reversed ON awards",
        "NEW.reversed BETWEEN 1 AND NEW.points - 1",
        "UPDATE awards SET reversed = reversed + 1 WHERE id = NEW.id",
    ),
    broken(
        "holds never end",
        "INSERT ON redemptions",
        "1 = 1",
        "UPDATE redemptions SET held_until = held_until + 315360000000 WHERE id = NEW.id",
    ),
    broken(
        "giving points back renews them",
        "DELETE ON lot_uses",
        "1 = 1",
        "UPDATE lots SET expires_at = expires_at + 864000000 WHERE id = OLD.lot",
    ),
    broken(
        "cancellations are forgotten",
        "UPDATE OF cancelled ON orders",
        "NEW.cancelled = 1",
        "UPDATE orders SET cancelled = 0 WHERE id = NEW.id",
    ),
    broken(
        "refunds that come before their order are forgotten",
        "UPDATE OF refunded ON orders",
        "NEW.paid_at IS NULL AND NEW.refunded > 0",
        "UPDATE orders SET refunded = 0 WHERE id = NEW.id",
    ),
    broken(
        "a balance is off by one",
        "INSERT ON entries",
        "NEW.points > 99",
        "UPDATE accounts SET balance = balance + 1 WHERE id = NEW.credit AND owner <> ''",
    ),
    broken(
        "debts are forgiven",
        "UPDATE OF balance ON accounts",
        "NEW.kind = 'available' AND NEW.balance < 0",
        "UPDATE accounts SET balance = 0 WHERE id = NEW.id",
    ),
    Broken {
        wrong: "entries are changed instead of added",
        without: Some(("entries_are_not_updated", "entries")),
        after: "INSERT ON entries",
        when: "NEW.points % 10 = 7",
        then: "UPDATE entries SET points = points - 1 WHERE id = NEW.id",
    },
    Broken {
        wrong: "entries get lost",
        without: Some(("entries_are_not_deleted", "entries")),
        after: "INSERT ON entries",
        when: "NEW.points > 99",
        then: "DELETE FROM entries WHERE id = NEW.id",
    },
    broken(
        "an undone claim stays held",
        "UPDATE OF state ON redemptions",
        "NEW.state = 'cancelled'",
        "UPDATE redemptions SET state = 'held' WHERE id = NEW.id",
    ),
    broken(
        "a code can be used by two orders",
        "UPDATE OF state ON redemptions",
        "NEW.state = 'used'",
        "UPDATE redemptions SET state = 'expired', order_id = NULL WHERE id = NEW.id",
    ),
];

impl Broken {
    /// Breaks the store, for as long as this transaction.
    pub(super) async fn apply(&self, connection: &mut Connection) {
        let is_sqlite = connection.backend_name() == "SQLite";
        let Self { after, when, then, .. } = self;
        let mut sql = String::new();
        if let Some((guard, table)) = self.without {
            sql = if is_sqlite { format!("DROP TRIGGER {guard};") } else { format!("DROP TRIGGER {guard} ON {table};") };
        }
        sql += &if is_sqlite {
            format!("CREATE TRIGGER sabotage AFTER {after} FOR EACH ROW WHEN {when} BEGIN {then}; END;")
        } else {
            // PostgreSQL's triggers set themselves off again, SQLite's do not: that must end somewhere.
            format!(
                "CREATE FUNCTION sabotage() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN {then}; RETURN NULL; END $$;
                 CREATE TRIGGER sabotage AFTER {after} FOR EACH ROW WHEN (pg_trigger_depth() < 2 AND {when})
                     EXECUTE FUNCTION sabotage();"
            )
        };
        if let Err(error) = sqlx::raw_sql(&sql).execute(connection).await {
            // Text that is no SQL must not pass for a store that was found out.
            eprintln!("{sql}: {error}");
            std::process::abort();
        }
    }
}
