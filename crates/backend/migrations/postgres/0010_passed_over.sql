-- Exposures that were told of a shopper who was seen in the experiment before, by the ids that pages chose: a late beacon of the
-- guest they were is not another shopper. Kept for as long as it may still arrive.
CREATE TABLE passed_over (
    shop TEXT   COLLATE "C" NOT NULL,
    id   TEXT   COLLATE "C" NOT NULL,
    at   BIGINT NOT NULL,
    PRIMARY KEY (shop, id)
);
