-- Exposures that were told of a shopper who was seen in the experiment before, by the ids that pages chose: a late beacon of the
-- guest they were is not another shopper. Kept for as long as it may still arrive.
CREATE TABLE passed_over (
    shop TEXT    NOT NULL,
    id   TEXT    NOT NULL,
    at   INTEGER NOT NULL,
    PRIMARY KEY (shop, id)
) STRICT;
