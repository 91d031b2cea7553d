-- What shoppers answer in quizzes, by the id that the page gave it. A guest's belongs to nobody, and is known again by the keyed
-- hash of the device or session (`unit`) until a member goes on with it. `result` is what came of it when it was completed.
CREATE TABLE submissions (
    shop         TEXT NOT NULL,
    quiz         TEXT NOT NULL,
    id           TEXT NOT NULL,
    customer     TEXT REFERENCES customers (id),
    unit         TEXT,
    state        TEXT    NOT NULL CHECK (state IN ('partial', 'complete')),
    answers      TEXT    NOT NULL,
    step         INTEGER NOT NULL,
    consent      INTEGER NOT NULL CHECK (consent IN (0, 1)),
    result       TEXT,
    outcome      TEXT,
    points       INTEGER,
    created_at   INTEGER NOT NULL,
    updated_at   INTEGER NOT NULL,
    completed_at INTEGER,
    PRIMARY KEY (shop, quiz, id),
    CONSTRAINT complete_at_a_time CHECK ((state = 'complete') = (completed_at IS NOT NULL))
) STRICT;
CREATE INDEX submissions_newest_first ON submissions (shop, quiz, updated_at DESC, id DESC);
CREATE INDEX submissions_by_customer ON submissions (customer, quiz) WHERE customer IS NOT NULL;
CREATE INDEX submissions_by_unit ON submissions (shop, unit) WHERE unit IS NOT NULL;
CREATE INDEX submissions_unfinished ON submissions (updated_at) WHERE state = 'partial';

-- The answers of completed submissions, for counting: a choice's id, a number, or nothing for words and days.
CREATE TABLE quiz_answers (
    shop       TEXT NOT NULL,
    quiz       TEXT NOT NULL,
    submission TEXT NOT NULL,
    element    TEXT NOT NULL,
    answer     TEXT NOT NULL,
    PRIMARY KEY (shop, quiz, submission, element, answer),
    FOREIGN KEY (shop, quiz, submission) REFERENCES submissions (shop, quiz, id) ON DELETE CASCADE
) STRICT;

-- What members let the shop keep of their answers, with the sentence they agreed to.
CREATE TABLE profile_answers (
    customer   TEXT NOT NULL REFERENCES customers (id),
    name       TEXT NOT NULL,
    value      TEXT    NOT NULL,
    shop       TEXT NOT NULL,
    quiz       TEXT NOT NULL,
    submission TEXT NOT NULL,
    sentence   TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (customer, name)
) STRICT;
CREATE INDEX profile_answers_by_submission ON profile_answers (shop, quiz, submission);

-- What was in each order, for telling what is bought together.
CREATE TABLE order_products (
    shop     TEXT NOT NULL,
    order_id TEXT NOT NULL,
    product  TEXT NOT NULL,
    PRIMARY KEY (shop, order_id, product)
) STRICT;
CREATE INDEX order_products_by_product ON order_products (shop, product);
