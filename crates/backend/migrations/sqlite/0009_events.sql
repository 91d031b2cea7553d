-- What happened in pages, once for each id that a page chose. `unit` is a member's id, or a keyed hash of a guest's device.
CREATE TABLE page_events (
    shop           TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    unit           TEXT    NOT NULL,
    kind           TEXT    NOT NULL CHECK (kind IN ('impression', 'click', 'close', 'conversion')),
    campaign       TEXT    NOT NULL,
    experiment     TEXT,
    bucket_version INTEGER,
    variation      INTEGER,
    at             INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
CREATE INDEX page_events_by_unit ON page_events (shop, unit);
CREATE INDEX page_events_by_time ON page_events (shop, at);

-- Who was seen in which variation, once for each shopper and version of an experiment's buckets: the first word stands. Without a
-- variation they were held out.
CREATE TABLE exposures (
    shop           TEXT    NOT NULL,
    experiment     TEXT    NOT NULL,
    bucket_version INTEGER NOT NULL,
    unit           TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    variation      INTEGER,
    at             INTEGER NOT NULL,
    PRIMARY KEY (shop, experiment, bucket_version, unit),
    CONSTRAINT one_exposure_per_id UNIQUE (shop, id)
) STRICT;
CREATE INDEX exposures_by_unit ON exposures (shop, unit);

-- Devices of those who no longer agree to being recognised, as keyed hashes, for as long as something of before may still arrive.
CREATE TABLE withdrawals (
    shop TEXT    NOT NULL,
    unit TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (shop, unit)
) STRICT;
