CREATE TABLE directive (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  source_document TEXT NOT NULL,
  priority TEXT NOT NULL,
  deadline_at BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  issued_at BIGINT,
  ended_at BIGINT,
  rev BIGINT NOT NULL
);
CREATE INDEX directive_by_state ON directive (state, made_at, id);

-- Every wording that was in force; receipts keep the version they answered.
CREATE TABLE directive_version (
  directive_id TEXT NOT NULL REFERENCES directive (id),
  version BIGINT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  source_document TEXT NOT NULL,
  priority TEXT NOT NULL,
  deadline_at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (directive_id, version)
);

CREATE TABLE directive_scope (
  directive_id TEXT NOT NULL REFERENCES directive (id),
  area_id TEXT NOT NULL REFERENCES area (id),
  ord BIGINT NOT NULL,
  ord_end BIGINT NOT NULL,
  PRIMARY KEY (directive_id, area_id)
);

-- A tier's signature: this area knows of the directive. Signing again for a later version moves it there.
CREATE TABLE directive_signature (
  directive_id TEXT NOT NULL REFERENCES directive (id),
  area_id TEXT NOT NULL REFERENCES area (id),
  area_ord BIGINT NOT NULL,
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  PRIMARY KEY (directive_id, area_id)
);

-- Proof at a door; add-only. The id is the op_id of the command that brought it.
CREATE TABLE receipt (
  id TEXT PRIMARY KEY,
  directive_id TEXT NOT NULL,
  household_id TEXT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  channel TEXT NOT NULL,
  how_known TEXT NOT NULL,
  person_id TEXT NOT NULL,
  device_at BIGINT NOT NULL,
  server_at BIGINT NOT NULL,
  corrects TEXT,
  note TEXT NOT NULL
);
CREATE INDEX receipt_by_door ON receipt (household_id, directive_id);

-- Where each door stands; rows only for doors with a receipt. A door that has ended, or whose receipts were all taken
-- back, stays with the rank it had or with rank 0. It has no further index on purpose: each would cost every receipt a
-- page, and what is asked by grid or by household finds its doors by the households or the running directives.
CREATE TABLE door (
  directive_id TEXT NOT NULL,
  household_id TEXT NOT NULL,
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  reason TEXT NOT NULL,
  channel TEXT NOT NULL,
  version BIGINT NOT NULL,
  reported_at BIGINT NOT NULL,
  reached_at BIGINT,
  receipt_id TEXT NOT NULL,
  PRIMARY KEY (directive_id, household_id)
);

-- Roll-up per directive and grid, kept in the transaction that brings the receipt. The time columns count doors by how
-- long after issue they were first reached; the `last_` columns are the latest instants. `frozen_due` is written when
-- the directive ends: until then the live households of the grid are due.
CREATE TABLE directive_reach (
  directive_id TEXT NOT NULL,
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  told BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  nobody_home BIGINT NOT NULL,
  no_phone BIGINT NOT NULL,
  refused_to_open BIGINT NOT NULL,
  within_15m BIGINT NOT NULL,
  within_30m BIGINT NOT NULL,
  within_1h BIGINT NOT NULL,
  within_2h BIGINT NOT NULL,
  within_4h BIGINT NOT NULL,
  within_8h BIGINT NOT NULL,
  within_12h BIGINT NOT NULL,
  within_24h BIGINT NOT NULL,
  within_48h BIGINT NOT NULL,
  within_72h BIGINT NOT NULL,
  within_7d BIGINT NOT NULL,
  later BIGINT NOT NULL,
  last_reached_at BIGINT NOT NULL,
  last_report_at BIGINT NOT NULL,
  frozen_due BIGINT,
  PRIMARY KEY (directive_id, grid_id)
);
CREATE INDEX directive_reach_by_ord ON directive_reach (directive_id, grid_ord);

-- Opened by a refused receipt; its way to the end is the capability of problems.
CREATE TABLE problem (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  kind TEXT NOT NULL,
  directive_id TEXT,
  household_id TEXT,
  receipt_id TEXT,
  grid_ord BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  found_by TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX problem_by_directive ON problem (directive_id, grid_ord, found_at);
CREATE INDEX problem_by_receipt ON problem (receipt_id);

-- A table that somebody took out as a file: what for, and until when its link works. The file is made when it is asked for.
CREATE TABLE export (
  id TEXT PRIMARY KEY,
  noun TEXT NOT NULL,
  record_id TEXT NOT NULL,
  person_id TEXT NOT NULL,
  purpose TEXT NOT NULL,
  at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL
);
