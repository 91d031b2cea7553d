-- The programme's documents. A new version is a new row, so that every award can name the version it followed.
CREATE TABLE programmes (
    shop       TEXT    NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    document   TEXT    NOT NULL,
    applied_at INTEGER NOT NULL,
    PRIMARY KEY (shop, version)
) STRICT;

CREATE TABLE customers (
    id               TEXT    NOT NULL PRIMARY KEY,
    shop             TEXT    NOT NULL,
    merchant_id      TEXT    NOT NULL,
    first_name       TEXT,
    joined_at        INTEGER NOT NULL,
    first_session_at INTEGER,
    UNIQUE (shop, merchant_id)
) STRICT;

-- Only a hash of the token: who reads the database cannot act as a shopper.
CREATE TABLE sessions (
    hash       BLOB    NOT NULL PRIMARY KEY,
    shop       TEXT    NOT NULL,
    customer   TEXT REFERENCES customers (id),
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Accounts of the ledger. `owner` is a customer, or '' for the programme's own. `balance` is what the entries add up
-- to, kept by the trigger below and by nothing else.
CREATE TABLE accounts (
    id      INTEGER NOT NULL PRIMARY KEY,
    shop    TEXT    NOT NULL,
    owner   TEXT    NOT NULL,
    kind    TEXT    NOT NULL CHECK (kind IN ('available', 'pending', 'held', 'issued', 'redeemed', 'expired', 'adjusted')),
    balance INTEGER NOT NULL DEFAULT 0,
    UNIQUE (shop, owner, kind),
    CONSTRAINT never_negative CHECK (kind NOT IN ('pending', 'held') OR balance >= 0)
) STRICT;

-- What a shopper sees as one line of their activity. Never changed: its state follows from `awards`.
CREATE TABLE transactions (
    seq             INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id              TEXT    NOT NULL UNIQUE,
    shop            TEXT    NOT NULL,
    customer        TEXT    NOT NULL REFERENCES customers (id),
    kind            TEXT    NOT NULL CHECK (kind IN ('earn', 'redeem', 'adjust', 'refund', 'expire', 'cancel')),
    points          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    event           TEXT    NOT NULL,
    rule            TEXT    NOT NULL,
    rule_version    INTEGER NOT NULL,
    title           TEXT,
    order_id        TEXT,
    reverses        TEXT REFERENCES transactions (id),
    before_approval INTEGER NOT NULL DEFAULT 0 CHECK (before_approval IN (0, 1)),
    CONSTRAINT one_award_per_event_and_rule UNIQUE (shop, event, rule)
) STRICT;
CREATE INDEX transactions_newest_first ON transactions (customer, at DESC, seq DESC);

-- Every movement of points, from one account to another: debits equal credits by construction.
CREATE TABLE entries (
    id     INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    source TEXT    NOT NULL,
    debit  INTEGER NOT NULL REFERENCES accounts (id),
    credit INTEGER NOT NULL REFERENCES accounts (id),
    points INTEGER NOT NULL CHECK (points > 0),
    at     INTEGER NOT NULL,
    CHECK (debit <> credit)
) STRICT;
CREATE INDEX entries_by_source ON entries (source);

CREATE TRIGGER entries_move_balances AFTER INSERT ON entries BEGIN
    UPDATE accounts SET balance = balance - NEW.points WHERE id = NEW.debit;
    UPDATE accounts SET balance = balance + NEW.points WHERE id = NEW.credit;
END;
CREATE TRIGGER entries_are_not_updated BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER entries_are_not_deleted BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are append-only'); END;
CREATE TRIGGER transactions_are_not_updated BEFORE UPDATE ON transactions BEGIN SELECT RAISE(ABORT, 'transactions are append-only'); END;
CREATE TRIGGER transactions_are_not_deleted BEFORE DELETE ON transactions BEGIN SELECT RAISE(ABORT, 'transactions are append-only'); END;

-- How far an `earn` transaction has come: waiting, counting, or reversed before it counted.
CREATE TABLE awards (
    id          TEXT    NOT NULL PRIMARY KEY REFERENCES transactions (id),
    shop        TEXT    NOT NULL,
    customer    TEXT    NOT NULL REFERENCES customers (id),
    rule        TEXT    NOT NULL,
    order_id    TEXT,
    points      INTEGER NOT NULL CHECK (points > 0),
    reversed    INTEGER NOT NULL DEFAULT 0,
    state       TEXT    NOT NULL CHECK (state IN ('pending', 'approved', 'void')),
    approves_at INTEGER NOT NULL,
    expiry_days INTEGER,
    CONSTRAINT never_more_than_was_awarded CHECK (reversed BETWEEN 0 AND points)
) STRICT;
CREATE UNIQUE INDEX one_award_per_order_and_rule ON awards (shop, order_id, rule) WHERE order_id IS NOT NULL;
CREATE INDEX awards_pending ON awards (customer, approves_at) WHERE state = 'pending';
CREATE INDEX awards_by_customer ON awards (customer, state);

-- Points that can be spent, by when they run out. `expired` counts what this lot lost to time.
CREATE TABLE lots (
    id         INTEGER NOT NULL PRIMARY KEY,
    customer   TEXT    NOT NULL REFERENCES customers (id),
    award      TEXT    NOT NULL REFERENCES awards (id),
    points     INTEGER NOT NULL CHECK (points > 0),
    remaining  INTEGER NOT NULL CHECK (remaining BETWEEN 0 AND points),
    expired    INTEGER NOT NULL DEFAULT 0,
    expires_at INTEGER
) STRICT;
CREATE INDEX lots_open ON lots (customer, expires_at) WHERE remaining > 0;

CREATE TABLE redemptions (
    id            TEXT    NOT NULL PRIMARY KEY,
    shop          TEXT    NOT NULL,
    customer      TEXT    NOT NULL REFERENCES customers (id),
    reward        TEXT    NOT NULL,
    rule_version  INTEGER NOT NULL,
    title         TEXT    NOT NULL,
    points        INTEGER NOT NULL CHECK (points > 0),
    value         TEXT    NOT NULL,
    minimum_order INTEGER,
    state         TEXT    NOT NULL CHECK (state IN ('held', 'used', 'cancelled', 'expired')),
    code          TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    held_until    INTEGER NOT NULL,
    order_id      TEXT,
    CONSTRAINT one_redemption_per_code UNIQUE (shop, code)
) STRICT;
CREATE INDEX redemptions_by_customer ON redemptions (customer, created_at DESC);
CREATE INDEX redemptions_held ON redemptions (customer, held_until) WHERE state = 'held';
CREATE INDEX redemptions_by_order ON redemptions (shop, order_id) WHERE order_id IS NOT NULL;

-- The lots a redemption's points came from, so that undoing gives them back with the expiry they had.
CREATE TABLE lot_uses (
    redemption TEXT    NOT NULL REFERENCES redemptions (id),
    lot        INTEGER NOT NULL REFERENCES lots (id),
    points     INTEGER NOT NULL CHECK (points > 0),
    PRIMARY KEY (redemption, lot)
) STRICT;

-- What is known of an order so far, in whatever sequence its webhooks came.
CREATE TABLE orders (
    shop      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    customer  TEXT,
    paid_at   INTEGER,
    total     INTEGER,
    refunded  INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
    PRIMARY KEY (shop, id)
) STRICT;

-- Refunds told one by one rather than as a running total.
CREATE TABLE order_refunds (
    shop     TEXT    NOT NULL,
    order_id TEXT    NOT NULL,
    refund   TEXT    NOT NULL,
    amount   INTEGER NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (shop, order_id, refund)
) STRICT;

-- The codes that came with orders, and what became of each.
CREATE TABLE order_codes (
    shop     TEXT    NOT NULL,
    order_id TEXT    NOT NULL,
    code     TEXT    NOT NULL,
    outcome  TEXT    NOT NULL CHECK (outcome IN ('used', 'used_late', 'unpaid', 'already_used', 'unknown', 'order_cancelled')),
    at       INTEGER NOT NULL,
    PRIMARY KEY (shop, order_id, code)
) STRICT;

-- The first answer to each idempotency key, stored in the transaction that made the change.
CREATE TABLE answers (
    customer    TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    fingerprint BLOB    NOT NULL,
    status      INTEGER NOT NULL,
    body        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (customer, key)
) STRICT;

-- Webhook messages that were processed.
CREATE TABLE messages (
    shop        TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
