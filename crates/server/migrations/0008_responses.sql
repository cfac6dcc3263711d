-- A dated campaign that owns records of health and whereabouts. When its retention is over they are erased.
CREATE TABLE response (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  programme TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES area (id),
  ord BIGINT NOT NULL,
  ord_end BIGINT NOT NULL,
  from_at BIGINT NOT NULL,
  retention_days BIGINT NOT NULL,
  backup_days BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_by TEXT NOT NULL,
  closed_at BIGINT,
  closed_by TEXT,
  closing_reason TEXT NOT NULL,
  witness_id TEXT,
  erase_on TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX response_by_state ON response (state, opened_at, id);
CREATE INDEX response_by_erasing ON response (state, erase_on);

-- How many records of a noun have been erased so far: what stays of them.
CREATE TABLE response_erased (
  response_id TEXT NOT NULL REFERENCES response (id),
  noun TEXT NOT NULL,
  records BIGINT NOT NULL,
  PRIMARY KEY (response_id, noun)
);

-- The proof that nothing is left, chained to the audit log by the entry that tells of it.
CREATE TABLE response_certificate (
  response_id TEXT PRIMARY KEY REFERENCES response (id),
  erased_at BIGINT NOT NULL,
  audit_seq BIGINT NOT NULL,
  audit_hash TEXT NOT NULL,
  backups_until TEXT NOT NULL
);
-- The kept outcomes of commands about what is erased go, too: found by verb and time.
CREATE INDEX command_by_verb ON command (verb, at);

-- An official list of risk areas as it was put in force. Its counts stay; the places on it go with the response.
CREATE TABLE risk_list (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  as_of TEXT NOT NULL,
  source TEXT NOT NULL,
  file_digest TEXT NOT NULL,
  declared_high BIGINT,
  declared_medium BIGINT,
  declared_low BIGINT,
  listed_high BIGINT NOT NULL,
  listed_medium BIGINT NOT NULL,
  listed_low BIGINT NOT NULL,
  added BIGINT NOT NULL,
  raised BIGINT NOT NULL,
  lowered BIGINT NOT NULL,
  removed BIGINT NOT NULL,
  in_force_at BIGINT NOT NULL,
  entered_at BIGINT NOT NULL,
  entered_by TEXT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_by TEXT,
  withdrawn_reason TEXT NOT NULL
);
CREATE INDEX risk_list_by_response ON risk_list (response_id, in_force_at, id);

-- A listed place at one level, from the first day to the last on which it was listed so, both in; no last day while it
-- is listed. It remembers which list brought it and which one took it off, so that a list can be taken back.
CREATE TABLE risk_place (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  level TEXT NOT NULL,
  province TEXT NOT NULL,
  city TEXT NOT NULL,
  county TEXT NOT NULL,
  place_text TEXT NOT NULL,
  text_key TEXT NOT NULL,
  area_code TEXT NOT NULL,
  within_code TEXT NOT NULL,
  certainty TEXT NOT NULL,
  waits BOOLEAN NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT,
  first_list_id TEXT NOT NULL,
  last_list_id TEXT NOT NULL
);
CREATE INDEX risk_place_by_response ON risk_place (response_id, to_on, id);
CREATE INDEX risk_place_by_waiting ON risk_place (response_id, waits, id);
CREATE INDEX risk_place_by_text ON risk_place (response_id, text_key);
CREATE INDEX risk_place_by_first_list ON risk_place (first_list_id);
CREATE INDEX risk_place_by_last_list ON risk_place (last_list_id);

-- What a person decided a place text means; remembered for the next list of the same response.
CREATE TABLE risk_match (
  response_id TEXT NOT NULL REFERENCES response (id),
  text_key TEXT NOT NULL,
  area_code TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL,
  PRIMARY KEY (response_id, text_key)
);
