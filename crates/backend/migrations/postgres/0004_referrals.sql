-- What keyed hashes of people's addresses and signatures over clicks are made with: random, one for each shop.
CREATE TABLE shop_secrets (
    shop   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    secret BYTEA            NOT NULL
);

-- A member whom the merchant asked to forget: nobody's any more, kept so that the ledger adds up.
ALTER TABLE customers ADD COLUMN erased_at BIGINT;
CREATE INDEX customers_newest_first ON customers (shop, joined_at DESC, id DESC);

-- What a member can be recognised by, as keyed hashes: e-mail addresses, where they had something sent, the devices and
-- networks from which they shared.
CREATE TABLE member_marks (
    shop     TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL REFERENCES customers (id),
    kind     TEXT COLLATE "C" NOT NULL CHECK (kind IN ('email', 'address', 'device', 'network')),
    mark     BYTEA            NOT NULL,
    seen_at  BIGINT           NOT NULL,
    PRIMARY KEY (shop, kind, mark, customer)
);
CREATE INDEX member_marks_by_customer ON member_marks (customer);

-- The e-mail address an order was placed with, guests' orders included, as a keyed hash.
CREATE TABLE order_marks (
    shop     TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C",
    email    BYTEA            NOT NULL,
    paid_at  BIGINT           NOT NULL,
    PRIMARY KEY (shop, order_id)
);
CREATE INDEX order_marks_by_email ON order_marks (shop, email);

-- A member's own code.
CREATE TABLE referral_codes (
    shop     TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES customers (id),
    PRIMARY KEY (shop, code)
);

-- Invitations: from the moment a link is shared, or somebody comes by one, to the member's reward. What is known of the friend
-- are keyed hashes, and the member they are, once they are one.
CREATE TABLE referrals (
    id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    shop       TEXT COLLATE "C" NOT NULL,
    referrer   TEXT COLLATE "C" NOT NULL REFERENCES customers (id),
    channel    TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('shared', 'clicked', 'claimed', 'pending', 'in_review', 'completed', 'blocked', 'expired')),
    reasons    TEXT COLLATE "C" NOT NULL DEFAULT '',
    at         BIGINT           NOT NULL,
    created_at BIGINT           NOT NULL,
    expires_at BIGINT           NOT NULL,
    claimed_at BIGINT,
    friend     TEXT COLLATE "C" REFERENCES customers (id),
    email      BYTEA,
    address    BYTEA,
    device     BYTEA,
    network    BYTEA,
    disposable BIGINT           NOT NULL DEFAULT 0 CHECK (disposable IN (0, 1)),
    redemption TEXT COLLATE "C" REFERENCES redemptions (id),
    order_id   TEXT COLLATE "C",
    paid_at    BIGINT,
    award      TEXT COLLATE "C" REFERENCES awards (id)
);
CREATE INDEX referrals_of_member ON referrals (referrer, at DESC, id DESC);
CREATE INDEX referrals_newest_first ON referrals (shop, at DESC, id DESC);
CREATE INDEX referrals_of_friend ON referrals (friend) WHERE friend IS NOT NULL;
CREATE INDEX referrals_by_email ON referrals (shop, email) WHERE email IS NOT NULL;
CREATE INDEX referrals_by_device ON referrals (shop, device) WHERE device IS NOT NULL;
CREATE INDEX referrals_by_network ON referrals (shop, network, claimed_at) WHERE network IS NOT NULL;
CREATE INDEX referrals_by_order ON referrals (shop, order_id) WHERE order_id IS NOT NULL;
CREATE INDEX referrals_by_redemption ON referrals (redemption) WHERE redemption IS NOT NULL;
CREATE INDEX referrals_ending ON referrals (expires_at) WHERE state IN ('shared', 'clicked', 'claimed');
CREATE INDEX referrals_pending ON referrals (award) WHERE state = 'pending';
