-- Every movement of points in a shop meets one of the programme's accounts. With a balance kept on those, any two
-- movements would have to wait for each other; so theirs is the sum of the entries, and only members' is kept.
DROP TRIGGER entries_move_balances;
CREATE TRIGGER entries_move_balances AFTER INSERT ON entries BEGIN
    UPDATE accounts SET balance = balance - NEW.points WHERE id = NEW.debit AND owner <> '';
    UPDATE accounts SET balance = balance + NEW.points WHERE id = NEW.credit AND owner <> '';
END;
UPDATE accounts SET balance = 0 WHERE owner = '';

-- Both sides of every entry: what came to an account, and what left it.
CREATE VIEW movements (entry, account, points, source, at) AS
    SELECT id, credit, points, source, at FROM entries UNION ALL SELECT id, debit, -points, source, at FROM entries;
