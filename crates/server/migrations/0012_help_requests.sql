-- What a returnee needs or complains about, and what became of it. Where it belongs follows from the arrival.
CREATE TABLE help_request (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  arrival_id TEXT NOT NULL REFERENCES arrival (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  told_sealed BLOB NOT NULL,
  asked_at BIGINT NOT NULL,
  taken_at BIGINT,
  taken_by TEXT,
  answer_sealed BLOB,
  ended_at BIGINT,
  ended_by TEXT,
  rev BIGINT NOT NULL
);
CREATE INDEX help_request_by_arrival ON help_request (arrival_id, asked_at, id);
CREATE INDEX help_request_by_state ON help_request (response_id, state, asked_at, id);
