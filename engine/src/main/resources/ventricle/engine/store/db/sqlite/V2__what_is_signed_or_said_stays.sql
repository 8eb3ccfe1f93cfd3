CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT RAISE(ABORT, 'the audit is append-only');
END;

CREATE TRIGGER signed_is_not_changed BEFORE UPDATE ON committed_document
WHEN OLD.signed = 1
BEGIN
  SELECT RAISE(ABORT, 'a signed document is not changed');
END;

CREATE TRIGGER signed_is_not_deleted BEFORE DELETE ON committed_document
WHEN OLD.signed = 1
BEGIN
  SELECT RAISE(ABORT, 'a signed document is not deleted');
END;
