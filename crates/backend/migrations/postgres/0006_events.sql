-- What the merchant is to be told: written with the change it tells of, taken out once it was turned into deliveries.
CREATE TABLE events (
    id       TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    shop     TEXT   COLLATE "C" NOT NULL,
    customer TEXT   COLLATE "C" REFERENCES customers (id),
    kind     TEXT   COLLATE "C" NOT NULL,
    data     TEXT   NOT NULL,
    at       BIGINT NOT NULL
);

-- One message to one address of the merchant's. Its id is the message's, the same for every attempt.
CREATE TABLE deliveries (
    id         TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    shop       TEXT   COLLATE "C" NOT NULL,
    customer   TEXT   COLLATE "C" REFERENCES customers (id),
    event      TEXT   COLLATE "C" NOT NULL,
    url        TEXT   COLLATE "C" NOT NULL,
    body       TEXT   NOT NULL,
    state      TEXT   COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    attempts   BIGINT NOT NULL DEFAULT 0,
    status     BIGINT,
    error      TEXT,
    created_at BIGINT NOT NULL,
    next_at    BIGINT NOT NULL
);
CREATE INDEX deliveries_newest_first ON deliveries (shop, id DESC);
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state = 'waiting';
CREATE INDEX deliveries_by_customer ON deliveries (customer);
