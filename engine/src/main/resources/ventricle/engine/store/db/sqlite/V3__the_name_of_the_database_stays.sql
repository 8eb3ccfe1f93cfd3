CREATE TRIGGER store_is_not_changed BEFORE UPDATE ON store
BEGIN
  SELECT RAISE(ABORT, 'the name of the database stays');
END;

CREATE TRIGGER store_is_not_deleted BEFORE DELETE ON store
BEGIN
  SELECT RAISE(ABORT, 'the name of the database stays');
END;

-- the first name is the only one
CREATE TRIGGER store_is_named_once BEFORE INSERT ON store
WHEN EXISTS (SELECT 1 FROM store)
BEGIN
  SELECT RAISE(IGNORE);
END;
