-- What shoppers answer in quizzes, by the id that the page gave it. A guest's belongs to nobody, and is known again by the keyed
-- hash of the device or session (`unit`) until a member goes on with it. `result` is what came of it when it was completed.
CREATE TABLE submissions (
    shop         TEXT COLLATE "C" NOT NULL,
    quiz         TEXT COLLATE "C" NOT NULL,
    id           TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" REFERENCES customers (id),
    unit         TEXT COLLATE "C",
    state        TEXT    NOT NULL CHECK (state IN ('partial', 'complete')),
    answers      TEXT    NOT NULL,
    step         BIGINT NOT NULL,
    consent      BIGINT NOT NULL CHECK (consent IN (0, 1)),
    result       TEXT,
    outcome      TEXT COLLATE "C",
    points       BIGINT,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    completed_at BIGINT,
    PRIMARY KEY (shop, quiz, id),
    CONSTRAINT complete_at_a_time CHECK ((state = 'complete') = (completed_at IS NOT NULL))
);
CREATE INDEX submissions_newest_first ON submissions (shop, quiz, updated_at DESC, id DESC);
CREATE INDEX submissions_by_customer ON submissions (customer, quiz) WHERE customer IS NOT NULL;
CREATE INDEX submissions_by_unit ON submissions (shop, unit) WHERE unit IS NOT NULL;
CREATE INDEX submissions_unfinished ON submissions (updated_at) WHERE state = 'partial';

-- The answers of completed submissions, for counting: a choice's id, a number, or nothing for words and days.
CREATE TABLE quiz_answers (
    shop       TEXT COLLATE "C" NOT NULL,
    quiz       TEXT COLLATE "C" NOT NULL,
    submission TEXT COLLATE "C" NOT NULL,
    element    TEXT COLLATE "C" NOT NULL,
    answer     TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, quiz, submission, element, answer),
    FOREIGN KEY (shop, quiz, submission) REFERENCES submissions (shop, quiz, id) ON DELETE CASCADE
);

-- What members let the shop keep of their answers, with the sentence they agreed to.
CREATE TABLE profile_answers (
    customer   TEXT COLLATE "C" NOT NULL REFERENCES customers (id),
    name       TEXT COLLATE "C" NOT NULL,
    value      TEXT    NOT NULL,
    shop       TEXT COLLATE "C" NOT NULL,
    quiz       TEXT COLLATE "C" NOT NULL,
    submission TEXT COLLATE "C" NOT NULL,
    sentence   TEXT    NOT NULL,
    at         BIGINT NOT NULL,
    PRIMARY KEY (customer, name)
);
CREATE INDEX profile_answers_by_submission ON profile_answers (shop, quiz, submission);

-- What was in each order, for telling what is bought together.
CREATE TABLE order_products (
    shop     TEXT COLLATE "C" NOT NULL,
    order_id TEXT COLLATE "C" NOT NULL,
    product  TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop, order_id, product)
);
CREATE INDEX order_products_by_product ON order_products (shop, product);
