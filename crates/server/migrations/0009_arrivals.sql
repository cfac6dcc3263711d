-- A returnee's registration. It belongs to a response: after its end and retention the rows go, the counts stay.
CREATE TABLE arrival (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  state TEXT NOT NULL,
  name TEXT NOT NULL,
  pinyin TEXT NOT NULL,
  initials TEXT NOT NULL,
  document_kind TEXT NOT NULL,
  document_sealed BLOB,
  document_index TEXT,
  phone_sealed BLOB,
  phone_index TEXT,
  household_id TEXT,
  place TEXT NOT NULL,
  grid_id TEXT NOT NULL REFERENCES area (id),
  grid_ord BIGINT NOT NULL,
  origin TEXT NOT NULL,
  origin_code TEXT NOT NULL,
  expected_on TEXT,
  arrived_on TEXT,
  channel TEXT NOT NULL,
  how_known TEXT NOT NULL,
  verified_by TEXT NOT NULL,
  registered_by TEXT,
  registered_at BIGINT NOT NULL,
  code_hash TEXT,
  companions_of TEXT,
  duplicate_of TEXT,
  forwarded_to TEXT NOT NULL,
  accepted_at BIGINT,
  rev BIGINT NOT NULL
);
CREATE INDEX arrival_by_grid ON arrival (response_id, grid_ord, id);
CREATE INDEX arrival_by_state ON arrival (response_id, state, grid_ord, id);
CREATE INDEX arrival_by_name ON arrival (response_id, name);
CREATE INDEX arrival_by_document ON arrival (document_index) WHERE document_index IS NOT NULL;
CREATE INDEX arrival_by_code ON arrival (code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX arrival_by_companions ON arrival (companions_of) WHERE companions_of IS NOT NULL;
CREATE INDEX arrival_by_duplicate ON arrival (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX arrival_by_household ON arrival (household_id) WHERE household_id IS NOT NULL;

-- Where somebody was: civil dates, both ends in.
CREATE TABLE stay (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  arrival_id TEXT NOT NULL REFERENCES arrival (id),
  area_code TEXT NOT NULL,
  place TEXT NOT NULL,
  from_on TEXT NOT NULL,
  to_on TEXT NOT NULL,
  left_on TEXT
);
CREATE INDEX stay_by_arrival ON stay (arrival_id, from_on);
CREATE INDEX stay_by_area ON stay (response_id, area_code, to_on);

-- What happened to an arrival, with the values before.
CREATE TABLE arrival_event (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  arrival_id TEXT NOT NULL REFERENCES arrival (id),
  verb TEXT NOT NULL,
  at BIGINT NOT NULL,
  person_id TEXT NOT NULL,
  how_known TEXT NOT NULL,
  reason TEXT NOT NULL,
  before_sealed BLOB
);
CREATE INDEX arrival_event_by_arrival ON arrival_event (arrival_id, at);
CREATE INDEX arrival_event_by_response ON arrival_event (response_id);

-- Arrivals per grid (a village's own number: not placed in a grid yet) and state; kept in the transaction that changes them.
CREATE TABLE arrival_count (
  response_id TEXT NOT NULL REFERENCES response (id),
  grid_id TEXT NOT NULL,
  grid_ord BIGINT NOT NULL,
  state TEXT NOT NULL,
  arrivals BIGINT NOT NULL,
  PRIMARY KEY (response_id, grid_id, state)
);
CREATE INDEX arrival_count_by_ord ON arrival_count (response_id, grid_ord);

-- What a neighbour told without a name: a lead that somebody looks into, never a status. Holds nothing of who told it;
-- even the time is the day only.
CREATE TABLE tip (
  id TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  area_id TEXT NOT NULL REFERENCES area (id),
  area_ord BIGINT NOT NULL,
  told TEXT NOT NULL,
  told_on TEXT NOT NULL,
  looked_at BIGINT,
  looked_by TEXT,
  outcome TEXT NOT NULL
);
CREATE INDEX tip_open ON tip (response_id, area_ord, id);

-- Posters: the short code in a QR code leads to the page without a log-in.
CREATE TABLE poster (
  code TEXT PRIMARY KEY,
  response_id TEXT NOT NULL REFERENCES response (id),
  kind TEXT NOT NULL,
  area_id TEXT NOT NULL REFERENCES area (id),
  area_ord BIGINT NOT NULL,
  household_id TEXT,
  label TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  made_by TEXT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX poster_by_response ON poster (response_id, area_ord, code);
