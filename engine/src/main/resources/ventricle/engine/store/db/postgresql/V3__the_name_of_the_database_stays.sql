CREATE TRIGGER store_stays BEFORE UPDATE OR DELETE ON store
FOR EACH ROW EXECUTE FUNCTION refuse();

CREATE TRIGGER store_is_not_emptied BEFORE TRUNCATE ON store
FOR EACH STATEMENT EXECUTE FUNCTION refuse();

-- The first name is the only one; another is ignored, because two programs may open a new database at once.
CREATE FUNCTION keep_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM store) THEN
    RETURN NULL;
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER store_is_named_once BEFORE INSERT ON store
FOR EACH ROW EXECUTE FUNCTION keep_first();
