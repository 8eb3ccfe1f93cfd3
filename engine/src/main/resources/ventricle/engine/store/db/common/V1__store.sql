-- Keys are UUIDs as text; times are UTC as text of one width, so that they sort (2026-11-28T14:00:00.000Z).

-- Which database this is: heads of the audit kept elsewhere name it.
CREATE TABLE store (
  id      TEXT PRIMARY KEY,
  created TEXT NOT NULL
);

CREATE TABLE reader (
  id   TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  seen TEXT NOT NULL
);

-- A row of the worklist: one stack of one examination. Identifying, like everything shown there.
-- last_reader and last_state repeat the latest row of reading, so that a list of many is quick.
CREATE TABLE study (
  id           TEXT PRIMARY KEY,
  study_key    TEXT NOT NULL UNIQUE,
  study_uid    TEXT NOT NULL,
  patient_name TEXT,
  patient_id   TEXT,
  sex          TEXT,
  age_years    DOUBLE PRECISION,
  study_date   TEXT,
  slices       INTEGER NOT NULL,
  phases       INTEGER NOT NULL,
  pixel_mm     DOUBLE PRECISION,
  scanner      TEXT,
  paths        TEXT NOT NULL,
  sort_name    TEXT NOT NULL,
  search_text  TEXT NOT NULL,
  last_reader  TEXT,
  last_state   TEXT,
  added        TEXT NOT NULL,
  changed      TEXT NOT NULL
);
CREATE INDEX study_by_change ON study (changed, id);

-- How far one reader is with one study.
CREATE TABLE reading (
  id         TEXT PRIMARY KEY,
  study_id   TEXT NOT NULL REFERENCES study (id) ON DELETE CASCADE,
  reader     TEXT NOT NULL,
  state      TEXT NOT NULL,
  flags      INTEGER NOT NULL,
  lv_ef      DOUBLE PRECISION,
  changed    TEXT NOT NULL,
  UNIQUE (study_id, reader)
);

CREATE TABLE study_lock (
  study_key TEXT PRIMARY KEY,
  token     TEXT NOT NULL,
  reader    TEXT NOT NULL,
  machine   TEXT NOT NULL,
  since     TEXT NOT NULL,
  heartbeat TEXT NOT NULL
);

CREATE TABLE committed_document (
  id        TEXT PRIMARY KEY,
  study_key TEXT NOT NULL,
  reader    TEXT NOT NULL,
  revision  INTEGER NOT NULL,
  state     TEXT NOT NULL,
  signed    INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  document  ${bytes} NOT NULL,
  numbers   TEXT NOT NULL,
  at        TEXT NOT NULL,
  UNIQUE (study_key, reader, revision)
);

-- Each row's hash covers the row and the hash of the row before it.
CREATE TABLE audit (
  seq       BIGINT PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  at        TEXT NOT NULL,
  reader    TEXT NOT NULL,
  machine   TEXT NOT NULL,
  action    TEXT NOT NULL,
  study_key TEXT,
  facts     TEXT NOT NULL,
  previous  TEXT NOT NULL,
  hash      TEXT NOT NULL
);
CREATE INDEX audit_by_study ON audit (study_key, seq);
