-- Of what a lot lost to time, what a refund of its award took back afterwards: it is not asked of the member again.
ALTER TABLE lots ADD COLUMN reversed INTEGER NOT NULL DEFAULT 0 CHECK (reversed BETWEEN 0 AND expired);

CREATE INDEX lots_by_award ON lots (award);
CREATE INDEX completions_newest_first ON transactions (customer, rule, at DESC) WHERE kind = 'earn' AND order_id IS NULL;

-- The sweep forgets by age.
CREATE INDEX answers_by_age ON answers (created_at);
CREATE INDEX messages_by_age ON messages (received_at);

-- Guests' sessions say all there is to say in their token.
DELETE FROM sessions WHERE customer IS NULL;
