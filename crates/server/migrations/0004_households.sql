CREATE TABLE household (
  id TEXT PRIMARY KEY,
  grid_id TEXT NOT NULL REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  number TEXT NOT NULL,
  lane TEXT NOT NULL,
  door TEXT NOT NULL,
  door_key TEXT NOT NULL,
  sort_key TEXT NOT NULL,
  head_name TEXT NOT NULL,
  members BIGINT NOT NULL,
  note TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  merged_into TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX household_by_grid ON household (grid_ord, sort_key, id);
CREATE INDEX household_by_door ON household (door_key, grid_ord);

CREATE TABLE resident (
  id TEXT PRIMARY KEY,
  household_id TEXT NOT NULL REFERENCES household (id),
  grid_ord BIGINT NOT NULL,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  sex TEXT NOT NULL,
  birth_on TEXT,
  relation TEXT NOT NULL,
  residency TEXT NOT NULL,
  registered_address TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  document_sealed BLOB,
  document_index TEXT,
  phone_sealed BLOB,
  phone_index TEXT,
  second_phone_sealed BLOB,
  second_phone_index TEXT,
  from_at BIGINT NOT NULL,
  to_at BIGINT,
  merged_into TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX resident_by_household ON resident (household_id);
CREATE INDEX resident_by_name ON resident (name, grid_ord);
CREATE INDEX resident_by_pinyin ON resident (pinyin, grid_ord);
CREATE INDEX resident_by_initials ON resident (initials, grid_ord);
CREATE INDEX resident_by_document ON resident (document_index) WHERE document_index IS NOT NULL;
CREATE INDEX resident_by_phone ON resident (phone_index) WHERE phone_index IS NOT NULL;
CREATE INDEX resident_by_second_phone ON resident (second_phone_index) WHERE second_phone_index IS NOT NULL;

-- What happened to a household or a resident, with the values before (sealed where they are sealed in the ledger).
CREATE TABLE ledger_event (
  id TEXT PRIMARY KEY,
  household_id TEXT NOT NULL,
  resident_id TEXT,
  verb TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  before_sealed BLOB,
  reason TEXT NOT NULL
);
CREATE INDEX ledger_event_by_household ON ledger_event (household_id, at);

-- Column mappings that a clerk corrected and saved, by the heads they fit.
CREATE TABLE ledger_mapping (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  head_key TEXT NOT NULL,
  mapping TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL
);
CREATE INDEX ledger_mapping_by_heads ON ledger_mapping (head_key);

CREATE TABLE ledger_import (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  area_ord BIGINT NOT NULL,
  summary TEXT NOT NULL
);
CREATE INDEX ledger_import_by_time ON ledger_import (at, id);

-- Rows that look like somebody already in the ledger: parked until a person decides.
CREATE TABLE suspected_duplicate (
  id TEXT PRIMARY KEY,
  import_id TEXT NOT NULL REFERENCES ledger_import (id),
  grid_ord BIGINT NOT NULL,
  resident_id TEXT NOT NULL,
  why TEXT NOT NULL,
  row_sealed BLOB NOT NULL,
  at BIGINT NOT NULL,
  decided TEXT,
  decided_at BIGINT,
  decided_by TEXT
);
CREATE INDEX suspected_duplicate_open ON suspected_duplicate (decided, grid_ord, id);
