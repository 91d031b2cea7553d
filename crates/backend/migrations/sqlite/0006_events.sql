-- What the merchant is to be told: written with the change it tells of, taken out once it was turned into deliveries.
CREATE TABLE events (
    id       TEXT    NOT NULL PRIMARY KEY,
    shop     TEXT    NOT NULL,
    customer TEXT REFERENCES customers (id),
    kind     TEXT    NOT NULL,
    data     TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

-- One message to one address of the merchant's. Its id is the message's, the same for every attempt.
CREATE TABLE deliveries (
    id         TEXT    NOT NULL PRIMARY KEY,
    shop       TEXT    NOT NULL,
    customer   TEXT REFERENCES customers (id),
    event      TEXT    NOT NULL,
    url        TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    status     INTEGER,
    error      TEXT,
    created_at INTEGER NOT NULL,
    next_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX deliveries_newest_first ON deliveries (shop, id DESC);
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state = 'waiting';
CREATE INDEX deliveries_by_customer ON deliveries (customer);
