-- What campaigns gave: once for each campaign, door and shopper. `unit` is a member's id, or a keyed hash of a guest's device or
-- session; `email` a keyed hash, where the campaign asked for an address. `offer` is the prize as JSON, as it was when it was drawn.
CREATE TABLE reveals (
    id         TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    shop       TEXT COLLATE "C"    NOT NULL,
    campaign   TEXT COLLATE "C"    NOT NULL,
    door       TEXT COLLATE "C"    NOT NULL,
    unit       TEXT COLLATE "C"    NOT NULL,
    customer   TEXT COLLATE "C" REFERENCES customers (id),
    email      BYTEA,
    variation  BIGINT,
    offer      TEXT    NOT NULL,
    redemption TEXT COLLATE "C" REFERENCES redemptions (id),
    awarded    BIGINT NOT NULL DEFAULT 0 CHECK (awarded IN (0, 1)),
    at         BIGINT NOT NULL,
    CONSTRAINT one_reveal_per_shopper UNIQUE (shop, campaign, door, unit)
);
CREATE UNIQUE INDEX one_reveal_per_member ON reveals (customer, campaign, door) WHERE customer IS NOT NULL;
CREATE UNIQUE INDEX one_reveal_per_email ON reveals (shop, campaign, door, email) WHERE email IS NOT NULL;
CREATE INDEX reveals_by_unit ON reveals (shop, unit, at DESC);

-- Who agreed to the newsletter without being a member, in plain text: they asked to be written to. The row goes when they no
-- longer want to be.
CREATE TABLE subscriptions (
    id       TEXT COLLATE "C"    NOT NULL PRIMARY KEY,
    shop     TEXT COLLATE "C"    NOT NULL,
    email    TEXT    NOT NULL,
    mark     BYTEA    NOT NULL,
    customer TEXT COLLATE "C" REFERENCES customers (id),
    campaign TEXT COLLATE "C"    NOT NULL,
    sentence TEXT    NOT NULL,
    locale   TEXT COLLATE "C"    NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT one_subscription_per_email UNIQUE (shop, mark)
);
CREATE INDEX subscriptions_newest_first ON subscriptions (shop, at DESC, id DESC);
CREATE INDEX subscriptions_by_customer ON subscriptions (customer) WHERE customer IS NOT NULL;
