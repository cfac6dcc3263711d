-- The outcome of every command by its op_id: a repeat answers the same and does nothing.
CREATE TABLE command (
  op_id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL,
  verb TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at BIGINT NOT NULL
);

-- Append-only; each row's hash covers the row before.
CREATE TABLE audit (
  seq BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  verb TEXT NOT NULL,
  noun TEXT NOT NULL,
  record_id TEXT NOT NULL,
  area_ord BIGINT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX audit_by_record ON audit (noun, record_id, seq);
CREATE INDEX audit_by_person ON audit (person_id, seq);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);
