-- A claim's points can be spent at once (a gift card, store credit), and a code can be given out for none at all, to somebody
-- who is no member yet (a friend's welcome). SQLite changes a CHECK by making the table anew.
CREATE TABLE kept_lot_uses AS SELECT * FROM lot_uses;
DROP TABLE lot_uses;
CREATE TABLE new_redemptions (
    id            TEXT    NOT NULL PRIMARY KEY,
    shop          TEXT    NOT NULL,
    customer      TEXT REFERENCES customers (id),
    reward        TEXT    NOT NULL,
    rule_version  INTEGER NOT NULL,
    title         TEXT    NOT NULL,
    points        INTEGER NOT NULL CHECK (points >= 0),
    value         TEXT    NOT NULL,
    minimum_order INTEGER,
    state         TEXT    NOT NULL CHECK (state IN ('held', 'issued', 'used', 'cancelled', 'expired')),
    code          TEXT    NOT NULL,
    created_at    INTEGER NOT NULL,
    held_until    INTEGER NOT NULL,
    order_id      TEXT,
    issued_at     INTEGER,
    expires_at    INTEGER,
    CONSTRAINT one_redemption_per_code UNIQUE (shop, code),
    CONSTRAINT points_are_a_members CHECK (points = 0 OR customer IS NOT NULL),
    CONSTRAINT issued_at_a_time CHECK (state <> 'issued' OR issued_at IS NOT NULL)
) STRICT;
INSERT INTO new_redemptions SELECT *, NULL, NULL FROM redemptions;
DROP TABLE redemptions;
ALTER TABLE new_redemptions RENAME TO redemptions;
CREATE INDEX redemptions_by_customer ON redemptions (customer, created_at DESC);
CREATE INDEX redemptions_held ON redemptions (customer, held_until) WHERE state = 'held';
CREATE INDEX redemptions_issued ON redemptions (customer, expires_at) WHERE state = 'issued' AND expires_at IS NOT NULL;
CREATE INDEX redemptions_by_order ON redemptions (shop, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX redemptions_by_reward ON redemptions (shop, reward, state);
CREATE TABLE lot_uses (
    redemption TEXT    NOT NULL REFERENCES redemptions (id),
    lot        INTEGER NOT NULL REFERENCES lots (id),
    points     INTEGER NOT NULL CHECK (points > 0),
    PRIMARY KEY (redemption, lot)
) STRICT;
INSERT INTO lot_uses SELECT * FROM kept_lot_uses;
DROP TABLE kept_lot_uses;

-- What members say of themselves. `birthday` is --MM-DD; `birthday_due` is when the next one begins in the shop's time zone.
ALTER TABLE customers ADD COLUMN birthday TEXT;
ALTER TABLE customers ADD COLUMN birthday_due INTEGER;
ALTER TABLE customers ADD COLUMN newsletter INTEGER NOT NULL DEFAULT 0 CHECK (newsletter IN (0, 1));
CREATE INDEX customers_birthday_due ON customers (birthday_due) WHERE birthday_due IS NOT NULL;

-- Each time a member agreed to the newsletter or no longer did, with the sentence they agreed to.
CREATE TABLE consents (
    seq      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    customer TEXT NOT NULL REFERENCES customers (id),
    agreed   INTEGER NOT NULL CHECK (agreed IN (0, 1)),
    sentence TEXT,
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX consents_by_customer ON consents (customer, seq);

-- The days (since 1970, in the shop's time zone) on which a member was there, for each rule that counts days in a row.
CREATE TABLE streak_days (
    customer TEXT NOT NULL REFERENCES customers (id),
    rule     TEXT NOT NULL,
    day      INTEGER NOT NULL,
    PRIMARY KEY (customer, rule, day)
) STRICT;

-- What the merchant gave by hand: it can be spent and runs out like an award, but was not earned, and not issued by a rule.
ALTER TABLE awards ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 CHECK (by_hand IN (0, 1));
CREATE INDEX awards_by_rule ON awards (customer, rule);

-- An order in another currency counts for no tier that is reached by spending.
ALTER TABLE orders ADD COLUMN other_currency INTEGER NOT NULL DEFAULT 0 CHECK (other_currency IN (0, 1));
CREATE INDEX orders_by_customer ON orders (shop, customer, paid_at);

-- The tier that a member was last seen in. What counts is their history: this says what they and the merchant were told.
CREATE TABLE standings (
    customer  TEXT NOT NULL PRIMARY KEY REFERENCES customers (id),
    tier      TEXT,
    since     INTEGER,
    celebrate INTEGER NOT NULL DEFAULT 0 CHECK (celebrate IN (0, 1)),
    version   INTEGER NOT NULL,
    check_at  INTEGER
) STRICT;
CREATE INDEX standings_to_check ON standings (check_at) WHERE check_at IS NOT NULL;
CREATE TABLE tier_changes (
    seq      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    shop     TEXT NOT NULL,
    customer TEXT NOT NULL REFERENCES customers (id),
    tier     TEXT,
    up       INTEGER NOT NULL CHECK (up IN (0, 1)),
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX tier_changes_newest_first ON tier_changes (customer, seq DESC);

-- Collectibles by the order that brought them.
CREATE TABLE collected (
    shop     TEXT NOT NULL,
    order_id TEXT NOT NULL,
    item     TEXT NOT NULL,
    customer TEXT NOT NULL REFERENCES customers (id),
    count    INTEGER NOT NULL CHECK (count > 0),
    PRIMARY KEY (shop, order_id, item)
) STRICT;
CREATE INDEX collected_by_customer ON collected (customer);

-- Notices of points about to run out: one for each lot and number of days ahead.
CREATE TABLE expiry_notices (
    lot  INTEGER NOT NULL REFERENCES lots (id),
    days INTEGER NOT NULL,
    PRIMARY KEY (lot, days)
) STRICT;
CREATE INDEX lots_by_expiry ON lots (expires_at) WHERE remaining > 0 AND expires_at IS NOT NULL;
