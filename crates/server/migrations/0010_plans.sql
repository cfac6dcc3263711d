-- An exposure that somebody was told of as a fact, such as a contact with a case.
CREATE TABLE exposure (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  arrival_id TEXT NOT NULL REFERENCES arrival (id),
  kind TEXT NOT NULL,
  last_on TEXT
);
CREATE INDEX exposure_by_arrival ON exposure (arrival_id, id);
CREATE INDEX exposure_by_response ON exposure (response_id);

-- What a decision about an arrival became, with the rule, its document and its dates. Never overwritten by a later
-- decision: that one is another row, and this one says which.
CREATE TABLE plan (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  arrival_id TEXT NOT NULL REFERENCES arrival (id),
  grid_id TEXT NOT NULL REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  state TEXT NOT NULL,
  programme TEXT NOT NULL,
  rule_set TEXT NOT NULL,
  revision BIGINT NOT NULL,
  rule TEXT NOT NULL,
  exposure_class TEXT NOT NULL,
  certainty TEXT NOT NULL,
  match_key TEXT NOT NULL,
  day_1 TEXT,
  release_on TEXT,
  phases TEXT NOT NULL,
  tests TEXT NOT NULL,
  demand TEXT NOT NULL,
  told TEXT NOT NULL,
  failed BIGINT NOT NULL,
  decided_at BIGINT NOT NULL,
  confirmed_by TEXT,
  ended_at BIGINT,
  superseded_by TEXT,
  why TEXT NOT NULL,
  reason TEXT NOT NULL,
  rev BIGINT NOT NULL
);
CREATE INDEX plan_by_arrival ON plan (arrival_id, decided_at, id);
CREATE INDEX plan_by_state ON plan (response_id, state, grid_ord, id);
CREATE INDEX plan_by_release ON plan (state, release_on, id);

-- Plans per grid and measure (the kind of the strictest phase; `waits` for those that a person has to confirm); kept in
-- the transaction that changes them.
CREATE TABLE plan_count (
  response_id TEXT NOT NULL REFERENCES response (id),
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  measure TEXT NOT NULL,
  plans BIGINT NOT NULL,
  PRIMARY KEY (response_id, grid_id, measure)
);
CREATE INDEX plan_count_by_ord ON plan_count (response_id, grid_ord);

-- A due check of a plan. What was found lies in its reports.
CREATE TABLE follow_up (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  plan_id TEXT NOT NULL REFERENCES plan (id),
  arrival_id TEXT NOT NULL,
  grid_id TEXT NOT NULL REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  door TEXT NOT NULL,
  due_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  slot TEXT NOT NULL,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  how_known TEXT NOT NULL,
  tries BIGINT NOT NULL,
  done_at BIGINT,
  done_by TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX follow_up_by_day ON follow_up (due_on, grid_ord, door, id);
CREATE INDEX follow_up_by_plan ON follow_up (plan_id, due_on, id);
CREATE INDEX follow_up_by_state ON follow_up (state, due_on, id);
CREATE INDEX follow_up_by_response ON follow_up (response_id);

-- What somebody reported of a follow-up; the identity is the op_id. Add-only.
CREATE TABLE follow_up_report (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  follow_up_id TEXT NOT NULL REFERENCES follow_up (id),
  outcome TEXT NOT NULL,
  how_known TEXT NOT NULL,
  finding_sealed BLOB,
  note TEXT NOT NULL,
  device_at BIGINT NOT NULL,
  server_at BIGINT NOT NULL,
  person_id TEXT NOT NULL
);
CREATE INDEX follow_up_report_by_follow_up ON follow_up_report (follow_up_id, server_at, id);
CREATE INDEX follow_up_report_by_response ON follow_up_report (response_id);

-- Follow-ups per grid, day and kind: all that are or were due (cancelled ones aside), done, missed (those that climbed
-- among them), climbed; kept in the transaction that changes them.
CREATE TABLE follow_up_count (
  response_id TEXT NOT NULL REFERENCES response (id),
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  due_on TEXT NOT NULL,
  kind TEXT NOT NULL,
  due BIGINT NOT NULL,
  done BIGINT NOT NULL,
  missed BIGINT NOT NULL,
  escalated BIGINT NOT NULL,
  PRIMARY KEY (response_id, grid_id, due_on, kind)
);
CREATE INDEX follow_up_count_by_day ON follow_up_count (response_id, due_on, grid_ord);

-- A change of the list or of the rules that asks for a new look at whom it can touch: the codes of stays as JSON, or
-- nothing for everybody.
CREATE TABLE screening (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  cause TEXT NOT NULL,
  touches TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  done_at BIGINT,
  looked BIGINT NOT NULL
);
CREATE INDEX screening_by_response ON screening (response_id, asked_at, id);
CREATE INDEX screening_open ON screening (asked_at, id) WHERE done_at IS NULL;

-- What a screening changed, per grid.
CREATE TABLE screening_count (
  screening_id TEXT NOT NULL REFERENCES screening (id),
  response_id TEXT NOT NULL REFERENCES response (id),
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  begun BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  released BIGINT NOT NULL,
  possible BIGINT NOT NULL,
  PRIMARY KEY (screening_id, grid_id)
);
CREATE INDEX screening_count_by_ord ON screening_count (screening_id, grid_ord);

CREATE INDEX risk_place_by_within ON risk_place (response_id, within_code);
