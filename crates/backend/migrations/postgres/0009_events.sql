-- What happened in pages, once for each id that a page chose. `unit` is a member's id, or a keyed hash of a guest's device.
CREATE TABLE page_events (
    shop           TEXT   COLLATE "C" NOT NULL,
    id             TEXT   COLLATE "C" NOT NULL,
    unit           TEXT   COLLATE "C" NOT NULL,
    kind           TEXT   COLLATE "C" NOT NULL CHECK (kind IN ('impression', 'click', 'close', 'conversion')),
    campaign       TEXT   COLLATE "C" NOT NULL,
    experiment     TEXT   COLLATE "C",
    bucket_version BIGINT,
    variation      BIGINT,
    at             BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
CREATE INDEX page_events_by_unit ON page_events (shop, unit);
CREATE INDEX page_events_by_time ON page_events (shop, at);

-- Who was seen in which variation, once for each shopper and version of an experiment's buckets: the first word stands. Without a
-- variation they were held out.
CREATE TABLE exposures (
    shop           TEXT   COLLATE "C" NOT NULL,
    experiment     TEXT   COLLATE "C" NOT NULL,
    bucket_version BIGINT NOT NULL,
    unit           TEXT   COLLATE "C" NOT NULL,
    id             TEXT   COLLATE "C" NOT NULL,
    variation      BIGINT,
    at             BIGINT NOT NULL,
    PRIMARY KEY (shop, experiment, bucket_version, unit),
    CONSTRAINT one_exposure_per_id UNIQUE (shop, id)
);
CREATE INDEX exposures_by_unit ON exposures (shop, unit);

-- Devices of those who no longer agree to being recognised, as keyed hashes, for as long as something of before may still arrive.
CREATE TABLE withdrawals (
    shop TEXT   COLLATE "C" NOT NULL,
    unit TEXT   COLLATE "C" NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (shop, unit)
);
